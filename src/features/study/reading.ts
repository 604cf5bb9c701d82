/** What one person may be given next. */
import type { Kit, Member } from "#bot";
import { pick } from "./next.ts";
import type { Item } from "./store.ts";
import { approvedItems } from "./store-items.ts";

/** Approved items that concern this person: the library's, and those of units above or below theirs. */
export async function readable(
  kit: Kit,
  by: Pick<Member, "unit">,
  fresh: readonly Item[],
  items?: Item[],
): Promise<Item[]> {
  // A file that has just changed is not approved any more, though the store does not know it yet.
  const changed = new Set(fresh.map((item) => item.id));
  const related = new Map<string, boolean>();
  const found: Item[] = [];
  for (const item of items ?? (await approvedItems(kit.db))) {
    if (changed.has(item.id)) continue;
    if (!related.has(item.unit)) related.set(item.unit, await concerns(kit, by, item.unit));
    if (related.get(item.unit)) found.push(item);
  }
  return found;
}

async function concerns(kit: Kit, by: Pick<Member, "unit">, unit: string): Promise<boolean> {
  // Most couriers belong to no unit in the house: what their groups were shown is not kept from them.
  if (!unit || !by.unit) return true;
  return (await kit.members.within(by.unit.id, unit)) || (await kit.members.within(unit, by.unit.id));
}

export function nextFor(
  kit: Kit,
  items: readonly Item[],
  given: ReadonlySet<string>,
  follows: string,
): Item | undefined {
  return pick(items, given, follows, kit.now());
}
