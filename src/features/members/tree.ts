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
  return units.filter((one) => upward(units, one.id).some((above) => above.id === id));
}
