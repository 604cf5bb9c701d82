/** The units that a secretary looks after: their own and those below, in the order of the tree. */
import { type Kit, type Member, type Unit, UserError } from "#bot";

/** Made once: it costs more than many comparisons. */
const NAMES = new Intl.Collator("zh");

export interface Place {
  /** null: cases that no unit has, which only whoever stands above all units sees. */
  id: string | null;
  /** Empty where there is no unit. */
  name: string;
}

/** Throws UserError(`none`) for somebody who looks after no unit. */
export async function unitsBelow(kit: Kit, member: Member, none: string): Promise<Place[]> {
  const mine = await kit.members.unitsOf(member, "secretary");
  const all = member.role === "admin" && member.unit === undefined;
  if (mine.length === 0 && !all) throw new UserError(none);
  return [...inOrder(mine), ...(all ? [{ id: null, name: "" }] : [])];
}

/** Depth first, neighbours by name: an order that no figure changes. A ring in the tree ends the walk. */
function inOrder(units: Unit[]): Place[] {
  const known = new Set(units.map((unit) => unit.id));
  const byName = [...units].sort((a, b) => NAMES.compare(a.name, b.name));
  const placed: Unit[] = [];
  const walk = (unit: Unit) => {
    if (placed.includes(unit)) return;
    placed.push(unit);
    for (const below of byName) if (below.parent === unit.id) walk(below);
  };
  for (const unit of byName) if (unit.parent === undefined || !known.has(unit.parent)) walk(unit);
  for (const unit of byName) walk(unit);
  return placed.map(({ id, name }) => ({ id, name }));
}
