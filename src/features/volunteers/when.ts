/** Reads the time of a call-out as a secretary types it. Dates are "2026-11-28", the moment comes from the house's calendar. */
import { plainNumbers } from "./amount.ts";

export interface Clock {
  /** Today's local date. */
  today: string;
  moment(date: string, time: string): number | undefined;
}
export type Span = { starts: number; ends: number } | { fault: "unreadable" | "order" };

const DAY = 86_400_000;
const WEEKDAYS = "日一二三四五六";
const HOUR_WORD = "(凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?";
const TIME = `${HOUR_WORD}\\s*(\\d{1,2})(?::(\\d{2})|[点时](半|\\d{1,2}分?)?)?`;
const RANGE = new RegExp(`${TIME}\\s*(?:-|~|—|–|到|至)+\\s*${TIME}`);

/** "2026-11-28" and a number of days further. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function written(year: number, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The date in the words and the words without it; without a year, the next such day. */
function takeDate(text: string, today: string): { date: string; rest: string } | undefined {
  const cut = (found: RegExpExecArray, date: string) => ({ date, rest: text.replace(found[0], " ") });
  const full = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/.exec(text);
  if (full) return cut(full, written(Number(full[1]), full[2] ?? "", full[3] ?? ""));
  const short = /(\d{1,2})月(\d{1,2})[日号]?/.exec(text) ?? /^\s*(\d{1,2})[-/.](\d{1,2})(?=\s)/.exec(text);
  if (short) {
    const year = Number(today.slice(0, 4));
    const date = written(year, short[1] ?? "", short[2] ?? "");
    return cut(short, date < today ? written(year + 1, short[1] ?? "", short[2] ?? "") : date);
  }
  const near = /大后天|后天|明天|明(?=[早晚])|今天|今(?=[早晚])/.exec(text);
  if (near) return cut(near, dayAfter(today, { 大后天: 3, 后天: 2, 明天: 1, 明: 1 }[near[0]] ?? 0));
  const week = /(下)?(?:周|星期|礼拜)([日天一二三四五六])/.exec(text);
  if (week) {
    // "下周三" is the Wednesday of the next Monday-first week; "周三" the next Wednesday, today included.
    const wanted = WEEKDAYS.indexOf((week[2] ?? "").replace("天", "日"));
    const now = weekday(today);
    const ahead = week[1] ? 7 - ((now + 6) % 7) + ((wanted + 6) % 7) : (wanted - now + 7) % 7;
    return cut(week, dayAfter(today, ahead));
  }
  return undefined;
}

function hourOf(word: string | undefined, hour: number): number {
  if (word && /下午|傍晚|晚/.test(word) && hour < 12) return hour + 12;
  return word === "中午" && hour < 11 ? hour + 12 : hour;
}

function minuteOf(colon: string | undefined, spoken: string | undefined): number {
  return spoken === "半" ? 30 : Number(colon ?? spoken?.replace("分", "") ?? 0);
}

/**
 * "2026-11-28 08:00-10:00", also full-width, "11月28日 8点-10点半", "明天下午2点到4点", "下周六 9:00~11:00".
 * Past midnight only when it plainly is so (from the evening into the morning).
 */
export function readSpan(text: string, clock: Clock): Span {
  const found = takeDate(plainNumbers(text), clock.today);
  const range = found && RANGE.exec(found.rest);
  if (!found || !range) return { fault: "unreadable" };
  const [, word1, h1 = "", colon1, spoken1, word2, h2 = "", colon2, spoken2] = range;
  const from = { hour: hourOf(word1, Number(h1)), minute: minuteOf(colon1, spoken1) };
  // "下午2点到4点": the second time takes the half of the day from the first.
  const to = { hour: hourOf(word2 ?? word1, Number(h2)), minute: minuteOf(colon2, spoken2) };
  const at = (date: string, time: { hour: number; minute: number }) =>
    time.hour === 24 && time.minute === 0
      ? clock.moment(dayAfter(date, 1), "00:00")
      : clock.moment(date, `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`);
  const starts = at(found.date, from);
  let ends = at(found.date, to);
  if (starts === undefined || ends === undefined) return { fault: "unreadable" };
  if (ends <= starts && from.hour >= 18 && to.hour <= 9) ends = at(dayAfter(found.date, 1), to) ?? ends;
  return ends > starts ? { starts, ends } : { fault: "order" };
}
