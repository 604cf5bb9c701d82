/** A lease in the database: one holder among all processes, free again by itself when the holder dies. */
import { randomUUID } from "node:crypto";
import type { Database, Lease } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

/** The leases of one process; `now` must be the same clock in all of them, within a few seconds. */
export function leases(database: Database, now: () => number): Lease {
  const me = randomUUID();
  return {
    take: (name, ms) =>
      database.unit(async (tx) => {
        await database.lock(tx, `lease ${name}`);
        const core = tx.withTables<CoreTables>();
        const held = await core.selectFrom("leases").selectAll().where("name", "=", name).executeTakeFirst();
        // Where one process alone holds the database, another holder is an earlier life, and dead.
        if (database.shared && held && held.holder !== me && held.until > now()) return false;
        const row = { name, holder: me, until: now() + ms };
        await core
          .insertInto("leases")
          .values(row)
          .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
          .execute();
        return true;
      }),
    give: (name) =>
      database.unit(async (tx) => {
        const core = tx.withTables<CoreTables>();
        await core.deleteFrom("leases").where("name", "=", name).where("holder", "=", me).execute();
      }),
  };
}
