/** Makes two people one: every feature hands over what it keeps, then the addresses move. The caller holds the links' lock. */
import type { Kit, Member, Tx } from "#bot";
import type { Joining, Side } from "./join.ts";
import { addressesOf, asMember, dropCodes, tables } from "./store-links.ts";

/** A message that was being thought about when two became one settles well within this; then it is gathered. */
const GATHER_AFTER_MS = 10 * 60_000;

export async function merge(kit: Kit, tx: Tx, joined: Joining & { ok: true }): Promise<void> {
  const { into, from, becomes } = joined;
  const now = kit.now();
  await handOver(kit, tx, asMember(from), asMember(into));
  const both = [...(await addressesOf(tx, from.id)), ...(await addressesOf(tx, into.id))].map((row) => row.address);
  await dropCodes(tx, [from.id, into.id], both);
  const db = tables(tx);
  await db.updateTable("addresses").set({ person: into.id, linked_at: now }).where("person", "=", from.id).execute();
  await db.deleteFrom("people").where("id", "=", from.id).execute();
  await db.updateTable("people").set(becomes).where("id", "=", into.id).execute();
  await moveRows(tx, from, into);
  // A chain: who was gathered under the one is gathered under the other.
  await db.updateTable("joined_people").set({ person: into.id }).where("person", "=", from.id).execute();
  await db
    .insertInto("joined_people")
    .values({ old: from.id, person: into.id, due_at: now + GATHER_AFTER_MS })
    .execute();
}

/** Everything that the features keep under `from` is `into`'s. */
async function handOver(kit: Kit, tx: Tx, from: Member, into: Member): Promise<void> {
  for (const rights of kit.ports.rights?.() ?? []) await rights.merge(tx, from, into);
}

/**
 * Gathers what was written under a person's former ids after they had become this one: the rows of messages that were
 * being answered at that moment. `before`: only those whose time has come (epoch ms); left out: all of this person's.
 */
export async function gather(kit: Kit, tx: Tx, into: Member, before?: number): Promise<void> {
  const all = tables(tx).selectFrom("joined_people").selectAll().where("person", "=", into.id);
  const rows = await (before === undefined ? all : all.where("due_at", "<=", before)).execute();
  for (const { old } of rows) {
    await handOver(kit, tx, { id: old, address: `gone:${old}`, name: into.name, role: "member", met: true }, into);
    await tables(tx).deleteFrom("joined_people").where("old", "=", old).execute();
  }
}

async function moveRows(tx: Tx, from: Side, into: Side): Promise<void> {
  const db = tables(tx);
  await db.updateTable("bound_chats").set({ bound_by: into.id }).where("bound_by", "=", from.id).execute();
  await db.deleteFrom("link_tries").where("person", "=", from.id).execute();
  await db.updateTable("link_codes").set({ person: into.id }).where("person", "=", from.id).execute();
  const files = await db.selectFrom("export_files").selectAll().where("person", "=", from.id).execute();
  for (const { hash, until } of files) {
    await db
      .insertInto("export_files")
      .values({ hash, person: into.id, until })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db.deleteFrom("export_files").where("person", "=", from.id).execute();
}
