/** 上班时间: half an hour before a shift begins, as the person typed it; nothing is tracked. */
import type { Calendar } from "#bot";

const BEFORE_MS = 30 * 60_000;
const MOST = 3;

/** The times in the words ("10:00", "10点半", "9：00 16：00"), sorted; undefined when there is none or one is impossible. */
export function readShifts(words: string): string[] | undefined {
  const found: string[] = [];
  for (const [, word, h = "", colon, spoken] of words
    .normalize("NFKC")
    .matchAll(/(下午|晚上?|早上?|上午|凌晨)?\s*(\d{1,2})(?::(\d{2})|[点时](半|\d{1,2})?)/g)) {
    const late = word !== undefined && /下午|晚/.test(word) && Number(h) < 12;
    const hour = Number(h) + (late ? 12 : 0);
    const minute = spoken === "半" ? 30 : Number(colon ?? spoken ?? 0);
    if (hour > 23 || minute > 59) return undefined;
    found.push(`${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  }
  const all = [...new Set(found)].sort();
  return all.length >= 1 && all.length <= MOST ? all : undefined;
}

/**
 * The next moment after `after` at which to write, half an hour before one of the shifts; inside quiet hours, at their end
 * if that is still before the shift, otherwise not that day. Undefined when no shift can ever be served.
 */
export function nextPush(shifts: readonly string[], after: number, calendar: Calendar): number | undefined {
  const moments: number[] = [];
  for (let days = 0; days <= 2; days++) {
    const date = calendar.dateOf(after + days * 86_400_000);
    for (const shift of shifts) {
      const start = calendar.moment(date, shift);
      if (start === undefined) continue;
      const at = calendar.afterQuiet(start - BEFORE_MS);
      if (at < start && at > after) moments.push(at);
    }
  }
  return moments.length === 0 ? undefined : Math.min(...moments);
}
