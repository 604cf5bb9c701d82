/** Clocks in working days: when a case is due, when the clock stands still, and what is to be said when. Pure. */
import type { Calendar } from "#bot";
import { type Kind, kinds } from "./kinds.ts";
import { OPEN, type State } from "./moves.ts";

export interface Clock {
  kind: Kind;
  state: State;
  /** The local date from which this round is counted. */
  start: string;
  /** The last local date in time. */
  due: string;
  provisional: boolean;
  /** Since which date the reporter is waited for. */
  waiting: string | null;
  /** The date of the last change of state. */
  since: string;
  /** What of the ladder has been said in this round: 0 nothing, 1 half time, 2 催办, 3 督办. */
  ladder: number;
}

/** What the clock does next: `soon` half the time is left, `urge` and `supervise` when it is over, and so on. */
export type Step = "soon" | "urge" | "supervise" | "lapse" | "remind" | "expire";

/** What is asked of the calendar. */
export type Days = Pick<Calendar, "addWorkdays" | "isWorkday" | "moment" | "nextDuty">;

/** Nobody has ever taken it. */
const NEVER_CLAIMED: readonly State[] = ["submitted", "open_for_claim", "designated"];

/** Is time running out for the unit? Not while the reporter is waited for, nor once there is a result. */
export function running({ state, kind }: Pick<Clock, "state" | "kind">): boolean {
  if (state === "waiting_reporter" || !OPEN.includes(state)) return false;
  return !(state === "replied" && kinds[kind].answered);
}

/** A new round of a kind's working days; the day after `today` is day 1. */
export function wind(
  calendar: Days,
  kind: Kind,
  today: string,
): Pick<Clock, "start" | "due" | "provisional" | "ladder"> {
  const { date, provisional } = calendar.addWorkdays(today, kinds[kind].days);
  return { start: today, due: date, provisional, ladder: 0 };
}

/** The clock after a change of state on `today`: pauses, goes on with the waiting time added, or begins a new round. */
export function ticking(calendar: Days, before: Clock, state: State, today: string): Clock {
  let now: Clock = { ...before, state, since: state === before.state ? before.since : today };
  if (state === "waiting_reporter") return before.waiting ? now : { ...now, waiting: today };
  if (before.waiting)
    now = { ...now, waiting: null, ...later(calendar, now, workdaysBetween(calendar, before.waiting, today)) };
  // What had stopped begins anew; what was running keeps its date: an answer that did not help wins no time.
  const again = (state === "reopened" || state === "supervised") && !running(before) && !before.waiting;
  return again ? { ...now, ...wind(calendar, now.kind, today) } : now;
}

/** 延期: the kind's days once more, from the due date or from today if that is past. What was urged may be urged anew. */
export function extended(calendar: Days, clock: Clock, today: string): Clock {
  const from = clock.due > today ? clock.due : today;
  const { date, provisional } = calendar.addWorkdays(from, kinds[clock.kind].days);
  return { ...clock, due: date, provisional, ladder: Math.min(clock.ladder, 1) };
}

/** The next thing that the clock does for a case, and the moment, always in duty hours; undefined: nothing. */
export function ahead(calendar: Days, clock: Clock): { step: Step; at: number } | undefined {
  const { state } = clock;
  const days = kinds[clock.kind].clock;
  if (state === "waiting_reporter") return morning(calendar, "lapse", clock.waiting ?? clock.since, days.wait);
  if (state === "follow_up") return morning(calendar, "expire", clock.since, days.close);
  if (state === "resolved" || (state === "replied" && !running(clock)))
    return morning(calendar, "remind", clock.since, days.ask_again);
  if (!running(clock)) return undefined;
  if (clock.ladder === 0) return morning(calendar, "soon", clock.start, firstWord(calendar, clock));
  // The due date itself is in time to its last minute.
  if (clock.ladder === 1) return morning(calendar, "urge", clock.due, days.urge);
  if (clock.ladder === 2) return morning(calendar, "supervise", clock.due, days.supervise);
  return undefined;
}

/** The working day of a round on which its one reminder comes: half the time, or what the kind says; earlier while nobody has it. */
function firstWord(calendar: Days, { kind, state, start, due }: Clock): number {
  const { half, claim } = kinds[kind].clock;
  const midway = half ?? Math.ceil(workdaysBetween(calendar, start, due) / 2);
  return claim !== undefined && NEVER_CLAIMED.includes(state) ? Math.min(claim, midway) : midway;
}

/** How many working days lie after `from`, up to and with `to`. */
export function workdaysBetween(calendar: Days, from: string, to: string): number {
  let days = 0;
  for (let date = from; date < to; days++) {
    date = calendar.addWorkdays(date, 1).date;
    if (date > to) break;
  }
  return days;
}

function later(calendar: Days, clock: Clock, days: number): Pick<Clock, "due" | "provisional"> {
  if (days === 0) return { due: clock.due, provisional: clock.provisional };
  const { date, provisional } = calendar.addWorkdays(clock.due, days);
  return { due: date, provisional: provisional || clock.provisional };
}

/** The beginning of duty `days` working days after a date, epoch ms. */
export function dutyAfter(
  calendar: Pick<Calendar, "addWorkdays" | "moment" | "nextDuty">,
  date: string,
  days: number,
): number {
  const midnight = calendar.moment(calendar.addWorkdays(date, days).date, "00:00");
  if (midnight === undefined) throw new RangeError("not a date");
  return calendar.nextDuty(midnight);
}

function morning(calendar: Days, step: Step, date: string, days: number): { step: Step; at: number } {
  return { step, at: dutyAfter(calendar, date, days) };
}
