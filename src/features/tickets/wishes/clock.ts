/** When a wish wants the clock, and for what. Always in duty hours: nobody is asked at night. Pure. */
import type { Calendar } from "#bot";
import { dutyAfter } from "../case/deadline.ts";
import type { Wish, WishMove } from "./machine.ts";

/**
 * Working days in a state until the clock speaks. Ours: no rule names them. A review is due in ten (the receipt says so),
 * a published wish hangs four weeks, a giver has two.
 */
const AFTER = {
  submitted: [5, 11],
  published: [20],
  claimed: [5, 10],
  fulfilled: [3, 8],
} as const;

export type WishStroke = Extract<WishMove, "nudge" | "lapse" | "expire" | "settle">;

/** The next stroke for a wish that has been in its state since a local date; undefined: none. */
export function wishAhead(
  calendar: Pick<Calendar, "addWorkdays" | "moment" | "nextDuty">,
  wish: Pick<Wish, "state" | "nudged">,
  since: string,
): { stroke: WishStroke; at: number } | undefined {
  const at = (days: number) => dutyAfter(calendar, since, days);
  switch (wish.state) {
    case "submitted":
      if (wish.nudged >= AFTER.submitted.length) return undefined;
      return { stroke: "nudge", at: at(AFTER.submitted[wish.nudged === 0 ? 0 : 1]) };
    case "published":
      return { stroke: "expire", at: at(AFTER.published[0]) };
    case "claimed":
      return wish.nudged === 0
        ? { stroke: "nudge", at: at(AFTER.claimed[0]) }
        : { stroke: "lapse", at: at(AFTER.claimed[1]) };
    case "fulfilled":
      return wish.nudged === 0
        ? { stroke: "nudge", at: at(AFTER.fulfilled[0]) }
        : { stroke: "settle", at: at(AFTER.fulfilled[1]) };
    default:
      return undefined;
  }
}
