/** Where a case came from that staff wrote down. */
import type { Db, Tx } from "#bot";
import type { BackTables, Entered } from "../figures/store-back.ts";

export async function addSource(tx: Tx, entered: Entered): Promise<void> {
  await tx.withTables<BackTables>().insertInto("ticket_sources").values(entered).execute();
}

export function sourceOf(db: Db, ticket: string): Promise<Entered | undefined> {
  const rows = db.withTables<BackTables>().selectFrom("ticket_sources").selectAll();
  return rows.where("ticket", "=", ticket).executeTakeFirst();
}
