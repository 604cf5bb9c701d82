/** Hours of the day, in minutes after midnight of the wall clock. */
import { readTime } from "./read.ts";

/** From `from` until just before `to`; past midnight when `to` is not later. */
export interface Hours {
  from: number;
  to: number;
}

export type Written = [from: string, to: string];

/** 22:30 and 06:00: the bot never pushes between them, whatever is configured. */
const NIGHT: Hours = { from: 22 * 60 + 30, to: 6 * 60 };

/** Quiet hours; throws when they would not hold the whole night from 22:30 to 06:00. */
export function quietHours(written: Written): Hours {
  const quiet = hours(written);
  // To noon at the latest: "22:30–22:00" would hold the night too, and silence the bot for good.
  const ok = quiet.from <= NIGHT.from && quiet.from >= 12 * 60 && quiet.to >= NIGHT.to && quiet.to <= 12 * 60;
  if (!ok) throw new Error(`Quiet hours ${written.join("–")} must hold 22:30–06:00 and be over by noon.`);
  return quiet;
}

/** Office hours of a day, sorted; throws when one is empty or two overlap. */
export function dutyHours(written: Written[]): Hours[] {
  const spans = written.map(hours).sort((a, b) => a.from - b.from);
  const apart = spans.every((span, i) => span.from < span.to && span.from >= (spans[i - 1]?.to ?? 0));
  if (spans.length === 0 || !apart) {
    throw new Error(
      "Duty hours must be spans within one day that do not overlap, such as 08:30–12:00 and 14:00–17:30.",
    );
  }
  return spans;
}

export function holds(span: Hours, minute: number): boolean {
  if (span.from < span.to) return minute >= span.from && minute < span.to;
  return minute >= span.from || minute < span.to;
}

function hours([from, to]: Written): Hours {
  const start = readTime(from);
  const end = readTime(to);
  if (start === undefined || end === undefined)
    throw new Error(`"${from}–${to}" are no hours. Write them like 08:30–12:00.`);
  return { from: start, to: end };
}
