/** One move of one case, inside the transaction: the machine decides, the row and its past are written. */
import { type FileRef, type Kit, type Tx, UserError } from "#bot";
import { stateOf } from "./card.ts";
import { ahead, type Clock, extended, ticking } from "./deadline.ts";
import { type Case, type Move, type Mover, possible, step, type Why } from "./lifecycle.ts";
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
  const outcome = step(caseOf(row), act.move, act.by);
  if (!outcome.ok) throw new UserError(refusal(room.w, row, act.move, outcome.why));
  const day = today(room.kit);
  const turned = ticking(room.kit.calendar, clockOf(row), outcome.next.state, day);
  const clock = act.move === "extend" ? extended(room.kit.calendar, turned, day) : turned;
  const next: Ticket = { ...row, ...flags(outcome.next), ...clockRow(clock), ...act.change };
  return write(room, tx, next, { ...act, deed: act.move, by: act.by.id });
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
  const nextAt = next.task === null ? (ahead(room.kit.calendar, clockOf(next))?.at ?? null) : next.next_at;
  const row: Ticket = { ...next, seq, next_at: nextAt };
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

export function caseOf(row: Ticket): Case {
  return {
    state: row.state,
    handler: row.handler,
    returned: row.returned === 1,
    designated: row.designated === 1,
    transferred: row.transferred === 1,
    extended: row.extended === 1,
    supervised: row.supervised === 1,
    reopened: row.reopened,
  };
}

export function clockOf(row: Ticket): Clock {
  const { kind, state, start_date: start, due, waiting, since, ladder } = row;
  return { kind, state, start, due, provisional: row.provisional === 1, waiting, since, ladder };
}

export function clockRow(clock: Clock): Partial<Ticket> {
  const { state, start, due, provisional, waiting, since, ladder } = clock;
  return { state, start_date: start, due, provisional: provisional ? 1 : 0, waiting, since, ladder };
}

function flags(now: Case): Partial<Ticket> {
  const { handler, returned, designated, transferred, extended, supervised, reopened } = now;
  const flag = (value: boolean) => (value ? 1 : 0);
  return {
    handler,
    returned: flag(returned),
    designated: flag(designated),
    transferred: flag(transferred),
    extended: flag(extended),
    supervised: flag(supervised),
    reopened,
  };
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
