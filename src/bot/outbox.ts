/**
 * The outbox: takes due rows chat by chat in order, keeps to the platform's pace, and never repeats what may have been
 * shown unless the platform promises that the same key shows it once.
 */
import { adapterOf } from "./address.ts";
import type { Clock } from "./clock.ts";
import type { Adapter, Address, Database, Log, Reply } from "./contract.ts";
import { DeliveryError } from "./contract.ts";
import { deliver } from "./deliver.ts";
import { nameOf } from "./inbox.ts";
import { Lanes, type Step } from "./lanes.ts";
import { Marks } from "./marks.ts";
import { narrow } from "./narrow.ts";
import type { OutboxRow } from "./outbox-row.ts";
import { type OutboxRows, outboxRows } from "./outbox-rows.ts";
import { Pace } from "./pace.ts";
import { CLAIM_MS } from "./pauses.ts";
import { Tries } from "./tries.ts";

export interface OutboxParts {
  database: Database;
  clock: Clock;
  log: Log;
  me: string;
  adapters: ReadonlyMap<string, Adapter>;
}

/** A try is over: the row is due again later, or it is finished with, and nothing more waits in its chat. */
type Sent = "again" | "done" | "last";

/** What the head of a chat's queue calls for. */
type Found = { rest: Step } | { doubt: OutboxRow } | { send: OutboxRow };

