/** Dates and times as people type them. */

const DAY = 86_400_000;
const FULL = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})[日号]?$/;
const SHORT = /^(\d{1,2})(?:-|\/|\.|月)(\d{1,2})[日号]?$/;
const CLOCK = /^(\d{1,2})[:点时](\d{2})分?$/;
const HOUR = /^(\d{1,2})[点时](半|整|钟)?$/;
const NEAR: Record<string, number> = { 今天: 0, 明天: 1, 后天: 2, today: 0, tomorrow: 1 };

/**
 * "2026-11-23", also "2026/11/23", "2026年11月23日" and full-width digits; without a year ("11-28", "11月28日")
 * the next such day from `today` on; 今天, 明天, 后天. Returns "2026-11-23", or undefined when there is no such day.
 */
export function readDate(text: string, today: string): string | undefined {
  const typed = plain(text);
  const near = Object.hasOwn(NEAR, typed) ? NEAR[typed] : undefined;
  if (near !== undefined) return dateOfDay(dayOf(today) + near);
  const full = FULL.exec(typed);
  if (full) return real(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = SHORT.exec(typed);
  if (!short) return undefined;
  const year = Number(today.slice(0, 4));
  // 29 February may be up to eight years away.
  for (let y = year; y <= year + 8; y++) {
    const date = real(y, Number(short[1]), Number(short[2]));
    if (date !== undefined && date >= today) return date;
  }
  return undefined;
}

/** "12:10", also "9:05", "９：０５", "9点05分", "9点半": minutes after midnight; undefined when it is no time (24:00 is none). */
export function readTime(text: string): number | undefined {
  const typed = plain(text);
  const clock = CLOCK.exec(typed);
  const hour = clock ?? HOUR.exec(typed);
  if (!hour) return undefined;
  const minutes = clock ? Number(clock[2]) : hour[2] === "半" ? 30 : 0;
  return Number(hour[1]) < 24 && minutes < 60 ? Number(hour[1]) * 60 + minutes : undefined;
}

/** Days since 1970-01-01 of a date written "2026-11-23". Throws RangeError when it is none: that is a caller's mistake. */
export function dayOf(date: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Date.parse refuses most impossible days but rolls 02-30 over in some engines: compare.
  if (Number.isNaN(ms) || dateOfDay(ms / DAY) !== date) throw new RangeError(`not a date: ${date.slice(0, 20)}`);
  return ms / DAY;
}

export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function real(year: number, month: number, day: number): string | undefined {
  // Before 1970 nothing is ever planned, and two-digit years would slip in.
  if (year < 1970) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : undefined;
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}
