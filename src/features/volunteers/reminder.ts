/** When those who come are reminded. */
import type { Calendar } from "#bot";
import { dayAfter } from "./when.ts";

const TWO_HOURS = 2 * 3_600_000;
/** After the day's last rush has begun to ease, long before the quiet hours. */
const EVENING = "18:40";

/**
 * The evening before at 18:40; published later than that: two hours before the start, if that lies ahead and outside the
 * quiet hours; otherwise nothing, for who signs up so late has just read it all.
 */
export function remindAt(starts: number, published: number, calendar: Calendar): number | null {
  const evening = calendar.moment(dayAfter(calendar.dateOf(starts), -1), EVENING);
  if (evening !== undefined && evening > published && !calendar.isQuiet(evening)) return evening;
  const shortly = starts - TWO_HOURS;
  return shortly > published && !calendar.isQuiet(shortly) ? shortly : null;
}
