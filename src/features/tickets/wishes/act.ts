/** One move of one wish, inside the transaction: the machine decides, the row is written. */
import { type Tx, UserError } from "#bot";
import { type Room, today } from "../room.ts";
import type { Words } from "../words/index.ts";
import { wishAhead } from "./clock.ts";
import { type WishMove, type WishMover, type WishWhy, wishStep } from "./machine.ts";
import { updateWish, type WishRow, wishByNo } from "./store.ts";

/** Holds the wish and reads it as it is now; throws UserError when it is not there. */
export async function holdWish(room: Room, tx: Tx, no: string): Promise<WishRow> {
  await room.kit.lock(tx, `ticket:${no}`);
  const row = await wishByNo(tx, no);
  if (!row) throw new UserError(room.w.wish.notFound);
  return row;
}

/** Makes the move on a wish that is held; `change`: what else changes with it. Throws UserError with what to do instead. */
export async function moveWish(
  room: Room,
  tx: Tx,
  row: WishRow,
  move: WishMove,
  by: WishMover,
  change: Partial<WishRow> = {},
): Promise<WishRow> {
  const outcome = wishStep(row, move, by);
  if (!outcome.ok) throw new UserError(wishRefusal(room.w, row, move, outcome.why, by));
  const next: WishRow = { ...row, ...outcome.next, ...change };
  if (move !== "nudge") next.since = today(room.kit);
  next.next_at = wanted(room, next);
  const { no, ...values } = next;
  await updateWish(tx, no, values);
  return next;
}

/** When the clock wants it again, epoch ms; null when never. */
export function wanted({ kit }: Room, row: WishRow): number | null {
  if (row.task !== null) return kit.calendar.afterQuiet(kit.now() + 1);
  return wishAhead(kit.calendar, row, row.since)?.at ?? null;
}

/** Why not, and what to do instead: never a bare no. */
export function wishRefusal(w: Words, row: WishRow, move: WishMove, why: WishWhy, by: WishMover): string {
  const say = w.wish.refusal;
  // To everybody but the wisher and staff it has its public number alone.
  const no = by.chief || (by.id !== null && by.id === row.person) ? row.no : row.pub;
  const reviewing = ["place", "publish", "decline"].includes(move);
  switch (why) {
    case "own":
      return reviewing ? say.ownReview(no) : say.own(no);
    case "nudged":
    case "state":
      return (reviewing ? say.review : say.state)(no, w.wish.state[row.state]);
    default:
      return say[why](no);
  }
}
