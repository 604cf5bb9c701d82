/**
 * How many cases began in a month, and what became of them, by unit or by kind and days to the result: read from sums that
 * are kept with every event (store-tallies.ts). Whoever asks counts no case that they must not learn of, not even as a
 * number (PRODUCT.md P12): those are taken off again, one by one.
 */
import { type Kit, type Member, UserError } from "#bot";
import { accusingKinds, type Kind } from "../case/kinds.ts";
import { parts } from "../store/parts.ts";
import { barredCases } from "./barred.ts";
import type { FactRow } from "./facts.ts";
import type { FactTables } from "./store-facts.ts";
import { type Counts, countsOf, NO_RESULT, type TallyTables } from "./store-tallies.ts";

export interface Tally<K extends string = string> extends Counts {
  /** A unit's id, "" for what no unit has; or a kind. */
  key: K;
  /** Working days to the result; null: there is none. */
  days: number | null;
}

export interface Tallies {
  byUnit: Tally[];
  byKind: Tally<Kind>[];
}

/** Values in one list: far below SQLite's 32,766. */
const CHUNK = 1_000;

const NOTHING: Counts = { n: 0, responded: 0, solvable: 0, solved: 0, timed: 0, on_time: 0 };

/** `units`: by id, "" for what no unit has. Throws UserError(`later`) while old cases are still being counted. */
export async function talliesOf(
  kit: Kit,
  member: Member,
  units: readonly string[],
  month: string,
  later: string,
): Promise<Tallies> {
  const db = kit.db.withTables<FactTables>();
  if (units.length === 0) return { byUnit: [], byKind: [] };
  if (await db.selectFrom("ticket_facts_missing").select("ticket").limit(1).executeTakeFirst())
    throw new UserError(later);
  const [byUnit, byKind, late, barred] = await Promise.all([
    summed(kit, "unit", units, month),
    summed(kit, "kind", units, month),
    overdue(kit, units, month),
    factsOf(kit, await barredCases(kit, member, month)),
  ]);
  const today = kit.calendar.dateOf(kit.now());
  const off = barred.filter((fact) => fact.month === month && units.includes(fact.unit)).map(taken(today));
  const tally = <K extends string>(sums: Tally<K>[], key: (of: { unit: string; kind: Kind }) => K): Tally<K>[] => [
    ...sums,
    ...[...late, ...off].map(({ unit, kind, ...counts }) => ({ ...counts, key: key({ unit, kind }) })),
  ];
  return { byUnit: tally(byUnit, ({ unit }) => unit), byKind: tally(byKind, ({ kind }) => kind) };
}

/** The sums as they are kept: those that only the calendar makes late are not among the timed. */
async function summed<K extends "unit" | "kind">(
  { db }: Kit,
  by: K,
  units: readonly string[],
  month: string,
): Promise<Tally<FactRow[K]>[]> {
  const rows = await db
    .withTables<TallyTables>()
    .selectFrom("ticket_tallies")
    .select(({ ref, fn }) => [
      ref(by).as("key"),
      "days",
      fn.sum<number>("n").as("n"),
      fn.sum<number>("responded").as("responded"),
      fn.sum<number>("solvable").as("solvable"),
      fn.sum<number>("solved").as("solved"),
      fn.sum<number>("timed").as("timed"),
      fn.sum<number>("on_time").as("on_time"),
    ])
    .where("month", "=", month)
    .where("unit", "in", units)
    .groupBy([by, "days"])
    .execute();
  return rows.map(({ key, days, ...counts }) => ({ ...counts, key, days: days === NO_RESULT ? null : days }) as never);
}

interface Apart extends Counts {
  unit: string;
  kind: Kind;
  days: number | null;
}

/** Cases that the calendar has made late and the clock has not struck yet: each is timed, and not in time. */
async function overdue({ db, calendar, now }: Kit, units: readonly string[], month: string): Promise<Apart[]> {
  const rows = await db
    .withTables<FactTables>()
    .selectFrom("ticket_facts")
    .select(({ fn }) => ["unit", "kind", fn.countAll<number>().as("timed")])
    .where("due", "<", calendar.dateOf(now()))
    .where("month", "=", month)
    .where("unit", "in", units)
    .groupBy(["unit", "kind"])
    .execute();
  return rows.map(({ unit, kind, timed }) => ({ ...NOTHING, unit, kind, timed: Number(timed), days: null }));
}

async function factsOf({ db }: Kit, nos: readonly string[]): Promise<FactRow[]> {
  const found: FactRow[] = [];
  for (const part of parts(nos, CHUNK)) {
    const rows = db.withTables<FactTables>().selectFrom("ticket_facts").selectAll();
    const some = rows.where("ticket", "in", part).where("kind", "in", accusingKinds());
    found.push(...(await some.execute()));
  }
  return found;
}

/** What taking one case off takes off. */
function taken(today: string): (fact: FactRow) => Apart {
  return (fact) => {
    const { unit, kind, days, due } = fact;
    const counts = countsOf(fact);
    if (due !== null && due < today) counts.timed += 1;
    const less = Object.entries(counts).map(([name, n]) => [name, -n]);
    return { ...NOTHING, ...Object.fromEntries(less), unit, kind, days };
  };
}
