/** Time as the bot sees it: the real one, or one that a test moves by hand. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `ring` at or after `time`; gives back how to cancel it. */
  at(time: number, ring: () => void): () => void;
}

/** setTimeout counts in a signed 32-bit number of milliseconds; longer waits are taken in steps. */
const LONGEST = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => Date.now(),
  at(time, ring) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const left = time - Date.now();
      timer = left > LONGEST ? setTimeout(arm, LONGEST) : setTimeout(ring, Math.max(0, left));
    };
    arm();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is moved; its timers ring in the order of their times. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { time: number; ring: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, ring: () => void): () => void {
    const timer = { time, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Sets the time without ringing anything. */
  set(now: number): void {
    this.#now = now;
  }

  /** Moves on to `to`, stopping at each timer on the way; `settle` is awaited before each look, so that work can plan more. */
  async advance(to: number, settle: () => Promise<void>): Promise<void> {
    for (;;) {
      await settle();
      const next = this.#timers.toSorted((a, b) => a.time - b.time)[0];
      if (!next || next.time > to) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.time);
      next.ring();
    }
    this.#now = Math.max(this.#now, to);
  }
}

/** Resolves after `ms` by the clock, or at once when the signal aborts. */
export function wait(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.at(clock.now() + ms, done);
    signal?.addEventListener("abort", done);
  });
}
