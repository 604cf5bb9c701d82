/** How often the app may call and a robot may answer, counted for real (PLATFORMS.md §4.4). */

export interface Limits {
  /** Off: everything is let through, and counted all the same. */
  enforced: boolean;
  /** Calls a second of each interface: 20 in the standard edition. */
  perSecond: number;
  /** Answers a minute in one conversation; one more, and it is deaf for ten minutes. */
  answersPerMinute: number;
}

export interface Counter {
  limits: Limits;
  /** True: let through. */
  call(path: string): boolean;
  answer(chat: string): boolean;
  /** Turned away so far. */
  readonly refused: number;
  /** The most calls that any sliding second held, by interface. */
  busiest(path: string): number;
}

const DEAF_MS = 10 * 60_000;

export function counter(now: () => number): Counter {
  const limits: Limits = { enforced: false, perSecond: 20, answersPerMinute: 20 };
  const calls = new Map<string, number[]>();
  const answers = new Map<string, number[]>();
  const deaf = new Map<string, number>();
  let refused = 0;

  const recent = (map: Map<string, number[]>, key: string, ms: number) =>
    (map.get(key) ?? []).filter((at) => at > now() - ms).length;
  const count = (map: Map<string, number[]>, key: string) => map.set(key, [...(map.get(key) ?? []), now()]);
  const turnAway = () => {
    refused += 1;
    return false;
  };

  return {
    limits,
    call(path) {
      if (limits.enforced && recent(calls, path, 1_000) >= limits.perSecond) return turnAway();
      count(calls, path);
      return true;
    },
    answer(chat) {
      if (limits.enforced && (deaf.get(chat) ?? 0) > now()) return turnAway();
      if (limits.enforced && recent(answers, chat, 60_000) >= limits.answersPerMinute) {
        deaf.set(chat, now() + DEAF_MS);
        return turnAway();
      }
      count(answers, chat);
      return true;
    },
    get refused() {
      return refused;
    },
    busiest(path) {
      const times = calls.get(path) ?? [];
      return Math.max(0, ...times.map((end) => times.filter((at) => at > end - 1_000 && at <= end).length));
    },
  };
}
