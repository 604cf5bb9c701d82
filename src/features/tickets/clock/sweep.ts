/**
 * What the clock does: one reminder at half time, 催办, 督办, each said once a round and only in duty hours. Batch by batch:
 * what a batch did and what it says are kept in one commit, so that a process killed between two goes on with the next.
 */
import type { Answer, Kit, Reply, Tx } from "#bot";
import { advance, struck } from "../case/advance.ts";
import { CLOCK, clockOf } from "../case/after.ts";
import { ahead, type Step } from "../case/deadline.ts";
import { interested } from "../intake/submit.ts";
import type { Room } from "../room.ts";
import { BATCH } from "../store/batches.ts";
import { type Beside, besides } from "../store/beside.ts";
import { byNos, dueBy, wasteOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { dropWaste, recuse, setNext, updateTicket } from "../store/write.ts";
import { type Around, around, type Coming } from "../told/around.ts";
import { remembered } from "../told/remembered.ts";
import { unitFor } from "../told/route.ts";
import { cards, toDesk } from "../told/tell.ts";
import { together } from "../told/told-together.ts";
import { strokeNews } from "./stroke-news.ts";

interface Looked {
  row: Ticket;
  near: Around;
  coming: Coming;
}

/** What is still due under the case's lock, with what lies beside it then. */
interface Due extends Looked {
  beside: Beside;
}

/** A batch of what is due by `moment`. Whoever must be told is looked up first; what is due is decided in the transaction. */
export async function sweep(room: Room, moment: number): Promise<Answer> {
  const { kit } = room;
  const waste = await wasteOf(kit.db);
  for (const { hash, needed } of waste) if (!needed) await kit.files.remove(hash);
  const seen = await look(kit, await dueBy(kit.db, moment, BATCH));
  const nos = seen.map(({ row }) => row.no);
  return async (tx) => {
    await kit.lock(tx, ...nos.map((no) => `ticket:${no}`).sort());
    const rows = new Map((await byNos(tx, nos)).map((row) => [row.no, row]));
    const locked = await besides(tx, nos);
    const still = seen.flatMap(({ row: { no, unit }, near, coming }) => {
      const row = rows.get(no);
      const due = row && row.next_at !== null && row.next_at <= moment && row.unit === unit;
      return due ? [{ row, near, coming, beside: locked.get(no) as Beside }] : [];
    });
    const replies: Reply[] = [];
    for (const one of still) if (one.row.task !== null) replies.push(...(await task(room, tx, one)));
    const told = await strokes(
      room,
      tx,
      still.filter(({ row }) => row.task === null),
    );
    await dropWaste(
      tx,
      waste.map(({ hash }) => hash),
    );
    return [...replies, ...told];
  };
}

async function look(kit: Kit, rows: Ticket[]): Promise<Looked[]> {
  const beside = await besides(
    kit.db,
    rows.map((row) => row.no),
  );
  const people = rows.flatMap(({ person, handler, no }) => {
    const { joiners = [], holders = [] } = beside.get(no) ?? {};
    return [person ?? [], handler ?? [], joiners, holders].flat();
  });
  const known = await kit.members.byIds([...new Set(people)]);
  const house = { ...kit, members: remembered(kit.members, known) };
  return Promise.all(
    rows.map(async (row) => {
      const coming =
        row.task === "announce" ? { unit: await placeFor(house, row), recused: await interested(house, row.text) } : {};
      return { row, coming, near: await around(house, row, coming, beside.get(row.no)) };
    }),
  );
}

/** Work that could not be done where it came up. */
async function task(room: Room, tx: Tx, { row, near, coming, beside }: Due): Promise<Reply[]> {
  const { kit } = room;
  if (row.task === "announce") {
    await recuse(tx, row.no, coming.recused ?? []);
    const change = { task: null, unit: coming.unit ?? null, sealed: near.desk.sealed ? 1 : 0 };
    return cards(room, tx, await advance(room, tx, row, { move: "open", by: CLOCK, side: "clock", change }), near);
  }
  await updateTicket(tx, row.no, { task: null, next_at: ahead(kit.calendar, clockOf(row))?.at ?? null });
  const shown = await cards(room, tx, { ...row, task: null }, near, beside);
  if (row.task === "refresh") return shown;
  const buttons = [{ label: room.w.staff.claim, says: `认领 ${row.no}` }];
  return [...shown, ...toDesk(near, { text: room.w.staff.noticeReleased(row.no), buttons })];
}

/** Reminders and what follows from them, all of the batch at once. */
async function strokes(room: Room, tx: Tx, due: Due[]): Promise<Reply[]> {
  const { calendar, now } = room.kit;
  // A tick that comes late, after a stop at night, waits for the morning: nobody is reminded at midnight.
  if (!calendar.onDuty(now())) {
    await setNext(
      tx,
      due.map(({ row }) => row.no),
      calendar.nextDuty(now()),
    );
    return [];
  }
  const striking: (Due & { step: Step })[] = [];
  const idle: string[] = [];
  for (const one of due) {
    const step = ahead(calendar, clockOf(one.row))?.step;
    if (step) striking.push({ ...one, step });
    else idle.push(one.row.no);
  }
  await setNext(tx, idle, null);
  const after = await struck(
    room,
    tx,
    striking.map(({ row, step }) => ({ row, stroke: step })),
  );
  const staff = [];
  const others: Reply[] = [];
  for (const [i, { row, near, step, beside }] of striking.entries()) {
    const news = strokeNews(room, row, after[i] ?? row, near, step);
    staff.push(...news.staff.map((reply) => ({ no: row.no, reply })));
    if (news.card) others.push(...(await cards(room, tx, after[i] ?? row, near, beside)));
    others.push(...news.others);
  }
  return [...together(staff), ...others];
}

/** Where a case belongs that was opened without anybody being looked up. */
async function placeFor(kit: Kit, row: Ticket): Promise<string | null> {
  const spoken = { kind: row.kind, text: row.text, where: row.where_text, group: null };
  const unit = await unitFor(kit, row.unit ?? undefined, row.text, spoken);
  return unit?.id ?? null;
}
