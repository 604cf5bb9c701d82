/** What the core need not keep for ever goes each night. */
import type { Registry } from "./registry.ts";
import type { CoreTables } from "./schema.ts";

const DAY_MS = 24 * 3600_000;
/** Platforms redeliver for at most a day (kept for 24 h, or pushed again within 7.1 h: PLATFORMS.md §0). */
const KNOWN_IDS_MS = 3 * DAY_MS;
/** Words that could not be answered are not kept longer than a case would need to be noticed. */
const PARKED_MS = 30 * DAY_MS;
/** The ledger of deliveries: that something was said, not what. */
const LEDGER_MS = 180 * DAY_MS;

/** Registers the nightly job; `now` by the bot's clock. */
export function prune(registry: Registry, now: () => number): void {
  registry.job("house.prune", "43 3 * * *", async () => async (tx) => {
    const core = tx.withTables<CoreTables>();
    const at = now();
    await core
      .deleteFrom("inbox")
      .where("status", "=", "done")
      .where("received_at", "<", at - KNOWN_IDS_MS)
      .execute();
    await core
      .deleteFrom("inbox")
      .where("status", "=", "parked")
      .where("received_at", "<", at - PARKED_MS)
      .execute();
    await core
      .deleteFrom("outbox")
      .where("status", "!=", "due")
      .where("changed_at", "<", at - LEDGER_MS)
      .execute();
    await core.deleteFrom("dialogs").where("until", "<", at).execute();
    await core.deleteFrom("choices").where("until", "<", at).execute();
    await core
      .deleteFrom("leases")
      .where("until", "<", at - DAY_MS)
      .execute();
    await core
      .deleteFrom("buckets")
      .where("free_at", "<", at - DAY_MS)
      .execute();
    // Adapters that are not opened any more do not tidy up after themselves.
    await core
      .deleteFrom("sends")
      .where("ended_at", "<", at - DAY_MS)
      .execute();
    return undefined;
  });
}
