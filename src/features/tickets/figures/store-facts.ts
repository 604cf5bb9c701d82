/**
 * What became of each case, a narrow row a case, kept up with every event, and with it the sums that figures are read from
 * (store-tallies.ts): nobody reads the cases and their past to count them.
 */
import { type Kysely, sql } from "kysely";
import type { Answer, Db, Kit, Migration, Tx } from "#bot";
import { running } from "../case/deadline.ts";
import { goesOn } from "../store/batches.ts";
import { parts } from "../store/parts.ts";
import type { Ticket, TicketTables } from "../store/tables.ts";
import { type FactRow, factOf, type Past, RESULTING } from "./facts.ts";
import { recount } from "./store-tallies.ts";

export type FactTables = {
  ticket_facts: FactRow;
  /** Cases from before there were such rows, until theirs are made. */
  ticket_facts_missing: { ticket: string };
};

export const factMigrations: Migration[] = [
  {
    id: "020-facts",
    up: [
      `create table ticket_facts (
        ticket text primary key, unit text not null, kind text not null, month text not null, responded integer not null,
        solved integer, on_time integer, due text, days integer)`,
      "create index ticket_facts_month on ticket_facts (month, unit, kind, days, responded, solved, on_time, due)",
      "create table ticket_facts_missing (ticket text primary key)",
      "insert into ticket_facts_missing select no from tickets where state not in ('withdrawn', 'merged')",
    ],
  },
];

const of = (db: Db) => db.withTables<TicketTables & FactTables>();
type Open = Kysely<TicketTables & FactTables>;

/** Rows written in one statement: far below SQLite's 32,766 values. */
const CHUNK = 500;

/** Writes down what became of these cases by now; forgets those that were withdrawn or merged. Their locks are held. */
export async function keepFacts(kit: Kit, tx: Tx, nos: readonly string[]): Promise<void> {
  for (const some of parts(nos, CHUNK)) {
    const rows = await of(tx)
      .selectFrom("tickets")
      .select(["no", "kind", "state", "unit", "created_at", "due", "outcome", "reopened"])
      .where("no", "in", some)
      .execute();
    const counted = rows.filter(({ state }) => state !== "withdrawn" && state !== "merged");
    const past = await pastOf(
      of(tx),
      counted.map((row) => row.no),
    );
    const before = await of(tx).selectFrom("ticket_facts").selectAll().where("ticket", "in", some).execute();
    const after = counted.map((row) => factRow(kit, row, past.get(row.no) ?? []));
    await put(tx, before, after);
  }
}

/** What was kept of some cases becomes what is to be kept of them; most events change nothing of it. */
async function put(tx: Tx, before: readonly FactRow[], after: readonly FactRow[]): Promise<void> {
  const known = new Map(before.map((fact) => [fact.ticket, fact]));
  const changed = after.filter((fact) => !same(known.get(fact.ticket), fact));
  const touched = new Set(changed.map((fact) => fact.ticket));
  const kept = new Set(after.map((fact) => fact.ticket));
  const gone = before.filter((fact) => !kept.has(fact.ticket));
  const nos = gone.map((fact) => fact.ticket);
  if (nos.length > 0) await of(tx).deleteFrom("ticket_facts").where("ticket", "in", nos).execute();
  await upsert(tx, changed);
  await recount(tx, [...gone, ...before.filter((fact) => touched.has(fact.ticket))], changed);
}

function same(one: FactRow | undefined, other: FactRow): boolean {
  return one !== undefined && (Object.keys(other) as (keyof FactRow)[]).every((name) => one[name] === other[name]);
}

/** A moment long past while cases from before there were such rows are to be counted; undefined afterwards. */
export async function nextMissing(db: Db): Promise<number | undefined> {
  const rows = of(db).selectFrom("ticket_facts_missing").select("ticket").orderBy("ticket").limit(1);
  const row = await rows.executeTakeFirst();
  return row && goesOn(row.ticket);
}

/** Counts a batch of them. */
export async function fillFacts(kit: Kit): Promise<Answer> {
  const rows = of(kit.db).selectFrom("ticket_facts_missing").select("ticket").orderBy("ticket").limit(CHUNK);
  const nos = (await rows.execute()).map((row) => row.ticket);
  return async (tx) => {
    await kit.lock(tx, ...nos.map((no) => `ticket:${no}`));
    await keepFacts(kit, tx, nos);
    if (nos.length > 0) await of(tx).deleteFrom("ticket_facts_missing").where("ticket", "in", nos).execute();
    return undefined;
  };
}

/** An erased case keeps what came of it, reckoned while its days were known; a withdrawn one is counted no more. */
export async function dropFacts(tx: Tx, nos: readonly string[]): Promise<void> {
  const gone = of(tx).selectFrom("tickets").select("no").where("no", "in", nos).where("state", "=", "withdrawn");
  await recount(tx, await of(tx).deleteFrom("ticket_facts").where("ticket", "in", gone).returningAll().execute(), []);
}

/** Pure but for the calendar. `past` in the order in which it happened. */
export function factRow(
  { calendar }: Pick<Kit, "calendar">,
  row: Pick<Ticket, "no" | "kind" | "state" | "unit" | "created_at" | "due" | "outcome" | "reopened">,
  past: Past[],
): FactRow {
  // On no day yet: what only the calendar makes late is left to whoever reads.
  const { responded, solved, onTime, days } = factOf(calendar, row, past, "");
  const bit = (value: boolean | undefined) => (value === undefined ? null : value ? 1 : 0);
  return {
    ticket: row.no,
    unit: row.unit ?? "",
    kind: row.kind,
    month: calendar.dateOf(row.created_at).slice(0, 7),
    responded: responded ? 1 : 0,
    solved: bit(solved),
    on_time: bit(onTime),
    due: onTime === undefined && running(row) ? row.due : null,
    days: days ?? null,
  };
}

async function pastOf(db: Open, nos: string[]): Promise<Map<string, Past[]>> {
  const found = new Map<string, Past[]>();
  if (nos.length === 0) return found;
  const events = await db
    .selectFrom("ticket_events")
    .select(["ticket", "deed", "at", "side"])
    .where("ticket", "in", nos)
    .where("deed", "in", RESULTING)
    .orderBy("ticket")
    .orderBy("seq")
    .execute();
  for (const { ticket, ...event } of events) {
    const past = found.get(ticket);
    if (past) past.push(event);
    else found.set(ticket, [event]);
  }
  return found;
}

async function upsert(tx: Tx, rows: FactRow[]): Promise<void> {
  if (rows.length === 0) return;
  const now = (name: keyof FactRow) => sql.ref(`excluded.${name}`) as never;
  await of(tx)
    .insertInto("ticket_facts")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("ticket").doUpdateSet({
        unit: now("unit"),
        kind: now("kind"),
        month: now("month"),
        responded: now("responded"),
        solved: now("solved"),
        on_time: now("on_time"),
        due: now("due"),
        days: now("days"),
      }),
    )
    .execute();
}
