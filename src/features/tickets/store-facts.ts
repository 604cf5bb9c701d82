/**
 * What became of each case, a narrow row a case, kept up with every event: the figures of a month are added up from an
 * index of these rows instead of reading the cases and their past.
 */
import { type Kysely, sql } from "kysely";
import type { Answer, Db, Kit, Migration, Tx } from "#bot";
import { goesOn } from "./batches.ts";
import { running } from "./deadline.ts";
import { factOf, type Past, RESULTING } from "./facts.ts";
import type { Kind } from "./kinds.ts";
import type { Ticket, TicketTables } from "./store.ts";

/** Numbers are 0 or 1 where nothing else is said; null where there is nothing to say yet. */
export interface FactRow {
  ticket: string;
  /** "" where no unit has it. */
  unit: string;
  kind: Kind;
  /** "2026-11": of the case's beginning. */
  month: string;
  responded: number;
  solved: number | null;
  on_time: number | null;
  /** While time runs: the last date in time; after it the case is late without a stroke of the clock. */
  due: string | null;
  /** Working days to the result that stands. */
  days: number | null;
}

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
  for (let at = 0; at < nos.length; at += CHUNK) {
    const some = nos.slice(at, at + CHUNK);
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
    const kept = new Set(counted.map((row) => row.no));
    const gone = some.filter((no) => !kept.has(no));
    if (gone.length > 0) await of(tx).deleteFrom("ticket_facts").where("ticket", "in", gone).execute();
    await upsert(
      tx,
      counted.map((row) => factRow(kit, row, past.get(row.no) ?? [])),
    );
  }
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
export async function dropFacts(tx: Tx, no: string): Promise<void> {
  const gone = of(tx).selectFrom("tickets").select("no").where("no", "=", no).where("state", "=", "withdrawn");
  await of(tx).deleteFrom("ticket_facts").where("ticket", "in", gone).execute();
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
