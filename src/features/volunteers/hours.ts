/** Service time out of what was recorded. */
import type { Kit } from "#bot";
import type { CallOut, SignUp } from "./store.ts";
import type { Words } from "./words.ts";

/** Whole minutes between check-in and check-out, not before the start; undefined when one is missing. */
export function measured(
  callout: Pick<CallOut, "starts">,
  signUp: Pick<SignUp, "in_at" | "out_at">,
): number | undefined {
  if (signUp.in_at === null || signUp.out_at === null) return undefined;
  return Math.max(0, Math.floor((signUp.out_at - Math.max(signUp.in_at, callout.starts)) / 60_000));
}

/** What is recorded of a place, in words: confirmed, to be confirmed, half or nothing. */
export function recordOf(kit: Kit, w: Words, callout: CallOut, signUp: SignUp): string {
  if (signUp.minutes !== null) return w.hoursConfirmed(w.duration(signUp.minutes));
  const recorded = measured(callout, signUp);
  if (recorded !== undefined) return w.hoursPending(w.duration(recorded));
  return signUp.in_at === null ? w.hoursNone : w.hoursOpen(kit.calendar.timeOf(signUp.in_at));
}
