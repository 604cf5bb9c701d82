/** One move of one case, inside the transaction: the machine decides, the row and its past are written. */
import { type FileRef, type Kit, type Tx, UserError } from "#bot";
import { afterMove, afterStroke, CLOCK, wantedAt } from "./after.ts";
import { stateOf } from "./card.ts";
import type { Step } from "./deadline.ts";
import { type Move, type Mover, possible, type Why } from "./lifecycle.ts";
import { type Room, today } from "./room.ts";
import type { Deed, Ticket, TicketEvent } from "./store.ts";
import { byNo } from "./store-read.ts";
import { addEvent, updateTicket } from "./store-write.ts";
import type { Words } from "./words.ts";

export interface Act {
  move: Move;
  by: Mover;
  side: TicketEvent["side"];
  text?: string;
  files?: FileRef[];
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
  const after = afterMove(room.kit.calendar, row, act, today(room.kit));
  if (!after.ok) throw new UserError(refusal(room.w, row, act.move, after.why));
  return write(room, tx, after.next, { ...act, deed: act.move, by: act.by.id });
}

/** A stroke of the clock on a row that is held. */
export async function struck(room: Room, tx: Tx, row: Ticket, stroke: Step): Promise<Ticket> {
  const { next, deed } = afterStroke(room.kit.calendar, row, stroke, today(room.kit));
  return write(room, tx, next, { deed, by: CLOCK.id, side: "clock" });
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

async function write(
  room: Room,
  tx: Tx,
  next: Ticket,
  act: { deed: Deed; by: string | null; side: TicketEvent["side"]; text?: string; files?: FileRef[] },
): Promise<Ticket> {
  const seq = next.seq + 1;
  const row: Ticket = { ...next, seq, next_at: wantedAt(room.kit.calendar, next) };
  const { no, ...change } = row;
  await updateTicket(tx, no, change);
  const event = { ticket: no, seq, deed: act.deed, side: act.side, unit: row.unit, text: act.text ?? "" };
  await addEvent(tx, { ...event, at: whenOf(room.kit, row, act.side), by_person: act.by }, act.files ?? []);
  return row;
}

/** An anonymous reporter's deeds are dated, not timed: minutes would join them to a chat's log (PRODUCT.md P13). */
export function whenOf(kit: Kit, row: Pick<Ticket, "naming">, side: TicketEvent["side"]): number {
  const now = kit.now();
  if (row.naming !== "anonymous" || side !== "reporter") return now;
  return kit.calendar.moment(kit.calendar.dateOf(now), "00:00") ?? now;
}

/** What the words of staff can do; the reporter's own words are not theirs to say. */
const STAFF: readonly Move[] = [
  "claim",
  "ask",
  "extend",
  "reply",
  "resolve",
  "return",
  "designate",
  "transfer",
  "supervise",
  "decline",
];

/** Why not, and what is possible instead. */
export function refusal(w: Words, row: Ticket, move: Move, why: Why): string {
  const { refusal } = w.staff;
  if (why === "state") {
    const can = possible(row.state).flatMap((one) => (STAFF.includes(one) ? (w.label.word[one] ?? []) : []));
    return refusal.state(row.no, stateOf(w, row), can.join("、"));
  }
  if (why === "once") return refusal.once(row.no, w.label.word[move] ?? move);
  return refusal[why](row.no);
}
