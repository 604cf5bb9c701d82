/** 我的数据 and 删除我的数据: a person's cases leave with them; what must stay holds nothing of them. */
import type { Db, Member, Rights, Tx } from "#bot";
import { isOver } from "../case/lifecycle.ts";
import { dropFacts } from "../figures/store-facts.ts";
import { appealOf, banOf, forgetPace } from "../pace/store.ts";
import { forgetOriginals, waste } from "../pictures/store.ts";
import type { Room } from "../room.ts";
import { parts } from "../store/parts.ts";
import { byNos, joinedBy, ownOf, pastOf } from "../store/read.ts";
import type { Ticket, TicketEvent, TicketTables } from "../store/tables.ts";
import { addEvents, putTickets } from "../store/write.ts";
import { eraseWishes, exportWishes } from "../wishes/rights.ts";
import { forgetBack } from "./back-rights.ts";
import { onePerson } from "./one-person.ts";

/** Everything of one person's: far beyond what one person files. */
const ALL = 10_000;

export function rights(room: Room): Rights {
  return {
    export: (db, person) => exported(room, db, person),
    erase: (tx, person) => erased(room, tx, person),
    merge: (tx, from, into) => onePerson(room, tx, from, into),
  };
}

async function exported(room: Room, db: Db, person: Member) {
  const { kit, w } = room;
  const rows = await ownOf(db, person.id, ALL);
  const joined = await joinedBy(db, person.id, ALL);
  const lines = rows.map((row) =>
    w.help.exportLine(
      row.no,
      w.label.kind[row.kind],
      w.label.state[row.state],
      kit.calendar.dateOf(row.created_at),
      row.text,
    ),
  );
  const past = new Map<string, TicketEvent[]>();
  for (const nos of parts(
    rows.map((row) => row.no),
    AT_ONCE,
  ))
    for (const [no, events] of await pastOf(db, nos)) past.set(no, events);
  const cases = rows.map((row) => {
    const { salt: _, code_hash: __, handler: ___, task: ____, next_at: _____, ...own } = row;
    // Official words belong to the case; whose they were does not.
    const events = (past.get(row.no) ?? []).map(({ by_person, ...event }) => ({
      ...event,
      mine: by_person === person.id,
    }));
    return { ...own, events };
  });
  const ban = await banOf(db, person.id);
  const appeal = await appealOf(db, person.id);
  const limits = ban ? [w.pace.exportBan(kit.calendar.dateOf(ban.at), ban.reason)] : [];
  const more = joined.map((row) => w.help.exportJoined(row.no));
  const wishes = await exportWishes(room, db, person.id);
  return {
    title: w.help.exportTitle,
    lines: [
      ...(lines.length + more.length > 0 ? [...lines, ...more] : [w.help.exportNone]),
      ...wishes.lines,
      ...limits,
    ],
    data: {
      cases,
      joined: joined.map((row) => row.no),
      wishes: wishes.data,
      limits: {
        barred: ban ? { reason: ban.reason, since: ban.at } : null,
        appeal: appeal ? { text: appeal.text, at: appeal.at } : null,
      },
    },
  };
}

async function erased(room: Room, tx: Tx, person: Member): Promise<string[]> {
  const { kit, w } = room;
  const db = tx.withTables<TicketTables>();
  const own = (await ownOf(tx, person.id, ALL)).map((row) => row.no);
  await kit.lock(tx, ...own.map((no) => `ticket:${no}`));
  const now = kit.now();
  const rows: Ticket[] = [];
  for (const nos of parts(own, AT_ONCE)) rows.push(...(await eraseCases(room, tx, person.id, nos)));
  const open = rows.filter((row) => !isOver(row.state));
  // Words and pictures that they left in other people's cases, as one who joined or as staff.
  const elsewhere = await db
    .selectFrom("ticket_events")
    .select(["ticket", "seq"])
    .where("by_person", "=", person.id)
    .execute();
  for (const { ticket, seq } of elsewhere) {
    await forgetOriginals(tx, [ticket], seq);
    await wasteFiles(tx, [ticket], seq);
  }
  await db.updateTable("ticket_events").set({ text: "", by_person: null }).where("by_person", "=", person.id).execute();
  const joined = await db.deleteFrom("ticket_joins").where("person", "=", person.id).returning("ticket").execute();
  const access = db.updateTable("ticket_access").set({ person: null }).where("person", "=", person.id);
  const seen = await access.returning("ticket").execute();
  await db.deleteFrom("ticket_recused").where("person", "=", person.id).execute();
  await forgetPace(tx, person.id);
  await forgetBack(
    tx,
    person.id,
    rows.map((row) => row.no),
  );
  await db.deleteFrom("ticket_cards").where("holder", "=", person.id).execute();
  const handled = await unhand(tx, person.id, now);
  const wishes = await eraseWishes(room, tx, person.id);
  const closed = rows.length - open.length;
  return [
    ...(open.length > 0 ? [w.help.erasedOpen(open.length)] : []),
    ...(closed > 0 ? [w.help.erasedClosed(closed)] : []),
    ...(joined.length > 0 ? [w.help.erasedJoined(joined.length)] : []),
    ...(handled > 0 || seen.length > 0 ? [w.help.erasedStaff] : []),
    ...wishes,
    w.help.erasedAnonymous,
  ];
}

