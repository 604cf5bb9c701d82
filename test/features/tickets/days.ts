/** The calendar with its answers remembered: a run of a hundred thousand steps asks the same few dates again and again. */
import type { Calendar } from "#bot";
import { calendar } from "../../../src/calendar/index.ts";

export function rememberedDays(): Calendar {
  const days = calendar("Asia/Shanghai", () => 0);
  return {
    ...days,
    dateOf: once(days.dateOf),
    moment: once(days.moment),
    isWorkday: once(days.isWorkday),
    addWorkdays: once(days.addWorkdays),
    onDuty: once(days.onDuty),
    nextDuty: once(days.nextDuty),
  };
}

function once<A extends (string | number)[], R>(ask: (...args: A) => R): (...args: A) => R {
  const known = new Map<string, R>();
  return (...args) => {
    const key = args.join(" ");
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as R;
    const answer = ask(...args);
    known.set(key, answer);
    return answer;
  };
}
