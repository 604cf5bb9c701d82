/**
 * Ends of deliveries that are yet to be written. While many wait in line, an end is written together with the next
 * beginning: one commit a message instead of two, and a disk's commits are what a broadcast has least of.
 */
import type { Clock } from "./clock.ts";

/** What is not written when a crash comes is in doubt: no end waits longer than this. */
const LATEST_MS = 50;

export class Marks {
  readonly #clock: Clock;
  #waiting: (() => Promise<void>)[] = [];
  readonly #writing = new Set<Promise<void>>();
  #cancel: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `write` must not throw. */
  add(write: () => Promise<void>): void {
    this.#waiting.push(write);
    this.#cancel ??= this.#clock.at(this.#clock.now() + LATEST_MS, () => this.flush());
  }

  /** Begins to write what waits, before whatever the caller writes next. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    for (const write of this.#waiting.splice(0)) {
      const done: Promise<void> = write().finally(() => this.#writing.delete(done));
      this.#writing.add(done);
    }
  }

  /** Resolves when everything is written. */
  async idle(): Promise<void> {
    this.flush();
    await Promise.all(this.#writing);
  }
}
