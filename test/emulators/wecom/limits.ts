/** How often the bot may speak, counted over sliding windows (PLATFORMS.md §3.4). */
import { Refusal } from "./refusal.ts";

export interface Limits {
  /** Off: everything is let through, and still counted. */
  enforced: boolean;
  /** Of each conversation. */
  perMinute: number;
  perHour: number;
  /** Of each group robot. */
  robotPerMinute: number;
  /** The code that says no: 45009 by the book, 846607 in the field. */
  code: 45009 | 846607;
  /** How often it was said. */
  refused: number;
  /** The most messages that any window of `ms` held in one conversation, or for one robot. */
  busiest(ms: number, whose: string): number;
  /** Counts one message, or throws. */
  count(whose: string): void;
  countRobot(key: string): void;
}

export function newLimits(now: () => number): Limits {
  const spent: { whose: string; at: number }[] = [];
  const of = (whose: string) => spent.filter((one) => one.whose === whose).map((one) => one.at);

  function count(limits: Limits, whose: string, windows: [number, number][], code: number): void {
    const times = of(whose);
    for (const [n, ms] of windows) {
      if (!limits.enforced || times.filter((at) => at > now() - ms).length < n) continue;
      limits.refused += 1;
      throw new Refusal(code, "aibot send msg frequency limit exceeded");
    }
    spent.push({ whose, at: now() });
  }

  const limits: Limits = {
    enforced: true,
    perMinute: 30,
    perHour: 1_000,
    robotPerMinute: 20,
    code: 45009,
    refused: 0,
    busiest(ms, whose) {
      const times = of(whose);
      return Math.max(0, ...times.map((end) => times.filter((at) => at > end - ms && at <= end).length));
    },
    count(whose) {
      const windows: [number, number][] = [
        [limits.perMinute, 60_000],
        [limits.perHour, 3_600_000],
      ];
      count(limits, whose, windows, limits.code);
    },
    countRobot: (key) => count(limits, `robot ${key}`, [[limits.robotPerMinute, 60_000]], 45009),
  };
  return limits;
}
