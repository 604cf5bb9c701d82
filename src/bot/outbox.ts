/**
 * The outbox: takes due rows chat by chat in order, keeps to the platform's pace, and never repeats what may have been
 * shown unless the platform promises that the same key shows it once.
 */
import type { Clock } from "./clock.ts";
import type { Adapter, Address, Database, Log, Reply } from "./contract.ts";
import { DeliveryError } from "./contract.ts";
import { deliver } from "./deliver.ts";
import { nameOf } from "./inbox.ts";
import { Lanes, type Step } from "./lanes.ts";
import { bucketsFor, takeTokens } from "./limits.ts";
import { type OutboxRow, type OutboxRows, outboxRows } from "./outbox-rows.ts";
import { CLAIM_MS, GIVE_UP_SENDING_MS, sendPause } from "./pauses.ts";

export interface OutboxParts {
  database: Database;
  clock: Clock;
  log: Log;
  me: string;
  adapters: ReadonlyMap<string, Adapter>;
}

/** What the head of a chat's queue calls for. */
type Found = { until: number } | { doubt: OutboxRow } | { send: OutboxRow } | undefined;

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #rows: OutboxRows;
  readonly #lanes: Lanes;
  /** One process: each chat's rows in memory, in order. Several: the database alone knows. */
  readonly #queues = new Map<string, OutboxRow[]>();
  /** Chats whose next words are being settled as being sent. */
  readonly #claimed = new Set<Address>();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#rows = outboxRows(parts.database, parts.me);
    this.#lanes = new Lanes(parts.clock, (chat) =>
      parts.database.shared ? this.#stepShared(chat) : this.#stepAlone(chat),
    );
  }

  get rows(): OutboxRows {
    return this.#rows;
  }

  /** True if nothing waits for this chat, which is then kept for the caller until `queue` or `unclaim`. */
  claim(chat: Address): boolean {
    if (this.#parts.database.shared || this.#queues.has(chat) || this.#claimed.has(chat)) return false;
    this.#claimed.add(chat);
    return true;
  }

  unclaim(chat: Address): void {
    this.#claimed.delete(chat);
  }

  /** Committed rows wait for their turn. */
  queue(rows: OutboxRow[]): void {
    for (const row of rows) {
      if (row.begun) this.#claimed.delete(row.chat as Address);
      if (!this.#parts.database.shared) {
        const queue = this.#queues.get(row.chat);
        if (queue) queue.push(row);
        else this.#queues.set(row.chat, [row]);
      }
      this.#lanes.wake(row.chat);
    }
  }

  /** Takes up what was not sent. A row that was being sent was cut off: whether it was shown is unknown. */
  async resume(): Promise<void> {
    const open = await this.#rows.open();
    // Where others may be sending, each chat's step finds out what is whose.
    if (this.#parts.database.shared) for (const chat of new Set(open.map((row) => row.chat))) this.#lanes.wake(chat);
    else
      for (const row of open) if (row.claimed_until === 0 || (await this.#doubt(row, "cut off", 0))) this.queue([row]);
  }

  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  stop(): void {
    this.#lanes.stop();
  }

  async #stepAlone(chat: string): Promise<Step> {
    const queue = this.#queues.get(chat);
    const row = queue?.[0];
    if (!queue || !row) {
      this.#queues.delete(chat);
      return "empty";
    }
    const now = this.#parts.clock.now();
    if (row.due_at > now) return { until: row.due_at };
    if (row.living && queue.some((later) => later !== row && later.living === row.living)) {
      await this.#rows.mark(row.key, "superseded", { body: "", changed_at: now });
      queue.shift();
      return "more";
    }
    const pause = row.begun ? 0 : await this.#begin(row, now);
    row.begun = false;
    if (pause > 0) return { until: now + pause };
    if (pause === 0 && !(await this.#send(row))) return "more";
    queue.shift();
    if (queue.length > 0) return "more";
    this.#queues.delete(chat);
    return "empty";
  }

  async #stepShared(chat: string): Promise<Step> {
    const { database, clock } = this.#parts;
    const now = clock.now();
    const found = await database.unit(async (tx): Promise<Found> => {
      await database.lock(tx, `chat ${chat}`);
      const row = await this.#rows.head(tx, chat, now);
      if (!row || !this.#parts.adapters.has(row.adapter)) return undefined;
      // Somebody else speaks in this chat: their step wakes nobody here, so look again when their claim ends.
      if (row.claimed_until > 0)
        return row.claimed_until > now && !row.dead
          ? { until: Math.min(row.claimed_until, now + 250) }
          : { doubt: row };
      if (row.due_at > now) return { until: row.due_at };
      const pause = await takeTokens(database, tx, this.#buckets(row), now);
      if (pause > 0) return { until: now + pause };
      await this.#rows.beginIn(tx, row.key, now + CLAIM_MS, row.first_at || now);
      return { send: row };
    });
    if (!found) return "empty";
    if ("until" in found) return found;
    if ("doubt" in found) await this.#doubt(found.doubt, "cut off", 0);
    else await this.#send(found.send);
    return "more";
  }

  /** Marks the row as being sent. 0: go; positive: wait that long first; negative: somebody took it back. */
  async #begin(row: OutboxRow, now: number): Promise<number> {
    const { database } = this.#parts;
    const buckets = this.#buckets(row);
    const first = row.first_at || now;
    if (buckets.length === 0) return (await this.#rows.begin(row.key, now + CLAIM_MS, first)) ? 0 : -1;
    return database.unit(async (tx) => {
      const pause = await takeTokens(database, tx, buckets, now);
      if (pause > 0) return pause;
      return (await this.#rows.beginIn(tx, row.key, now + CLAIM_MS, first)) ? 0 : -1;
    });
  }

  #buckets(row: OutboxRow) {
    const traits = this.#parts.adapters.get(row.adapter)?.traits;
    return traits ? bucketsFor(row.adapter, row.chat as Address, row.direct === 1, traits.limits) : [];
  }

  /** True when the row is finished with; false when it is due again later. */
  async #send(row: OutboxRow): Promise<boolean> {
    const { adapters, clock, log } = this.#parts;
    const adapter = adapters.get(row.adapter);
    row.first_at ||= clock.now();
    try {
      if (!adapter) throw new DeliveryError("not-sent", "the adapter is not running", 60_000);
      const receipt = await deliver(
        adapter,
        this.#rows,
        row.chat as Address,
        row.reply ?? (JSON.parse(row.body) as Reply),
        row.key,
      );
      await this.#rows.sent(row.key, clock.now(), receipt.id);
      return true;
    } catch (error) {
      const outcome = error instanceof DeliveryError ? error.outcome : "unknown";
      log.warn({ key: row.key, adapter: row.adapter, outcome, error: nameOf(error) }, "a delivery failed");
      if (outcome === "not-sent")
        return !(await this.#later(row, (error as DeliveryError).retryAfterMs || undefined, "not-sent"));
      if (outcome === "unknown") return !(await this.#doubt(row, nameOf(error)));
      await this.#rows.mark(row.key, "refused", { changed_at: clock.now(), error: nameOf(error), body: "" });
      return true;
    }
  }

  /** It may have been shown. Repeated only where the platform promises that the same key shows once; true if it will be. */
  async #doubt(row: OutboxRow, why: string, afterMs?: number): Promise<boolean> {
    const { adapters, clock } = this.#parts;
    const promised = adapters.get(row.adapter)?.traits.idempotentForMs ?? 0;
    // A tenth of the promise is left unused: clocks differ and a retry takes time to arrive.
    const safe = promised > 0 && clock.now() - (row.first_at || clock.now()) < promised * 0.9;
    if (safe) return this.#later(row, afterMs, why);
    await this.#rows.mark(row.key, "unknown", { changed_at: clock.now(), error: why });
    return false;
  }

  /** Due again after a pause, or given up; true if it is due again. */
  async #later(row: OutboxRow, afterMs: number | undefined, why: string): Promise<boolean> {
    const now = this.#parts.clock.now();
    row.tries += 1;
    if (now - (row.first_at || now) > GIVE_UP_SENDING_MS) {
      await this.#rows.mark(row.key, "refused", { changed_at: now, error: `given up: ${why}` });
      return false;
    }
    row.due_at = now + (afterMs ?? sendPause(row.tries));
    await this.#rows.mark(row.key, "due", {
      due_at: row.due_at,
      tries: row.tries,
      first_at: row.first_at,
      changed_at: now,
      error: why,
    });
    return true;
  }
}
