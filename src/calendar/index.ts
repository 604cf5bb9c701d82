/** Chinese working days and decent hours in one time zone. */
import type { Calendar } from "#bot";
import { dutyHours, type Hours, holds, quietHours, type Written } from "./hours.ts";
import { dateOfDay, dayOf, readDate, readTime } from "./read.ts";
import { type Arrangement, workdays } from "./workdays.ts";
import { zone } from "./zone.ts";

export interface CalendarOptions {
  /** Default 22:30–07:00; must hold 22:30–06:00. */
  quiet?: Written;
  /** On working days; default 08:30–12:00 and 14:00–17:30. */
  duty?: Written[];
  /** Notices of the State Council Office that the installed data do not know yet. */
  notices?: Arrangement[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Dates are "2026-11-23", moments epoch ms. `now` settles which year or day "11-28" and 明天 mean.
 * Throws at once when the zone or the hours are faulty, naming the remedy.
 */
export function calendar(timeZone: string, now: () => number, options: CalendarOptions = {}): Calendar {
  const { wall, moment } = zone(timeZone);
  const quiet = quietHours(options.quiet ?? ["22:30", "07:00"]);
  const duty = dutyHours(
    options.duty ?? [
      ["08:30", "12:00"],
      ["14:00", "17:30"],
    ],
  );
  const days = workdays(options.notices);

  const iso = (at: number) => new Date(wall(at)).toISOString();
  const dateOf = (at: number) => iso(at).slice(0, 10);
  const minuteOf = (at: number) => Math.floor((((wall(at) % DAY) + DAY) % DAY) / MINUTE);
  const at = (date: string, minute: number) => moment(dayOf(date) * DAY + minute * MINUTE);

  function onDuty(moment: number): boolean {
    const minute = minuteOf(moment);
    return duty.some((span: Hours) => holds(span, minute)) && days.is(dateOf(moment));
  }

  /** The first `minute` o'clock at or after a moment. */
  function next(minute: number, after: number): number {
    const today = dayOf(dateOf(after));
    const found = [0, 1, 2].map((day) => at(dateOfDay(today + day), minute)).find((due) => due >= after);
    return found ?? after + DAY;
  }

  return {
    dateOf,
    timeOf: (moment) => iso(moment).slice(11, 16),
    moment(date, time) {
      const day = readDate(date, dateOf(now()));
      const minute = readTime(time);
      return day === undefined || minute === undefined ? undefined : at(day, minute);
    },
    isWorkday: days.is,
    addWorkdays: days.add,
    isQuiet: (moment) => holds(quiet, minuteOf(moment)),
    afterQuiet: (moment) => (holds(quiet, minuteOf(moment)) ? next(quiet.to, moment) : moment),
    onDuty,
    nextDuty(moment) {
      if (onDuty(moment)) return moment;
      const today = dateOf(moment);
      const starts = duty.map((span) => at(today, span.from)).filter((start) => start > moment && days.is(today));
      const first = duty[0]?.from ?? 0;
      return starts[0] ?? at(days.add(today, 1).date, first);
    },
  };
}
