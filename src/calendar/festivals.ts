/** The days off that the law itself fixes, for years whose arrangement is not yet published. */

import { dateOfDay, dayOf } from "./read.ts";

/** Computes lunar months and days; the engine brings the Chinese calendar along. */
const LUNAR = new Intl.DateTimeFormat("en-u-ca-chinese", { timeZone: "UTC", month: "numeric", day: "numeric" });

/**
 * The 13 statutory days of a year, as dates. Source: 全国年节及纪念日放假办法 (国务院令第795号, in force 2025-01-01), art. 2:
 * 元旦 1 day, 春节 4 (除夕 and the first three), 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3. Which weekends are worked in
 * exchange is decided by the yearly notice of the State Council Office, so a count over such a year is provisional.
 */
export function festivals(year: number): Set<string> {
  const days = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"].map((day) => `${year}-${day}`));
  days.add(clearAndBright(year));
  const newYear = lunarDay(year, "1-1", `${year}-01-20`);
  for (const day of [-1, 0, 1, 2]) days.add(dateOfDay(newYear + day));
  days.add(dateOfDay(lunarDay(year, "5-5", `${year}-05-25`)));
  days.add(dateOfDay(lunarDay(year, "8-15", `${year}-09-05`)));
  return days;
}

/** The first day from `from` on that the lunar calendar calls `month-day` (a leap month is "6bis" and never matches). */
function lunarDay(year: number, wanted: string, from: string): number {
  const start = dayOf(from);
  for (let day = start; day < start + 60; day++) {
    const part: Record<string, string> = {};
    for (const { type, value } of LUNAR.formatToParts(day * 86_400_000)) part[type] = value;
    if (`${part.month}-${part.day}` === wanted) return day;
  }
  throw new RangeError(`no lunar ${wanted} found in ${year}`);
}

/** 清明: the usual century formula; right for 2000–2099. */
function clearAndBright(year: number): string {
  const short = year % 100;
  return `${year}-04-0${Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4)}`;
}
