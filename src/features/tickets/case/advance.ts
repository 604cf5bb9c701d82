/** One move of one case, inside the transaction: the machine decides, the row and its past are written. */
import { type FileRef, type Kit, type Tx, UserError } from "#bot";
import { keepFacts } from "../figures/store-facts.ts";
import { type Room, today } from "../room.ts";
import { assistsOf, setAssists, setLive } from "../store/assists.ts";
import { byNo } from "../store/read.ts";
import type { Deed, Ticket, TicketEvent } from "../store/tables.ts";
import { addEvent, addEvents, putTickets, updateTicket } from "../store/write.ts";
import { afterMove, afterStroke, CLOCK, wantedAt } from "./after.ts";
import type { Step } from "./deadline.ts";
import { isOver, type Move, type Mover } from "./lifecycle.ts";
import { refusal } from "./refusal.ts";

export interface Act {
  move: Move;
  by: Mover;
  side: TicketEvent["side"];
  text?: string;
  files?: FileRef[];
  /** The unit that it is about, where that is not the lead. */
  unit?: string;
  /** Anything else that changes with it: the unit, the outcome, the ladder. */
  change?: Partial<Ticket>;
}

/** Holds the case's lock and reads it as it is now; throws UserError when it went to another unit meanwhile. */
export async function hold(room: Room, tx: Tx, seen: Ticket): Promise<Ticket> {
  await room.kit.lock(tx, `ticket:${seen.no}`);
  const row = await byNo(tx, seen.no);
  // Whether this person may act was decided for the unit that was seen.
  if (!row || row.unit !== seen.unit || row.sealed !== seen.sealed)
    throw new UserError(room.w.staff.refusal.changed(seen.no));
  return row;
}

/** Makes the move on a row that is held. Throws UserError with what is possible instead. */
export async function advance(room: Room, tx: Tx, row: Ticket, act: Act): Promise<Ticket> {
  const before = await assistsOf(tx, row.no);
  const after = afterMove(room.kit.calendar, row, act, today(room.kit), before);
  if (!after.ok) throw new UserError(refusal(room.w, row, act, after.why, before));
  await setAssists(tx, row.no, before, after.assists);
  if (after.assists.length > 0 && isOver(row.state) !== isOver(after.next.state))
    await setLive(tx, row.no, !isOver(after.next.state));
  return write(room, tx, after.next, { ...act, deed: act.move, by: act.by.id });
}

/** What is done with one of many rows: the moves follow each other. `assists`: the units that assist it. */
export interface Course {
  row: Ticket;
  assists: readonly string[];
  acts: readonly Omit<Act, "files">[];
}

/** `advance` on many rows that are held, all written at once; the rows as they are then, in the same order. */
export async function advanceAll(room: Room, tx: Tx, courses: readonly Course[]): Promise<Ticket[]> {
  const day = today(room.kit);
  const rows: Ticket[] = [];
  const events: TicketEvent[] = [];
  for (const { row, assists, acts } of courses) {
    let now = row;
    let helping = assists;
    for (const act of acts) {
      const after = afterMove(room.kit.calendar, now, act, day, helping);
      if (!after.ok) throw new UserError(refusal(room.w, now, act, after.why, helping));
      const written = entered(room, after.next, { ...act, deed: act.move, by: act.by.id });
      events.push(written.event);
      now = written.row;
      helping = after.assists;
    }
    await setAssists(tx, row.no, assists, helping);
    if (helping.length > 0 && isOver(row.state) !== isOver(now.state)) await setLive(tx, row.no, !isOver(now.state));
    rows.push(now);
  }
  await putTickets(tx, rows);
  await addEvents(tx, events);
  const nos = rows.map(({ no }) => no);
  await keepFacts(room.kit, tx, nos);
  return rows;
}

/** Strokes of the clock on rows that are held, all written at once; the rows as they are then, in the same order. */
export async function struck(room: Room, tx: Tx, strokes: { row: Ticket; stroke: Step }[]): Promise<Ticket[]> {
  const day = today(room.kit);
  const written = strokes.map(({ row, stroke }) => {
    const { next, deed } = afterStroke(room.kit.calendar, row, stroke, day);
    return entered(room, next, { deed, by: CLOCK.id, side: "clock" });
  });
  const rows = written.map(({ row }) => row);
  await putTickets(tx, rows);
  await addEvents(
    tx,
    written.map(({ event }) => event),
  );
  for (const [i, { row }] of strokes.entries()) {
    const over = isOver(rows[i]?.state ?? row.state);
    if (isOver(row.state) !== over) await setLive(tx, row.no, !over);
  }
  await keepFacts(
    room.kit,
    tx,
    rows.map(({ no }) => no),
  );
  return rows;
}

/** Adds to the past without a move: what the reporter added, what the clock said. */
export async function note(
  room: Room,
  tx: Tx,
  row: Ticket,
  act: {
    deed: Deed;
    by: string | null;
    side: TicketEvent["side"];
    text?: string;
    files?: FileRef[];
    change?: Partial<Ticket>;
  },
): Promise<Ticket> {
  return write(room, tx, { ...row, ...act.change }, act);
}

/** What is written down: by whom, on which side, with which words, about which unit. */
interface Entry {
  deed: Deed;
  by: string | null;
  side: TicketEvent["side"];
  text?: string;
  unit?: string;
}

async function write(room: Room, tx: Tx, next: Ticket, act: Entry & { files?: FileRef[] }): Promise<Ticket> {
  const { row, event } = entered(room, next, act);
  const { no, ...change } = row;
  await updateTicket(tx, no, change);
  await addEvent(room.kit, tx, event, act.files ?? []);
  return row;
}

/** The row with one more event, and the event. */
function entered({ kit }: Room, next: Ticket, act: Entry): { row: Ticket; event: TicketEvent } {
  const seq = next.seq + 1;
  const row: Ticket = { ...next, seq, next_at: wantedAt(kit.calendar, next) };
  const event = { ticket: row.no, seq, deed: act.deed, side: act.side, unit: act.unit ?? row.unit };
  return { row, event: { ...event, text: act.text ?? "", at: whenOf(kit, row, act.side), by_person: act.by } };
}

/**
 * An anonymous reporter's deeds are dated, not timed, and so is what the clock does at once because of them: minutes would
 * join them to a chat's log (PRODUCT.md P13).
 */
export function whenOf(kit: Kit, row: Pick<Ticket, "naming">, side: TicketEvent["side"]): number {
  const now = kit.now();
  if (row.naming !== "anonymous" || side === "staff") return now;
  return kit.calendar.moment(kit.calendar.dateOf(now), "00:00") ?? now;
}