/** Of the ten connections that a process has to PostgreSQL (storage/postgres.ts). */
const WAYS = 4;

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #rows: OutboxRows;
  readonly #lanes: Lanes;
  readonly #pace: Pace;
  readonly #marks: Marks;
  readonly #tries: Tries;
  /** One process: each chat's rows in memory, in order. Several: the database alone knows. */
  readonly #queues = new Map<string, OutboxRow[]>();
  /** Chats whose next words are being settled as being sent. */
  readonly #claimed = new Set<Address>();

  constructor(given: OutboxParts) {
    const { database } = given;
    const parts = database.shared ? { ...given, database: narrow(database, WAYS) } : given;
    this.#parts = parts;
    this.#rows = outboxRows(parts.database, parts.me);
    this.#marks = new Marks(parts.clock);
    this.#tries = new Tries({ ...parts, rows: this.#rows });
    this.#lanes = new Lanes(parts.clock, (chat) => this.#step(chat));
    this.#pace = new Pace({ ...parts, wake: (chat) => this.#lanes.wake(chat) });
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
      if (this.#parts.database.shared) this.#call(row);
      else {
        const queue = this.#queues.get(row.chat);
        if (queue) queue.push(row);
        else this.#queues.set(row.chat, [row]);
        this.#lanes.wake(row.chat);
      }
    }
  }

  /** Several processes: chats stand in line first, so that thousands do not ask the database at once. */
  #call(row: OutboxRow): void {
    if (this.#lanes.busy(row.chat) || !this.#pace.join(row)) this.#lanes.wake(row.chat);
  }

  /** Takes up what was not sent. A row that was being sent was cut off: whether it was shown is unknown. */
  async resume(): Promise<void> {
    const open = await this.#rows.open();
    if (this.#parts.database.shared) {
      // Where others may be sending, each chat's step finds out what is whose.
      const heads = new Map(open.toReversed().map((row) => [row.chat, row]));
      for (const row of [...heads.values()].reverse()) this.#call(row);
      return;
    }
    await this.#pace.load(open.filter((row) => row.claimed_until > 0));
    for (const row of open)
      if (row.claimed_until === 0 || (await this.#tries.doubt(row, "cut off", 0))) this.queue([row]);
  }

  async idle(): Promise<void> {
    await this.#lanes.idle();
    await this.#marks.idle();
  }

  stop(): void {
    this.#marks.flush();
    this.#pace.stop();
    this.#lanes.stop();
  }

  async #step(chat: string): Promise<Step> {
    try {
      return await (this.#parts.database.shared ? this.#stepShared(chat) : this.#stepAlone(chat));
    } finally {
      this.#pace.left(adapterOf(chat as Address), chat);
    }
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
    if (!row.begun) {
      const push = queue.every((one) => one.push === 1);
      const rest = this.#pace.enter(row, push, now);
      if (rest) return rest;
      if (!(await this.#begin(row, now))) {
        queue.shift();
        return "more";
      }
    }
    row.begun = false;
    if ((await this.#send(row)) === "again") return "more";
    queue.shift();
    if (queue.length > 0) return "more";
    this.#queues.delete(chat);
    return "empty";
  }

  /** Marks the row as being sent; false: somebody took it back. */
  async #begin(row: OutboxRow, now: number): Promise<boolean> {
    let begun = false;
    try {
      this.#marks.flush();
      begun = await this.#rows.begin(row.key, now + CLAIM_MS, row.first_at || now);
    } finally {
      if (!begun) await this.#pace.ended(row, now, true);
    }
    return begun;
  }

  async #stepShared(chat: string): Promise<Step> {
    const { database, clock, adapters } = this.#parts;
    const now = clock.now();
    const adapter = adapterOf(chat as Address);
    if (adapters.has(adapter) && !this.#pace.keeps(adapter)) {
      const row = await this.#rows.take(chat, now, now + CLAIM_MS);
      if (row) return (await this.#send(row)) === "last" ? "empty" : "more";
    }
    const found = await database.unit(async (tx): Promise<Found> => {
      await database.lock(tx, `chat ${chat}`);
      const row = await this.#rows.head(tx, chat, now);
      if (!row || !this.#parts.adapters.has(row.adapter)) return { rest: "empty" };
      // Somebody else speaks in this chat: their step wakes nobody here, so look again when their claim ends.
      if (row.claimed_until > 0)
        return row.claimed_until > now && !row.dead
          ? { rest: { until: Math.min(row.claimed_until, now + 250) } }
          : { doubt: row };
      if (row.due_at > now) return { rest: { until: row.due_at } };
      const rest = await this.#pace.enterIn(tx, row, row.least === 1, now);
      if (rest) return { rest };
      // Somebody took it meanwhile, without the lock.
      if (!(await this.#rows.beginIn(tx, row.key, now + CLAIM_MS, row.first_at || now))) return { rest: "more" };
      return { send: row };
    });
    if ("rest" in found) return found.rest;
    if ("send" in found) {
      this.#pace.entered(found.send);
      return (await this.#send(found.send)) === "last" ? "empty" : "more";
    }
    await this.#tries.doubt(found.doubt, "cut off", 0);
    return "more";
  }

  async #send(row: OutboxRow): Promise<Sent> {
    const { adapters, clock, log } = this.#parts;
    const adapter = adapters.get(row.adapter);
    const reply = row.reply ?? (JSON.parse(row.body) as Reply);
    row.first_at ||= clock.now();
    try {
      if (!adapter) throw new DeliveryError("not-sent", "the adapter is not running", 60_000);
      const receipt = await deliver(adapter, this.#rows, row.chat as Address, reply, row.key);
      const at = clock.now();
      const write = async () => {
        const more = await this.#rows.sent(row, at, receipt.id, this.#pace.noteOf(row, at));
        if (reply.secret) this.#wipe();
        return more;
      };
      let more = true;
      if (this.#parts.database.shared || !this.#pace.crowded(row.adapter)) more = await write();
      // If the store fails here the row stays as it is, being sent: in doubt, as it would be after a crash.
      else
        this.#marks.add(() =>
          write().then(
            () => {},
            () => log.error({ key: row.key }, "a delivery could not be noted"),
          ),
        );
      await this.#pace.ended(row, at, true);
      return more ? "done" : "last";
    } catch (error) {
      const outcome = error instanceof DeliveryError ? error.outcome : "unknown";
      await this.#pace.ended(row, clock.now(), false);
      log.warn({ key: row.key, adapter: row.adapter, outcome, error: nameOf(error) }, "a delivery failed");
      if (outcome === "not-sent") {
        const afterMs = (error as DeliveryError).retryAfterMs || undefined;
        if (afterMs) await this.#pace.tooFast(row, afterMs);
        return (await this.#tries.later(row, afterMs, "not-sent")) ? "again" : "done";
      }
      if (outcome === "unknown") return (await this.#tries.doubt(row, nameOf(error))) ? "again" : "done";
      await this.#rows.mark(row.key, "refused", { changed_at: clock.now(), error: nameOf(error), body: "" });
      return "done";
    }
  }

  /** Secret words are gone from the ledger; where its log lies beside it, they are to go from there as well. */
  #wipe(): void {
    const { database, log } = this.#parts;
    database.scrub("log").catch(() => log.warn({}, "the store could not be scrubbed"));
  }
}
