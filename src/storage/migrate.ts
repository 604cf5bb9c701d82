/** Migrations: appended, never changed, run at start under a lock. */
import { sql } from "kysely";
import type { Database, Migration } from "#bot";

type Tables = {
  migrations: { feature: string; id: string; at: number };
};

/** Brings every feature's tables up to date, in the order given. Safe when several processes start together. */
export async function migrate(database: Database, plan: { feature: string; migrations: Migration[] }[]): Promise<void> {
  await database.unit(async (tx) => {
    await database.lock(tx, "migrations");
    await sql`create table if not exists migrations (feature text not null, id text not null, at bigint not null, primary key (feature, id))`.execute(
      tx,
    );
    const known = tx.withTables<Tables>();
    const done = new Set(
      (await known.selectFrom("migrations").selectAll().execute()).map((row) => `${row.feature}/${row.id}`),
    );
    for (const { feature, migrations } of plan) {
      for (const migration of migrations) {
        if (done.has(`${feature}/${migration.id}`)) continue;
        for (const statement of migration.up) await sql.raw(statement).execute(tx);
        await known.insertInto("migrations").values({ feature, id: migration.id, at: Date.now() }).execute();
      }
    }
  });
}
