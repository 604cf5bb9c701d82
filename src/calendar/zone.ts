/** Wall clocks of one IANA zone. */

/** Zones change their offset only on quarter hours of UTC, so one answer holds for fifteen minutes. */
const QUARTER = 900_000;
const DAY = 86_400_000;
/** Six weeks of quarters: far more than a process looks at in one go, and about 300 KB at most. */
const KEPT = 4096;

export interface Zone {
  /** Local time written as if it were UTC: epoch ms of the wall clock. */
  wall(at: number): number;
  /**
   * The moment at which the wall clock shows `wall`. Where a clock shows it twice (autumn), the first;
   * where it never does (spring), as much later as the clock was put forward.
   */
  moment(wall: number): number;
}

/** Throws when the zone is unknown, with the variable to mend. */
export function zone(timeZone: string): Zone {
  const format = formatter(timeZone);
  const offsets = new Map<number, number>();

  function offset(at: number): number {
    const quarter = Math.floor(at / QUARTER);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const start = quarter * QUARTER;
    const found = shown(format, start) - start;
    if (offsets.size >= KEPT) offsets.clear();
    offsets.set(quarter, found);
    return found;
  }

  return {
    wall: (at) => at + offset(at),
    moment(wall) {
      const before = wall - offset(wall - DAY);
      if (before + offset(before) === wall) return before;
      const after = wall - offset(wall + DAY);
      return after + offset(after) === wall ? after : before;
    },
  };
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw new Error(`TIME_ZONE "${timeZone}" is not a known zone. Give an IANA name such as Asia/Shanghai.`);
  }
}

/** What the wall clock shows at a whole second, as if it were UTC. */
function shown(format: Intl.DateTimeFormat, at: number): number {
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const year = part.era === "BC" ? 1 - Number(part.year) : Number(part.year);
  const date = new Date(0);
  date.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  date.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return date.getTime();
}
