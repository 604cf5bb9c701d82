/**
 * Lanes: what one person says in one chat is answered in order, one at a time, none skipped, none merged;
 * different lanes run side by side.
 */
import type { Clock } from "./clock.ts";

/** What a lane's next step came to. `until`: nothing can be done before that moment. */
export type Step = "more" | "empty" | { until: number };

/** After a step that the store did not let happen. */
const STORE_AGAIN_MS = 1_000;

/** How many lanes may think at the same time. */
const SIDE_BY_SIDE = 256;

export class Lanes {
  readonly #clock: Clock;
  readonly #step: (lane: string) => Promise<Step>;
  /** Lanes that are at work, and whether somebody woke them meanwhile. */
  readonly #busy = new Map<string, boolean>();
  readonly #waiting: string[] = [];
  readonly #alarms = new Map<string, () => void>();
  #idle: (() => void)[] = [];
  #stopped = false;

  constructor(clock: Clock, step: (lane: string) => Promise<Step>) {
    this.#clock = clock;
    this.#step = step;
  }

  /** There is, or may be, something to do in this lane. */
  wake(lane: string): void {
    if (this.#stopped) return;
    if (this.#busy.has(lane)) {
      this.#busy.set(lane, true);
      return;
    }
    this.#alarms.get(lane)?.();
    this.#alarms.delete(lane);
    if (this.#busy.size >= SIDE_BY_SIDE) {
      this.#waiting.push(lane);
      return;
    }
    this.#busy.set(lane, false);
    void this.#work(lane);
  }

  /** Is the lane at work? Then waking it makes it look once more. */
  busy(lane: string): boolean {
    return this.#busy.has(lane);
  }

  /** Resolves when no lane is at work (some may be pausing until a later time). */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Takes nothing new; what is at work ends by itself. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#alarms.values()) cancel();
    this.#alarms.clear();
    this.#waiting.length = 0;
  }

  async #work(lane: string): Promise<void> {
    for (;;) {
      this.#busy.set(lane, false);
      const step = await this.#step(lane).catch(() => this.#later());
      if (this.#stopped) break;
      if (step === "more" || this.#busy.get(lane)) continue;
      if (step !== "empty")
        this.#alarms.set(
          lane,
          this.#clock.at(step.until, () => this.#ring(lane)),
        );
      break;
    }
    this.#busy.delete(lane);
    const next = this.#waiting.shift();
    if (next !== undefined) this.wake(next);
    if (this.#busy.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The store itself failed (a full disk, a lost connection): the lane waits and goes on. */
  #later(): Step {
    return { until: this.#clock.now() + STORE_AGAIN_MS };
  }

  #ring(lane: string): void {
    this.#alarms.delete(lane);
    this.wake(lane);
  }
}
