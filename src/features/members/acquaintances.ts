/** Whoever writes for the first time, under another name, or from another address than before: written down. */
import { randomUUID } from "node:crypto";
import type { Address, Database, Tx } from "#bot";
import type { Found, Known } from "./people-rows.ts";
import type { MemberTables } from "./store.ts";

/** `now`: epoch ms by the bot's clock. Each is a unit of its own, harmless to repeat. */
export function acquaintances(database: Database, now: () => number) {
  const tables = (tx: Tx) => tx.withTables<MemberTables>();

  async function make(address: Address, name: string): Promise<void> {
    const id = randomUUID();
    await database.unit(async (tx) => {
      await database.lock(tx, `person ${address}`);
      const known = await tables(tx)
        .selectFrom("addresses")
        .select("person")
        .where("address", "=", address)
        .executeTakeFirst();
      if (known) return;
      const person = {
        id,
        name,
        own_name: 0,
        role: "member",
        unit: null,
        consent: null,
        consent_at: null,
        noticed: null,
        created_at: now(),
      };
      await tables(tx).insertInto("people").values(person).execute();
      await tables(tx)
        .insertInto("addresses")
        .values({ address, person: id, met_at: null, used_at: now(), linked_at: null })
        .execute();
    });
  }

  async function rename(row: Found, name: string): Promise<void> {
    await database.unit(async (tx) => {
      await tables(tx).updateTable("people").set({ name }).where("id", "=", row.id).where("own_name", "=", 0).execute();
    });
  }

  /** Private words go to the address last written from; only who has several needs it noted. */
  async function touch(row: Known): Promise<void> {
    const used_at = Math.max(now(), (row.elsewhere ?? 0) + 1);
    await database.unit(async (tx) => {
      await tables(tx).updateTable("addresses").set({ used_at }).where("address", "=", row.address).execute();
    });
  }

  return { make, rename, touch };
}
