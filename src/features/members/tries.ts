/** Wrong codes are counted, so that nobody finds one by trying: after five, ten minutes of rest. */
import type { Tx } from "#bot";
import { tables } from "./store-links.ts";

const MOST = 5;
const REST_MS = 10 * 60_000;

/** May this person not say a code for now? */
export async function resting(tx: Tx, person: string, now: number): Promise<boolean> {
  const row = await tables(tx).selectFrom("link_tries").selectAll().where("person", "=", person).executeTakeFirst();
  return row !== undefined && row.until > now && row.tries >= MOST;
}

/** Counts a wrong code. The rest begins with the fifth; an old count is forgotten. */
export async function countTry(tx: Tx, person: string, now: number): Promise<void> {
  const row = await tables(tx).selectFrom("link_tries").selectAll().where("person", "=", person).executeTakeFirst();
  const tries = row && row.until > now ? row.tries + 1 : 1;
  const fresh = { tries, until: now + REST_MS };
  await tables(tx)
    .insertInto("link_tries")
    .values({ person, ...fresh })
    .onConflict((conflict) => conflict.column("person").doUpdateSet(fresh))
    .execute();
}
