/** Words of a case in a list are words read: its reporter may know who had them (PRODUCT.md P22, P37). */
import type { Member, Tx } from "#bot";
import type { Room } from "./room.ts";
import { addAccess } from "./store-write.ts";

/** Enters each of these members in the access log of each of these cases. */
export async function seenInList({ kit }: Room, tx: Tx, members: readonly Member[], nos: string[]): Promise<void> {
  const sorted = [...new Set(nos)].sort();
  await kit.lock(tx, ...sorted.map((no) => `ticket:${no}`));
  for (const no of sorted) {
    for (const { id, unit, role } of members)
      await addAccess(tx, { ticket: no, at: kit.now(), person: id, unit: unit?.id ?? null, role, what: "list" });
  }
}
