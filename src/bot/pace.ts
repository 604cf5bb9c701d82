/** The pace of each platform: what may be sent now, whose turn it is, and what a platform's "too fast" holds up. */
import type { Clock } from "./clock.ts";
import type { Adapter, Database, Tx } from "./contract.ts";
import type { Step } from "./lanes.ts";
import { longest, type Windows, windowsOf } from "./limits.ts";
import { Meter, type Spoken } from "./meter.ts";
import { CLAIM_MS } from "./pauses.ts";
import { type Sends, sends } from "./sends.ts";
import { Turns } from "./turns.ts";

export interface PaceParts {
  database: Database;
  clock: Clock;
  adapters: ReadonlyMap<string, Adapter>;
  wake(chat: string): void;
}

/** One try of one message. */
export type Try = Spoken & { key: string; tries: number };

interface Gate {
  adapter: Adapter;
  windows: Windows;
  meter: Meter;
  /** The platform wants to be left alone until then, by all chats. */
  heldUntil: number;
  /** The last chat that was told "too fast", and until when. */
  told: { chat: string; until: number };
  ends: number;
}

const PRUNE_EVERY = 512;
/** So full must an app's window be for a "too fast" to be about it. */
const LIKELY = 0.5;

export class Pace {
  readonly #parts: PaceParts;
  readonly #sends: Sends;
  readonly #turns: Turns;
  /** Adapters that limit nothing are not in it. */
  readonly #gates = new Map<string, Gate>();

  constructor(parts: PaceParts) {
    this.#parts = parts;
    this.#sends = sends(parts.database);
    this.#turns = new Turns(parts.clock, parts.wake);
    for (const [name, adapter] of parts.adapters) {
      if (adapter.traits.limits.length === 0) continue;
      const windows = windowsOf(adapter.traits.limits);
      const told = { chat: "", until: 0 };
      this.#gates.set(name, { adapter, windows, meter: new Meter(windows), heldUntil: 0, told, ends: 0 });
    }
  }

