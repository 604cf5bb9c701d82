/** Times as they are said: "11月28日 周六 08:00-10:00". */
import type { Kit } from "#bot";

const WEEKDAYS = {
  zh: ["日", "一", "二", "三", "四", "五", "六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

/** The day of a moment with its weekday; the year only when it is not this one. */
export function day(kit: Kit, at: number): string {
  const date = kit.calendar.dateOf(at);
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const other = date.slice(0, 4) !== kit.calendar.dateOf(kit.now()).slice(0, 4);
  if (kit.settings.locale === "en") return `${WEEKDAYS.en[weekday]} ${other ? date : date.slice(5)}`;
  return `${other ? `${year}年` : ""}${month}月${dayOfMonth}日 周${WEEKDAYS.zh[weekday]}`;
}

/** A day and its hours; the second day is named only when it is another one. */
export function span(kit: Kit, starts: number, ends: number): string {
  const { dateOf, timeOf } = kit.calendar;
  const last = dateOf(starts) === dateOf(ends) ? timeOf(ends) : `${day(kit, ends)} ${timeOf(ends)}`;
  return `${day(kit, starts)} ${timeOf(starts)}-${last}`;
}
