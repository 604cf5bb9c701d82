/** What became of suggestions, a row a case: no person and no words. `db` may be the database or a transaction. */
import type { Db, Migration, Tx } from "#bot";

export const verdicts = ["adopted", "partly", "declined"] as const;
export type Verdict = (typeof verdicts)[number];

interface VerdictRow {
  ticket: string;
  /** "" where no unit has it. */
  unit: string;
  /** "2026-11": of the answer. */
  month: string;
  verdict: Verdict;
}
type VerdictTables = { ticket_verdicts: VerdictRow };

export const verdictMigrations: Migration[] = [
  {
    id: "040-verdicts",
    up: [
      "create table ticket_verdicts (ticket text primary key, unit text not null, month text not null, verdict text not null)",
      "create index ticket_verdicts_month on ticket_verdicts (month, unit, verdict)",
    ],
  },
];

/** The last answer stands. */
export async function addVerdict(tx: Tx, row: VerdictRow): Promise<void> {
  const { ticket: _, ...rest } = row;
  await tx
    .withTables<VerdictTables>()
    .insertInto("ticket_verdicts")
    .values(row)
    .onConflict((conflict) => conflict.column("ticket").doUpdateSet(rest))
    .execute();
}

/** How often each was said in a month; `units`: "" stands for cases without one. */
export async function verdictsIn(db: Db, units: string[], month: string): Promise<Record<Verdict, number>> {
  const found: Record<Verdict, number> = { adopted: 0, partly: 0, declined: 0 };
  if (units.length === 0) return found;
  const rows = await db
    .withTables<VerdictTables>()
    .selectFrom("ticket_verdicts")
    .select(["verdict", (all) => all.fn.countAll<number>().as("n")])
    .where("month", "=", month)
    .where("unit", "in", units)
    .groupBy("verdict")
    .execute();
  for (const { verdict, n } of rows) found[verdict] = Number(n);
  return found;
}
