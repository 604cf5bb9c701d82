/** Which documents and answers are for whoever asks, and where: by the unit of the group and by audience. */
import type { Kit, Member, Turn } from "#bot";
import type { Document } from "../library/document.ts";

export interface Scope {
  /** Two askers with the same key may be told the same: what was arranged for one may be said to the other. */
  key: string;
  /** May this document be read here? */
  allows(document: Document): boolean;
  /** Is an answer of this unit meant for here? An answer without a unit is for everybody. */
  fits(unit: string | null): boolean;
  /** The unit that questions here belong to. */
  unit: string | null;
}

/** Where a document of the staff's own may be read: never in a group of members. */
type Place = "direct" | "members" | "handlers";

export async function scopeOf(kit: Kit, turn: Turn): Promise<Scope> {
  const { message, by } = turn;
  if (message.chat === message.from) return scope(kit, by.unit?.id, "direct", by.role !== "member");
  const group = await kit.members.groupOf(message.chat);
  const place: Place = group?.purpose === "handlers" ? "handlers" : "members";
  return scope(kit, group?.unit.id ?? by.unit?.id, place, by.role !== "member");
}

/** At a desk: as in this group, or for everybody. `group` is a chat's address, a terminal's chat, or a unit's name. */
export async function scopeOfGroup(kit: Kit, group: string | undefined): Promise<Scope | undefined> {
  if (group === undefined) return scope(kit, undefined, "members", false);
  const address = group.includes(":") ? group : `terminal:${group}`;
  const bound = await kit.members.groupOf(address as Member["address"]);
  const unit = bound?.unit ?? (await kit.members.unit(group));
  if (!unit) return undefined;
  return scope(kit, unit.id, bound?.purpose === "handlers" ? "handlers" : "members", bound?.purpose === "handlers");
}

async function scope(kit: Kit, unit: string | undefined, place: Place, staff: boolean): Promise<Scope> {
  const units = await kit.members.units();
  const path = new Set<string>();
  for (let at = unit; at !== undefined && !path.has(at); ) {
    path.add(at);
    at = units.find((one) => one.id === at)?.parent;
  }
  const ours = new Set(units.filter((one) => path.has(one.id)).map((one) => one.name));
  // A place that is one of the house's own units, and not above the asker, is another's; any other is told with the text.
  const others = new Set(units.filter((one) => !ours.has(one.name)).map((one) => one.name));
  const readsStaff = staff && place !== "members";
  return {
    key: JSON.stringify([place, readsStaff, unit ?? ""]),
    unit: unit ?? null,
    allows: ({ front }) =>
      (readsStaff || front.audience !== "staff") && (unit === undefined || !others.has(front.area)),
    fits: (of) => of === null || path.has(of) || unit === undefined,
  };
}
