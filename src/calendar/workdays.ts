/** Chinese working days, make-up days (调休) included. */
import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { festivals } from "./festivals.ts";
import { dateOfDay, dayOf } from "./read.ts";

/** The yearly notice of the State Council Office: dates ("2027-02-06") off, and weekend dates worked. */
export interface Arrangement {
  off: string[];
  worked: string[];
}

export interface Workdays {
  is(date: string): boolean;
  /** The n-th working day after a date; before it when n is negative. Throws RangeError beyond 3,660. */
  add(date: string, n: number): { date: string; provisional: boolean };
}

/** Nobody has ten years to answer; a larger number is a mistake, and must not spin. */
const FARTHEST = 3660;

/**
 * The data of chinese-days 1.5.7 (MIT) follow 国务院办公厅关于…年部分节假日安排的通知 of 2023-10-25, 2024-11-12 and 2025-11-04
 * for 2024 to 2026, compared day by day in test/calendar. `more` adds a notice that came out after the package.
 */
export function workdays(more: Arrangement[] = []): Workdays {
  const off = new Set([...Object.keys(published.holidays), ...more.flatMap((notice) => notice.off)]);
  const worked = new Set([...Object.keys(published.workdays), ...more.flatMap((notice) => notice.worked)]);
  const guesses = new Map<string, Set<string>>();

  /** A notice always names 1 October; a stray new-year day from the notice before does not make a year known. */
  const known = (date: string) => off.has(`${date.slice(0, 4)}-10-01`);

  function festival(date: string): boolean {
    const year = date.slice(0, 4);
    const days = guesses.get(year) ?? festivals(Number(year));
    guesses.set(year, days);
    return days.has(date);
  }

  function is(date: string): boolean {
    const weekday = (((dayOf(date) + 4) % 7) + 7) % 7;
    if (worked.has(date)) return true;
    if (off.has(date) || weekday === 0 || weekday === 6) return false;
    return known(date) || !festival(date);
  }

  return {
    is,
    add(date, n) {
      if (!Number.isInteger(n) || Math.abs(n) > FARTHEST) throw new RangeError(`not a number of working days: ${n}`);
      const step = n < 0 ? -1 : 1;
      let day = dayOf(date);
      let provisional = !known(date) && n === 0;
      for (let left = Math.abs(n); left > 0; ) {
        day += step;
        const next = dateOfDay(day);
        provisional ||= !known(next);
        if (is(next)) left--;
      }
      return { date: dateOfDay(day), provisional };
    },
  };
}
