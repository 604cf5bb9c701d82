/** What becomes of a try that did not clearly succeed: again later, or never again. */
import type { Clock } from "./clock.ts";
import type { Adapter } from "./contract.ts";
import { editsOnly } from "./deliver.ts";
import type { OutboxRow } from "./outbox-row.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import { GIVE_UP_SENDING_MS, sendPause } from "./pauses.ts";

export class Tries {
  readonly #parts: { rows: OutboxRows; clock: Clock; adapters: ReadonlyMap<string, Adapter> };

  constructor(parts: { rows: OutboxRows; clock: Clock; adapters: ReadonlyMap<string, Adapter> }) {
    this.#parts = parts;
  }

  /** It may have been shown. Repeated only where the platform promises that the same key shows once; true if it will be. */
  async doubt(row: OutboxRow, why: string, afterMs?: number): Promise<boolean> {
    const { adapters, clock } = this.#parts;
    const promised = adapters.get(row.adapter)?.traits.idempotentForMs ?? 0;
    // A tenth of the promise is left unused: clocks differ and a retry takes time to arrive.
    const kept = promised > 0 && clock.now() - (row.first_at || clock.now()) < promised * 0.9;
    const safe = kept || (await editsOnly(adapters.get(row.adapter), this.#parts.rows, row));
    if (safe) return this.later(row, afterMs, why);
    // Nobody sends it again: the shelf counts it, and its words have no more business here.
    await this.#parts.rows.mark(row.key, "unknown", { changed_at: clock.now(), error: why, body: "" });
    return false;
  }

  /** Due again after a pause, or given up; true if it is due again. */
  async later(row: OutboxRow, afterMs: number | undefined, why: string): Promise<boolean> {
    const now = this.#parts.clock.now();
    row.tries += 1;
    if (now - (row.first_at || now) > GIVE_UP_SENDING_MS) {
      await this.#parts.rows.mark(row.key, "refused", { changed_at: now, error: `given up: ${why}`, body: "" });
      return false;
    }
    row.due_at = now + (afterMs ?? sendPause(row.tries));
    await this.#parts.rows.mark(row.key, "due", {
      due_at: row.due_at,
      tries: row.tries,
      first_at: row.first_at,
      changed_at: now,
      error: why,
    });
    return true;
  }
}
