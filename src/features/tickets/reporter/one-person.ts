/**
 * Two people who turn out to be one. Their cases, words and claims come under one id; what may not be in one hand is let
 * go: nobody handles a case of their own, nor one that names them under either of their names (PRODUCT.md P12). Anonymous
 * cases hold no person, so nothing of them is joined to anybody (P13).
 */
import type { Member, Tx } from "#bot";
import { advance } from "../case/advance.ts";
import { CLOCK, caseOf } from "../case/after.ts";
import { accusingKinds, kinds } from "../case/kinds.ts";
import { isOver, step } from "../case/lifecycle.ts";
import { mentions } from "../figures/mentions.ts";
import { accusedPeople } from "../intake/accused.ts";
import { movePace } from "../pace/store.ts";
import type { Room } from "../room.ts";
import { byNo } from "../store/read.ts";
import type { Ticket, TicketTables } from "../store/tables.ts";
import { recuse, updateTicket } from "../store/write.ts";
import { mergeWishes } from "../wishes/rights.ts";
import { moveBack } from "./back-rights.ts";

export async function onePerson(room: Room, tx: Tx, from: Member, into: Member): Promise<void> {
  const touched = await casesOf(tx, from, into);
  const named = await naming(tx, from, into);
  const all = [...new Set([...touched, ...named])].sort();
  await room.kit.lock(tx, ...all.map((no) => `ticket:${no}`));
  await move(tx, from.id, into.id);
  await mergeWishes(room, tx, from.id, into.id);
  for (const no of named) await recuse(tx, no, [into.id]);
  const barred = await recusedFrom(tx, into.id);
  for (const no of all) {
    const row = await byNo(tx, no);
    if (row) await letGo(room, tx, row, into.id, barred);
  }
}

/** Every case in which either has a part. */
async function casesOf(tx: Tx, from: Member, into: Member): Promise<string[]> {
  const db = tx.withTables<TicketTables>();
  const both = [from.id, into.id];
  const own = db.selectFrom("tickets").select("no").where("person", "in", both);
  const claimed = db.selectFrom("tickets").select("no").where("handler", "in", both);
  const rows = await own.union(claimed).execute();
  const more = [];
  for (const table of ["ticket_joins", "ticket_recused", "ticket_access"] as const)
    more.push(...(await db.selectFrom(table).select("ticket").distinct().where("person", "=", from.id).execute()));
  const said = await db
    .selectFrom("ticket_events")
    .select("ticket")
    .distinct()
    .where("by_person", "=", from.id)
    .execute();
  const cards = await db.selectFrom("ticket_cards").select("ticket").where("holder", "=", from.id).execute();
  return [...rows.map((row) => row.no), ...[...more, ...said, ...cards].map((row) => row.ticket)];
}

/**
 * Cases whose words name staff by a name that one of the two had: with two names only one of them stays, and the check
 * by name alone would forget the other.
 */
async function naming(tx: Tx, from: Member, into: Member): Promise<string[]> {
  const staff = from.role !== "member" || into.role !== "member";
  if (!staff || from.name === into.name) return [];
  const either = [mentions(from.name), mentions(into.name)].filter((one) => one !== undefined);
  if (either.length === 0) return [];
  const rows = await tx
    .withTables<TicketTables>()
    .selectFrom("tickets")
    .select(["no", "text"])
    .where("kind", "in", accusingKinds())
    .where((e) => e.or(either))
    .execute();
  return rows.filter((row) => accusedPeople(row.text, [from, into]).length > 0).map((row) => row.no);
}

async function recusedFrom(tx: Tx, person: string): Promise<Set<string>> {
  const rows = tx.withTables<TicketTables>().selectFrom("ticket_recused").select("ticket").where("person", "=", person);
  return new Set((await rows.execute()).map((row) => row.ticket));
}

async function move(tx: Tx, from: string, into: string): Promise<void> {
  const db = tx.withTables<TicketTables>();
  await db.updateTable("tickets").set({ person: into }).where("person", "=", from).execute();
  await db.updateTable("tickets").set({ handler: into }).where("handler", "=", from).execute();
  await db.updateTable("ticket_events").set({ by_person: into }).where("by_person", "=", from).execute();
  await db.updateTable("ticket_access").set({ person: into }).where("person", "=", from).execute();
  await moveBack(tx, from, into);
  await movePace(tx, from, into);
  // What both had is kept once.
  const joins = await db.deleteFrom("ticket_joins").where("person", "=", from).returningAll().execute();
  for (const row of joins) {
    const once = db.insertInto("ticket_joins").values({ ...row, person: into });
    await once.onConflict((conflict) => conflict.doNothing()).execute();
  }
  const cards = await db.deleteFrom("ticket_cards").where("holder", "=", from).returningAll().execute();
  for (const row of cards) {
    const once = db.insertInto("ticket_cards").values({ ...row, holder: into });
    await once.onConflict((conflict) => conflict.doNothing()).execute();
  }
  const barred = await db.deleteFrom("ticket_recused").where("person", "=", from).returning("ticket").execute();
  for (const { ticket } of barred) await recuse(tx, ticket, [into]);
  // Nobody waits beside themselves for their own case.
  const own = db.selectFrom("tickets").select("no").where("person", "=", into);
  await db.deleteFrom("ticket_joins").where("person", "=", into).where("ticket", "in", own).execute();
}

/** A case that this person may not handle is free again; the clock tells its unit, for nobody can be looked up here. */
async function letGo(room: Room, tx: Tx, row: Ticket, person: string, barred: ReadonlySet<string>): Promise<void> {
  if (isOver(row.state) || !kinds[row.kind].accuses) return;
  const named = barred.has(row.no);
  const change: Partial<Ticket> = named ? { sealed: 1 } : {};
  const later = { task: row.task ?? ("refresh" as const), next_at: room.kit.now() + 1 };
  if (row.handler !== person || (row.person !== person && !named)) {
    if (named && row.sealed === 0) await updateTicket(tx, row.no, { ...change, ...later });
    return;
  }
  if (!step(caseOf(row), "recuse", CLOCK).ok) {
    // It is with the reporter to say whether it is solved: should it come back, it has nobody yet.
    await updateTicket(tx, row.no, { ...change, ...later, handler: null });
    return;
  }
  const released = { ...later, task: row.task ?? ("released" as const) };
  await advance(room, tx, row, { move: "recuse", by: CLOCK, side: "clock", change: { ...change, ...released } });
}
