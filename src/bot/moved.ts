/** A chat got a new address (some platforms do that to a group that grows): what is open there moves along. */
import type { Address, Database } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

/** Re-addresses what is still to be said and awaited in `from` to `to`. Safe to run twice. */
export async function moved(database: Database, from: Address, to: string): Promise<void> {
  await database.unit(async (tx) => {
    const core = tx.withTables<CoreTables>();
    await core
      .updateTable("outbox")
      .set({ chat: to })
      .where("chat", "=", from)
      .where("status", "in", ["due", "held"])
      .execute();
    await core.deleteFrom("dialogs").where("chat", "=", to).execute();
    await core.updateTable("dialogs").set({ chat: to }).where("chat", "=", from).execute();
    // The platform gives the old messages new ids: a living card is said anew.
    await core.deleteFrom("living").where("chat", "=", from).execute();
  });
}
