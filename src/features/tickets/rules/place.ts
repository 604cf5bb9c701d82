/** Category × area → unit (PRODUCT.md §1.2 #34): who leads a case and who assists, above whoever is accused. Pure. */
import { type CasesFile, TOP } from "./shape.ts";

export interface Place {
  id: string;
  name: string;
  parent?: string;
}

export interface Matter {
  kind: string;
  category: string;
  text: string;
  where: string;
  /** The unit of the group where it was spoken. */
  group: string | undefined;
  /** The reporter's own unit. */
  own: string | undefined;
}

export interface Placed {
  /** Undefined when everybody who could lead it is accused or stands below them: then the admins place it. */
  lead: Place | undefined;
  assist: Place[];
}

/**
 * The lead by the first line that fits, else the group's unit, else the catch-all, else the unit above all. `accused` are
 * ids; nobody below them leads or assists either. Undefined when the file says nothing of it: no line fits, and the
 * catch-all is whoever stands above all.
 */
export function placed(
  file: CasesFile,
  units: readonly Place[],
  matter: Matter,
  accused: ReadonlySet<string>,
): Placed | undefined {
  const area = areaOf(file, units, matter);
  const line = file.responsibility.find(
    (one) =>
      (one.kind ?? matter.kind) === matter.kind &&
      (one.category ?? matter.category) === matter.category &&
      (one.area ?? area) === area,
  );
  if (line === undefined && file.catch_all === TOP) return undefined;
  const named = (name: string) => units.find((unit) => unit.name === name);
  const free = (unit: Place) => upward(units, unit.id).every((one) => !accused.has(one.id));
  // Where the map is silent, the community of the group is the first receiver, else the reporter's own (首接负责).
  const near = matter.group ?? matter.own;
  const first = line === undefined ? units.find((unit) => unit.id === near) : undefined;
  const roots = units.filter((unit) => unit.parent === undefined);
  const chain = [line && named(line.lead), first, named(file.catch_all), roots.length === 1 ? roots[0] : undefined];
  const lead = chain.flatMap((unit) => (unit ? upward(units, unit.id) : [])).find(free);
  const assist = (line?.assist ?? []).flatMap((name) => named(name) ?? []);
  return { lead, assist: assist.filter((unit) => unit.id !== lead?.id && free(unit)) };
}

/** The group's, else what is said of the place, else the reporter's own. */
export function areaOf(file: CasesFile, units: readonly Place[], matter: Matter): string | undefined {
  const ofUnit = (id: string | undefined) => {
    for (const unit of id === undefined ? [] : upward(units, id)) {
      const area = file.areas.find((one) => one.units.includes(unit.name));
      if (area) return area.id;
    }
    return undefined;
  };
  const said = (words: string) => file.areas.find((one) => one.words.some((word) => words.includes(word)))?.id;
  return ofUnit(matter.group) ?? said(matter.where) ?? said(matter.text) ?? ofUnit(matter.own);
}

/** The names in the map that no unit of the house has: their cases go to the catch-all until it does. */
export function missingUnits(file: CasesFile, units: readonly Place[]): string[] {
  const known = new Set(units.map((unit) => unit.name));
  const wanted = [
    ...file.responsibility.flatMap((line) => [line.lead, ...line.assist]),
    ...file.areas.flatMap((area) => area.units),
    ...(file.catch_all === TOP ? [] : [file.catch_all]),
  ];
  return [...new Set(wanted)].filter((name) => !known.has(name));
}

/** The unit and those above it, nearest first; a ring in the tree ends the walk. */
export function upward<P extends Place>(units: readonly P[], id: string): P[] {
  const path: P[] = [];
  for (let unit = units.find((one) => one.id === id); unit && !path.includes(unit); ) {
    path.push(unit);
    const parent = unit.parent;
    unit = units.find((one) => one.id === parent);
  }
  return path;
}
