/**
 * The door and the queue behind it. A message is stored before `receive` resolves, so the platform is acknowledged
 * only for what will survive a power cut; a copy ends at the unique id; unaddressed words end before they are stored.
 */
import type { Clock } from "./clock.ts";
import type { Database, Log, Message } from "./contract.ts";
import { type InboxRow, type InboxRows, inboxRows } from "./inbox-rows.ts";
import { Lanes, type Step } from "./lanes.ts";
import { ANSWER_PAUSES_MS, CLAIM_MS } from "./pauses.ts";

export interface InboxParts {
  database: Database;
  clock: Clock;
  log: Log;
  /** This process's name among several. */
  me: string;
  seq: () => number;
  /** Does an open dialog or an open choice await this unaddressed message? */
  awaited(message: Message): Promise<boolean>;
  /** Answers and settles one message; throws when it could not. */
  answer(message: Message): Promise<void>;
  /** Tried too often: tells the person and staff, and calls `park` in the same transaction. */
  park(message: Message, rows: InboxRows, tries: number, error: string): Promise<void>;
}

export class Inbox {
  readonly #parts: InboxParts;
  readonly #rows: InboxRows;
  readonly #lanes: Lanes;
  /** One process: the lanes' rows in memory, in order. Several: the database alone knows. */
  readonly #queues = new Map<string, InboxRow[]>();

  constructor(parts: InboxParts) {
    this.#parts = parts;
    this.#rows = inboxRows(parts.database, parts.me);
    this.#lanes = new Lanes(parts.clock, (lane) =>
      parts.database.shared ? this.#stepShared(lane) : this.#stepAlone(lane),
    );
  }

  get rows(): InboxRows {
    return this.#rows;
  }

  /** Resolves when the message is stored for good, or known not to be ours. */
  async receive(message: Message): Promise<void> {
    if (!message.addressed && !message.event && !(await this.#parts.awaited(message))) return;
    const row = { id: message.id, lane: laneOf(message), body: JSON.stringify(message), tries: 0, next_at: 0, message };
    const seq = this.#parts.seq();
    if (!(await this.#rows.store({ ...row, seq, now: this.#parts.clock.now() }))) return;
    this.queue(row);
  }

  /** A stored row waits for its turn. */
  queue(row: InboxRow): void {
    if (!this.#parts.database.shared) {
      const queue = this.#queues.get(row.lane);
      if (queue) queue.push(row);
      else this.#queues.set(row.lane, [row]);
    }
    this.#lanes.wake(row.lane);
  }

  /** Takes up what was stored and not answered: at a start, and, where several processes share, what one left behind. */
  async resume(): Promise<void> {
    const open = await this.#rows.open();
    if (this.#parts.database.shared) for (const lane of new Set(open.map((row) => row.lane))) this.#lanes.wake(lane);
    else for (const row of open) this.queue(row);
  }

  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  stop(): void {
    this.#lanes.stop();
  }

  async #stepAlone(lane: string): Promise<Step> {
    const queue = this.#queues.get(lane);
    const row = queue?.[0];
    if (!queue || !row) {
      this.#queues.delete(lane);
      return "empty";
    }
    if (row.next_at > this.#parts.clock.now()) return { until: row.next_at };
    if (!(await this.#attempt(row))) return "more";
    queue.shift();
    if (queue.length > 0) return "more";
    this.#queues.delete(lane);
    return "empty";
  }

  async #stepShared(lane: string): Promise<Step> {
    const now = this.#parts.clock.now();
    const row = await this.#rows.claim(lane, now, now + CLAIM_MS).catch((error) => {
      this.#parts.log.error({ error: nameOf(error) }, "the inbox could not be read");
      return { until: now + 1_000 };
    });
    if (!row) {
      const until = await this.#rows.pausesUntil(lane);
      return until === undefined ? "empty" : { until: Math.max(until, now + 1) };
    }
    if ("until" in row) return row;
    if (!(await this.#attempt(row))) return { until: row.next_at };
    return "more";
  }

  /** True when the row is finished with; false when it is to be tried again at `row.next_at`. */
  async #attempt(row: InboxRow): Promise<boolean> {
    const { log, clock, park, answer } = this.#parts;
    const message = row.message ?? (JSON.parse(row.body) as Message);
    try {
      await answer(message);
      return true;
    } catch (error) {
      if (error instanceof AlreadyDone) return true;
      row.tries += 1;
      const pause = ANSWER_PAUSES_MS[row.tries - 1];
      log.error(
        { message: row.id, tries: row.tries, error: nameOf(error), at: framesOf(error) },
        "a message could not be answered",
      );
      try {
        if (pause === undefined) {
          await park(message, this.#rows, row.tries, nameOf(error));
          return true;
        }
        row.next_at = clock.now() + pause;
        await this.#rows.postpone(row.id, row.tries, row.next_at, nameOf(error));
      } catch (storing) {
        // The store itself fails (a full disk, a lost connection): the row is still there; wait and try again.
        row.next_at = clock.now() + 1_000;
        log.error({ message: row.id, error: nameOf(storing) }, "the inbox could not be written");
      }
      return false;
    }
  }
}

/** The row was answered by another process meanwhile: nothing of this attempt may be kept. */
export class AlreadyDone extends Error {
  override name = "AlreadyDone";
}

/** One lane per (chat, person). */
export function laneOf(message: Message): string {
  return message.chat === message.from ? message.chat : `${message.chat} ${message.from}`;
}

/** An error's kind without its message: messages may quote what people said. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? `${error.name} ${code}` : error.name;
}

/** Where it was thrown, without the message line. */
export function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replace(/file:\/\/\S*\/(?=(src|adapters)\/)/, ""))
    .join(" < ");
}