  /** One process: takes up where the last run ended. What it left under way ended, as far as anybody knows, just now. */
  async load(cutOff: Try[]): Promise<void> {
    const now = this.#parts.clock.now();
    for (const row of await this.#sends.all())
      this.#gates.get(row.adapter)?.meter.remember(row, Math.min(row.ended_at, now));
    for (const one of cutOff.filter(({ adapter }) => this.#gates.has(adapter))) {
      this.#gates.get(one.adapter)?.meter.remember(one, now);
      await this.#sends.note(sentOf(one), now);
    }
    for (const [name, gate] of this.#gates) gate.heldUntil = await this.#sends.heldUntil(name);
  }

  /** Does this adapter limit anything? */
  keeps(adapter: string): boolean {
    return this.#gates.has(adapter);
  }

  /** Several processes: the chat stands in line before anybody asks the database. False: no line here. */
  join(one: Spoken): boolean {
    if (!this.#gates.has(one.adapter)) return false;
    this.#turns.join(one.adapter, one.chat, one.push === 1);
    return true;
  }

  /**
   * One process: undefined when this may be sent now, and then it counts; else what the chat's lane does meanwhile.
   * `push`: nothing in this chat's queue is an answer.
   */
  enter(one: Try, push: boolean, now: number): Step | undefined {
    const gate = this.#gates.get(one.adapter);
    if (!gate) return undefined;
    const own = gate.meter.ownFrom(one);
    if (own > now) return { until: own };
    if (!this.#turns.isTurn(one.adapter, one.chat, push)) return "empty";
    const app = Math.max(gate.heldUntil, gate.meter.appFrom(push, now));
    if (app > now) {
      this.#turns.shut(one.adapter, one.chat, push, app);
      return "empty";
    }
    this.entered(one);
    return undefined;
  }

  /** Several processes: the same inside `tx`, which holds the chat. Once it is kept, call `entered`. */
  async enterIn(tx: Tx, one: Try, push: boolean, now: number): Promise<Step | undefined> {
    const gate = this.#gates.get(one.adapter);
    if (!gate) return undefined;
    const sent = sentOf(one);
    const own = await this.#sends.ownFrom(tx, sent, gate.windows, now);
    if (own > now) return { until: own };
    if (!this.#turns.isTurn(one.adapter, one.chat, push)) return "empty";
    await this.#parts.database.lock(tx, `pace ${one.adapter}`);
    const held = await this.#sends.heldUntil(one.adapter, tx);
    const here = Math.max(gate.heldUntil, push && gate.meter.full() ? Number.POSITIVE_INFINITY : 0);
    const app = Math.max(held, here, await this.#sends.appFrom(tx, sent, push, gate.windows, now));
    if (app > now) {
      this.#turns.shut(one.adapter, one.chat, push, app);
      return "empty";
    }
    await this.#sends.noteIn(tx, sent, now + CLAIM_MS);
    return undefined;
  }

  /** It is being sent. */
  entered(one: Try): void {
    this.#gates.get(one.adapter)?.meter.begin(one);
    this.#turns.left(one.adapter, one.chat);
  }

  /** The chat's lane rests: if it was its turn, the next one is called. */
  left(adapter: string, chat: string): void {
    this.#turns.left(adapter, chat);
  }

  /** Others stand in line. */
  crowded(adapter: string): boolean {
    return this.#turns.waiting(adapter);
  }

  /** What to keep in the transaction that marks this try as sent. */
  noteOf(one: Try, at: number): ((tx: Tx) => number | Promise<number>) | undefined {
    if (!this.#gates.has(one.adapter)) return undefined;
    return (tx) => this.#sends.noteIn(tx, sentOf(one), at);
  }

  /**
   * The try is over; never throws. However it ended it counts, so that a platform that says no is not asked more often
   * than one that says yes. `noted`: its end is in the journal already. A journal that cannot be written is behind by
   * one message, which is no reason to lose that message.
   */
  async ended(one: Try, at: number, noted: boolean): Promise<void> {
    const gate = this.#gates.get(one.adapter);
    if (!gate) return;
    gate.meter.end(one, at);
    if (!noted) await this.#sends.note(sentOf(one), at).catch(() => {});
    this.#turns.reopen(one.adapter);
    gate.ends += 1;
    if (gate.ends % PRUNE_EVERY > 0) return;
    await this.#sends.prune(one.adapter, at - longest(gate.windows)).catch(() => {});
  }

  /**
   * The platform asked to wait `ms`. The chat's own queue waits anyway; everything waits if the app's limit is the likelier
   * cause: its windows are fuller than the chat's, and nearly full, or others stand in line, or a second chat is told so
   * while the first still waits. (Platforms do not say whose limit it was.) An adapter that does not reach its platform
   * says nothing about pace: then this process alone waits, and another that reaches it may go on.
   */
  async tooFast(one: Try, ms: number): Promise<void> {
    const gate = this.#gates.get(one.adapter);
    if (!gate) return;
    const now = this.#parts.clock.now();
    const reached = gate.adapter.health?.() === undefined;
    const { app, own } = gate.meter.fullness(one, now);
    const another = gate.told.until > now && gate.told.chat !== one.chat;
    if (reached) gate.told = { chat: one.chat, until: now + ms };
    const likely = app >= LIKELY || another || this.crowded(one.adapter);
    if (reached && (app < own || !likely)) return;
    gate.heldUntil = Math.max(gate.heldUntil, now + ms);
    if (reached) await this.#sends.hold(one.adapter, gate.heldUntil);
  }

  stop(): void {
    this.#turns.stop();
  }
}

function sentOf({ key, tries, adapter, chat, direct, push }: Try) {
  return { id: `${key} ${tries}`, adapter, chat, direct, push };
}
