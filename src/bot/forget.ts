/** Removes what the core keeps of a person's addresses: after an erasure nothing leads back to them. */
import type { Address, Tx } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

/** Rows that came or went before `before` (epoch ms). What is still to be handled stays. */
export async function forget(tx: Tx, addresses: Address[], before: number): Promise<void> {
  const core = tx.withTables<CoreTables>();
  for (const address of addresses) {
    await core.deleteFrom("dialogs").where("person", "=", address).execute();
    await core.deleteFrom("choices").where("person", "=", address).execute();
    await core.deleteFrom("living").where("chat", "=", address).execute();
    await core
      .deleteFrom("outbox")
      .where("chat", "=", address)
      .where("changed_at", "<=", before)
      .where("status", "!=", "due")
      .execute();
    const lanes = core.deleteFrom("inbox").where("received_at", "<=", before).where("status", "=", "done");
    await lanes.where((e) => e.or([e("lane", "=", address), e("lane", "like", `% ${address}`)])).execute();
    await core.deleteFrom("sends").where("chat", "=", address).execute();
  }
}
