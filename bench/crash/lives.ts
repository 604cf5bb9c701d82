/** The bot's lives one after another: started, killed, started again, over the same data. */
import { setTimeout as pause } from "node:timers/promises";
import type { Stage } from "./cast.ts";
import type { Chance } from "./chance.ts";
import type { Crowd } from "./crowd.ts";
import { Life } from "./life.ts";
import type { Place } from "./place.ts";
import type { Up } from "./wire.ts";

export interface LivesParts {
  place: Place;
  stages: Stage[];
  crowd: Crowd;
  chance: Chance;
  kills: number;
  /** Every other time the bot comes back as if it had been down for this long: its clock has gone on. Else at once. */
  downMs: number;
  /** Everything must be dealt with by then. */
  limitMs: number;
  /** Hears now and then how far it is. */
  tell?(words: string): void;
}

/** How long a start takes, until it is known better. */
const START_MS = 500;
const LOOK_MS = 20;
/** The bot is asked this often how much is left, until it says twice that nothing is. */
const LEFT_MS = 200;
const TWICE = 2;

export class Lives {
  kills = 0;
  /** Kills of a bot that was not ready yet. */
  early = 0;
  readonly #parts: LivesParts;
  readonly #started = performance.now();
  #life: Life;
  #aheadMs = 0;
  #startMs = START_MS;
  #left: { inbox: number; outbox: number } | undefined;

  constructor(parts: LivesParts) {
    this.#parts = parts;
    this.#life = this.#begin();
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /** Some moment within the time that a start takes here. */
  someTime(): Promise<void> {
    return pause(this.#parts.chance.number(this.#startMs * 1.2));
  }

  async kill(): Promise<void> {
    const { crowd, kills, tell } = this.#parts;
    crowd.disconnect();
    await this.#life.kill();
    this.kills += 1;
    tell?.(`kill ${this.kills} of ${kills}, ${crowd.acked.size} acknowledged, ${crowd.shown.length} shown`);
    this.#life = this.#begin();
  }

  /** Kills it before it is ready, or as it takes up what was left. */
  async killEarly(): Promise<void> {
    await this.someTime();
    await this.kill();
    this.early += 1;
  }

  /** Lets people in as soon as it is there. */
  async ready(): Promise<void> {
    const from = performance.now();
    let there = false;
    void this.#life.ready.then(() => {
      there = true;
    });
    await this.until("started", () => there);
    this.#startMs = Math.max(this.#startMs, performance.now() - from);
    this.#parts.crowd.connect(this.#life);
  }

  /** Throws when the bot ended by itself, or when the time is over. */
  async until(what: string, check: () => boolean): Promise<void> {
    while (!check()) {
      if (this.#life.fault) throw this.#life.fault;
      if (this.seconds * 1000 > this.#parts.limitMs)
        throw new Error(`not ${what} after ${Math.round(this.seconds)} s and ${this.kills} kills`);
      await pause(LOOK_MS);
    }
  }

  /** Waits until nothing is left to be answered or sent, then lets it end as it does on a signal. */
  async finish(): Promise<void> {
    for (let done = 0; done < TWICE; ) {
      this.#left = undefined;
      this.#life.tell({ left: true });
      await this.until("done", () => this.#left !== undefined);
      const { inbox, outbox } = this.#left ?? { inbox: 0, outbox: 0 };
      this.#parts.tell?.(`${inbox} to be answered and ${outbox} to be sent`);
      done = inbox + outbox === 0 ? done + 1 : 0;
      await pause(LEFT_MS);
    }
    await this.#life.end();
    if (this.#life.fault) throw this.#life.fault;
  }

  /** After a failure: nothing of it may go on. */
  abandon(): Promise<void> {
    return this.#life.kill();
  }

  #begin(): Life {
    const { place, stages, kills, downMs } = this.#parts;
    if (this.kills > 0 && (kills - this.kills) % 2 === 0) this.#aheadMs += downMs;
    const orders = { place, stages, aheadMs: this.#aheadMs, paced: this.kills % 4 >= 2 };
    return new Life(orders, (line) => this.#hear(line));
  }

  #hear(line: Up): void {
    if ("left" in line) this.#left = line.left;
    else this.#parts.crowd.hear(line);
  }
}
