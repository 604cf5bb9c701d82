/**
 * The sums that figures are read from, a row for each month, unit, kind and number of days to the result: kept in the very
 * transaction that changes a case's fact row (store-facts.ts), so that a month of a million cases is a few thousand rows.
 */
import { sql } from "kysely";
import type { Migration, Tx } from "#bot";
import type { FactRow } from "./facts.ts";

export interface Counts {
  n: number;
  responded: number;
  /** Of which the reporter's word, or its absence, says whether they are solved. */
  solvable: number;
  solved: number;
  /** Of which it is known whether they were in time: not those that only the calendar makes late. */
  timed: number;
  on_time: number;
}

export interface TallyRow extends Counts {
  month: string;
  /** "" where no unit has them. */
  unit: string;
  kind: FactRow["kind"];
  /** NO_RESULT where there is none. */
  days: number;
}

export type TallyTables = { ticket_tallies: TallyRow };

/** In place of the working days to a result. A number, because it is part of the key. */
export const NO_RESULT = -1;

/** Fills the empty table from the fact rows as they stand. */
export const RECOUNT = `insert into ticket_tallies
  select month, unit, kind, coalesce(days, ${NO_RESULT}), count(*), sum(responded), count(solved),
    coalesce(sum(solved), 0), count(on_time), coalesce(sum(on_time), 0)
  from ticket_facts group by 1, 2, 3, 4`;

export const tallyMigrations: Migration[] = [
  {
    id: "050-tallies",
    up: [
      `create table ticket_tallies (
        month text not null, unit text not null, kind text not null, days integer not null, n integer not null,
        responded integer not null, solvable integer not null, solved integer not null, timed integer not null,
        on_time integer not null, primary key (month, unit, kind, days))`,
      RECOUNT,
      "drop index ticket_facts_month",
      // Those whose day may have passed without a stroke of the clock: few at any moment.
      "create index ticket_facts_due on ticket_facts (due, month, unit, kind) where due is not null",
    ],
  },
];

/** What one case adds. */
export function countsOf({ responded, solved, on_time }: FactRow): Counts {
  return {
    n: 1,
    responded,
    solvable: solved === null ? 0 : 1,
    solved: solved ?? 0,
    timed: on_time === null ? 0 : 1,
    on_time: on_time ?? 0,
  };
}

/** Takes what was kept off the sums and adds what is. The locks of all these cases are held. */
export async function recount(tx: Tx, before: readonly FactRow[], after: readonly FactRow[]): Promise<void> {
  const changes = new Map<string, TallyRow>();
  for (const [facts, sign] of [
    [before, -1],
    [after, 1],
  ] as const)
    for (const fact of facts) add(changes, fact, sign);
  // In one order, so that two who change the same rows wait for each other instead of both.
  const rows = [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, row]) => (NAMES.some((name) => row[name] !== 0) ? [row] : []));
  if (rows.length === 0) return;
  const sums = NAMES.map((name) => [name, sql`${sql.ref(`ticket_tallies.${name}`)} + ${sql.ref(`excluded.${name}`)}`]);
  await tx
    .withTables<TallyTables>()
    .insertInto("ticket_tallies")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["month", "unit", "kind", "days"]).doUpdateSet(Object.fromEntries(sums)))
    .execute();
}

const NAMES: (keyof Counts)[] = ["n", "responded", "solvable", "solved", "timed", "on_time"];

function add(changes: Map<string, TallyRow>, fact: FactRow, sign: 1 | -1): void {
  const { month, unit, kind } = fact;
  const days = fact.days ?? NO_RESULT;
  const key = JSON.stringify([month, unit, kind, days]);
  const none: Counts = { n: 0, responded: 0, solvable: 0, solved: 0, timed: 0, on_time: 0 };
  const row = changes.get(key) ?? { month, unit, kind, days, ...none };
  const counts = countsOf(fact);
  for (const name of NAMES) row[name] += sign * counts[name];
  changes.set(key, row);
}

/**
 * Puts the sums that a case is part of in anew, unchanged: where they lie and which transaction wrote them then tells
 * nothing of the message that brought the case (PRODUCT.md P13).
 */
export async function rewritten(
  tx: Tx,
  { month, unit, kind }: Pick<TallyRow, "month" | "unit" | "kind">,
): Promise<void> {
  const db = tx.withTables<TallyTables>();
  const gone = db.deleteFrom("ticket_tallies").where("month", "=", month).where("unit", "=", unit);
  const rows = await gone.where("kind", "=", kind).returningAll().execute();
  if (rows.length > 0) await db.insertInto("ticket_tallies").values(rows).execute();
}