/** A batch of their own cases, whose locks are held; returns them as they were. */
async function eraseCases(room: Room, tx: Tx, person: string, nos: string[]): Promise<Ticket[]> {
  const db = tx.withTables<TicketTables>();
  const rows = (await byNos(tx, nos)).filter((row) => row.person === person);
  const joins = db.selectFrom("ticket_joins").select("ticket").where("ticket", "in", nos).where("person", "!=", person);
  const shared = new Set((await joins.execute()).map(({ ticket }) => ticket));
  // Staff's words may speak of them too; where others wait for the same, only their own words go.
  const alone = rows.map(({ no }) => no).filter((no) => !shared.has(no));
  if (alone.length > 0) {
    await forgetOriginals(tx, alone);
    await wasteFiles(tx, alone);
    const past = db.updateTable("ticket_events").where("ticket", "in", alone);
    await past.set({ text: "" }).execute();
    await past.set({ by_person: null }).where("by_person", "=", person).execute();
  }
  const written = rows.map((row) => ({ ...row, ...blank(room, row, shared.has(row.no)) }));
  await putTickets(tx, written);
  const event = { at: room.kit.now(), deed: "erase" as const, side: "reporter" as const, by_person: null, text: "" };
  await addEvents(
    tx,
    written.map(({ no, seq, unit }) => ({ ...event, ticket: no, seq, unit })),
  );
  if (rows.length > 0)
    await dropFacts(
      tx,
      rows.map(({ no }) => no),
    );
  return rows;
}

/** Kind, unit, month and outcome stay; what others joined goes on, at the spot where the thing is. */
function blank(room: Room, row: Ticket, others: boolean): Partial<Ticket> {
  const { calendar } = room.kit;
  const month = calendar.moment(`${calendar.dateOf(row.created_at).slice(0, 7)}-01`, "00:00") ?? row.created_at;
  const stays = isOver(row.state) || others;
  return {
    text: "",
    where_text: "",
    ...(others && row.kind === "hazard" ? {} : { lat: null, lon: null, datum: null }),
    person: null,
    alias: "",
    created_at: month,
    seq: row.seq + 1,
    task: "refresh",
    next_at: room.kit.now() + 1,
    ...(stays ? {} : { state: "withdrawn", outcome: "withdrawn", handler: null }),
  };
}

/** What they had claimed is free again, and its card shows it; what they had finished no longer names them. */
async function unhand(tx: Tx, person: string, now: number): Promise<number> {
  const db = tx.withTables<TicketTables>();
  const gone: Partial<Ticket> = { handler: null, task: "refresh", next_at: now + 1 };
  const theirs = db.updateTable("tickets").where("handler", "=", person);
  const free = await theirs
    .set({ ...gone, state: "open_for_claim", waiting: null })
    .where("state", "in", ["claimed", "in_progress", "waiting_reporter"])
    .executeTakeFirst();
  const others = await theirs.set(gone).executeTakeFirst();
  return Number(free.numUpdatedRows + others.numUpdatedRows);
}

/** Takes files off cases, or off one of their events; the clock removes from the disk what no other case shows. */
async function wasteFiles(tx: Tx, tickets: string[], seq?: number): Promise<void> {
  const gone = tx.withTables<TicketTables>().deleteFrom("ticket_files").where("ticket", "in", tickets);
  const rows = await (seq === undefined ? gone : gone.where("seq", "=", seq)).returning("hash").execute();
  await waste(
    tx,
    rows.map((row) => row.hash),
  );
}

/** Cases a statement. */
const AT_ONCE = 200;
