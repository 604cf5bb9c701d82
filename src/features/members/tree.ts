/** The tree of units: committee, branch, department. Small enough to be read whole. */
import type { Unit } from "#bot";

/** The unit and everything above it, nearest first. A ring in the data ends the walk. */
export function upward(units: readonly Unit[], id: string): Unit[] {
  const path: Unit[] = [];
  let unit = units.find((one) => one.id === id);
  while (unit && !path.includes(unit)) {
    path.push(unit);
    const parent = unit.parent;
    unit = parent === undefined ? undefined : units.find((one) => one.id === parent);
  }
  return path;
}

/** The unit and everything below it. */
export function downward(units: readonly Unit[], id: string): Unit[] {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const unit of units) if (unit.parent !== undefined && found.has(unit.parent)) found.add(unit.id);
  }
  return units.filter((unit) => found.has(unit.id));
}
