/**
 * How fast a platform may be spoken to: token buckets from the adapter's traits, kept in the database so that several
 * processes, and the next start, go on from the same state.
 *
 * Each bucket is one number, the time at which it will be full again (the generic cell rate algorithm). With a burst of b
 * and one more message each ms/(n-b+1), no window of `ms` ever sees more than n.
 */
import type { Address, Database, Traits, Tx } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

/** Messages arrive less evenly than they are sent; this share of the pace is kept as a margin. */
const MARGIN = 1.05;
/** A person who asks three quick questions gets three quick answers; more at once is a burst. */
const BURST = 3;

interface Bucket {
  name: string;
  stepMs: number;
  slackMs: number;
}

/** The buckets that one message to `chat` must pass: the application's, and the group's or the person's. */
export function bucketsFor(adapter: string, chat: Address, direct: boolean, limits: Traits["limits"]): Bucket[] {
  const own = direct ? "person" : "chat";
  return limits
    .filter(({ per }) => per === "app" || per === own)
    .map(({ per, n, ms }) => {
      const burst = Math.max(1, Math.min(BURST, Math.floor(n / 4)));
      const stepMs = (ms / (n - burst + 1)) * MARGIN;
      const whose = per === "app" ? adapter : chat;
      return { name: `${per} ${n}/${ms} ${whose}`, stepMs, slackMs: stepMs * (burst - 1) };
    });
}

/** Takes one token from every bucket inside `tx`, or takes none and returns the ms until all would have one. */
export async function takeTokens(database: Database, tx: Tx, buckets: Bucket[], now: number): Promise<number> {
  if (buckets.length === 0) return 0;
  await database.lock(tx, ...buckets.map((bucket) => `bucket ${bucket.name}`));
  const core = tx.withTables<CoreTables>();
  const rows = await core
    .selectFrom("buckets")
    .selectAll()
    .where(
      "name",
      "in",
      buckets.map((bucket) => bucket.name),
    )
    .execute();
  const freeAt = new Map(rows.map((row) => [row.name, row.free_at]));
  const waits = buckets.map((bucket) => Math.max(freeAt.get(bucket.name) ?? 0, now) - bucket.slackMs - now);
  const longest = Math.max(...waits);
  if (longest > 0) return Math.ceil(longest);
  const values = buckets.map((bucket) => ({
    name: bucket.name,
    free_at: Math.max(freeAt.get(bucket.name) ?? 0, now) + bucket.stepMs,
  }));
  await core
    .insertInto("buckets")
    .values(values)
    .onConflict((conflict) => conflict.column("name").doUpdateSet((e) => ({ free_at: e.ref("excluded.free_at") })))
    .execute();
  return 0;
}
