/** Who is who, asked once: for work on many cases in one go, where the same units and staff come up again and again. */
import type { Members } from "#bot";

/** Answers as `members` did the first time. Only for the length of one piece of work: people come and go. */
export function remembered(members: Members): Members {
  return {
    ...members,
    units: once(members.units),
    unitById: once(members.unitById),
    groups: once(members.groups),
    staff: once(members.staff),
    byId: once(members.byId),
    addressOf: once(members.addressOf),
    within: once(members.within),
    may: once(members.may),
  };
}

function once<A extends unknown[], R>(ask: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  const answers = new Map<string, Promise<R>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = answers.get(key) ?? ask(...args);
    answers.set(key, known);
    return known;
  };
}
