/**
 * The kinds of cases, their clocks and what each asks for, out of the cases file that is in force (rules/). One process is
 * one house: the table is filled once, before anything is registered, and only read afterwards.
 */
import { z } from "zod";
import { defaultCases } from "../rules/default.ts";
import { patternOf } from "../rules/pattern.ts";
import { type CasesFile, type Clocks, clocksOf, type FieldName, type KindSpec } from "../rules/shape.ts";

/**
 * The built-in kinds. A unit's own kinds have other names at run time; the compiler takes every kind for one of these, so
 * that nothing can be written that knows a kind otherwise than by its rule.
 */
const builtIn = ["complaint", "help", "consultation", "hazard", "suggestion", "letter", "wish"] as const;
export type Kind = (typeof builtIn)[number];

/** The categories of hazards, likewise. */
const hazards = ["fire", "wire", "road", "light", "waste", "flood", "building", "traffic", "other"] as const;
export type Hazard = (typeof hazards)[number];

export interface Field {
  ask: FieldName;
  required: boolean;
  /** What a free field is called. */
  label?: { zh: string; en: string };
}

export interface KindRule {
  /** Working days until the result is due. */
  days: number;
  /** Where it happened matters. */
  asksPlace: boolean;
  /** The reporter chooses among `choices`; otherwise the case is confidential from the start. */
  asksName: boolean;
  choices: KindSpec["privacy"]["choices"];
  /** An answer is the end of it: `replied` stops the clock. Elsewhere only `resolved` does (PRODUCT.md §0.3). */
  answered: boolean;
  /** May be about a person or a unit, who then must not see it (PRODUCT.md P12). */
  accuses: boolean;
  /** Read by the unit's secretary alone, shown in no group. */
  private: boolean;
  /** What is asked after what and where, in this order. */
  fields: Field[];
  /** The other clocks, in working days. */
  clock: Clocks;
  name: { zh: string; en: string };
  prompt?: { zh: string; en: string };
  /** The words that open it; none once it is retired. */
  words: string[];
  /** Words by which a free sentence is taken for it. */
  hints: RegExp | undefined;
  retired: boolean;
  categories: { id: string; words: RegExp | undefined }[];
}

/** In the order of the file; those that a house has given up stand last. */
export const kindNames: Kind[] = [];
export const hazardNames: Hazard[] = [];

/** Without a prototype: a kind may be called "constructor". */
const table: Partial<Record<string, KindRule>> = Object.create(null);
let file: CasesFile = defaultCases;

/** A kind that no file knows any more, of an old case: nothing is taken for granted, so that nobody sees too much. */
const UNKNOWN = ruleOf(
  { ...defaultCases.kinds.complaint, name: { zh: "诉求", en: "case" }, retired: true } as KindSpec,
  defaultCases,
);

/** The rule of each kind; of a kind that is not known any more, a careful one. */
export const kinds = new Proxy(table, {
  get: (all, kind) => (typeof kind === "string" ? (all[kind] ?? UNKNOWN) : undefined),
}) as Record<Kind, KindRule>;

export const kindShape = z.custom<Kind>((value) => typeof value === "string" && table[value] !== undefined);

/** Those that may be about a person or a unit. */
export function accusingKinds(): Kind[] {
  return kindNames.filter((kind) => kinds[kind].accuses);
}

/** The cases file in force. */
export function cases(): CasesFile {
  return file;
}

/** Puts a checked file in force. Kinds of the house that it leaves out go on as retired, so that their cases stay in good hands. */
export function adopt(next: CasesFile): void {
  file = { ...next, kinds: { ...next.kinds, ...givenUp(next) } };
  for (const kind of Object.keys(table)) delete table[kind];
  for (const [kind, spec] of Object.entries(file.kinds)) table[kind] = ruleOf(spec, file);
  kindNames.splice(0, kindNames.length, ...(Object.keys(table) as Kind[]));
  const names = file.kinds.hazard?.categories.map((one) => one.id) ?? [];
  // Those that everybody has come first, as the public service list has always shown them.
  const common = hazards.filter((hazard) => names.includes(hazard));
  const own = names.filter((name) => !hazards.some((hazard) => hazard === name));
  hazardNames.splice(0, hazardNames.length, ...common, ...(own as Hazard[]));
}

function givenUp(next: CasesFile): CasesFile["kinds"] {
  const gone = Object.entries(defaultCases.kinds).filter(([kind]) => next.kinds[kind] === undefined);
  return Object.fromEntries(gone.map(([kind, spec]) => [kind, { ...spec, retired: true }]));
}

function ruleOf(spec: KindSpec, all: Pick<CasesFile, "clocks">): KindRule {
  return {
    days: spec.clock.due,
    asksPlace: spec.fields.some((field) => field.ask === "place"),
    asksName: spec.privacy.ask,
    choices: spec.privacy.choices,
    answered: spec.ends_with === "answer",
    accuses: spec.accuses,
    private: spec.handled_by === "secretary",
    fields: spec.fields.map(({ ask, required, label }) => ({ ask, required, ...(label ? { label } : {}) })),
    clock: clocksOf(all, spec),
    name: spec.name,
    ...(spec.prompt ? { prompt: spec.prompt } : {}),
    words: spec.retired ? [] : spec.words,
    hints: spec.retired ? undefined : patternOf(spec.hints),
    retired: spec.retired,
    categories: spec.categories.map((one) => ({ id: one.id, words: patternOf(one.words) })),
  };
}

adopt(defaultCases);
