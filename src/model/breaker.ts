/** Leaves an endpoint alone that keeps failing, so that people do not wait for it. */

/** ANSWERS.md §4, caps: 5 failures within 60 s, then off for 120 s. */
const FAILURES = 5;
const WITHIN_MS = 60_000;
const OFF_MS = 120_000;

export interface Breaker {
  /** False while the endpoint is left alone. After the pause one question is let through to try. */
  open(): boolean;
  /** True while it is left alone; asking changes nothing. */
  resting(): boolean;
  worked(): void;
  failed(): void;
}

export function breaker(now: () => number): Breaker {
  let failures: number[] = [];
  let offUntil: number | undefined;
  let trying = false;
  return {
    open() {
      if (offUntil === undefined) return true;
      if (now() < offUntil || trying) return false;
      trying = true;
      return true;
    },
    resting: () => offUntil !== undefined && now() < offUntil,
    worked() {
      failures = [];
      offUntil = undefined;
      trying = false;
    },
    failed() {
      failures = [...failures.filter((at) => now() - at < WITHIN_MS), now()];
      if (trying || failures.length >= FAILURES) offUntil = now() + OFF_MS;
      trying = false;
    },
  };
}
