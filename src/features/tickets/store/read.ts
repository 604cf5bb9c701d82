/** Questions about cases, one function each. `db` may be the database or a transaction. */
import { type ExpressionWrapper, expressionBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "#bot";
import type { Kind } from "../case/kinds.ts";
import { OPEN, type State } from "../case/moves.ts";
import { goesOn } from "./batches.ts";
import type { Access, Ticket, TicketEvent, TicketFile, TicketTables } from "./tables.ts";

const of = (db: Db) => db.withTables<TicketTables>();

export function byNo(db: Db, no: string): Promise<Ticket | undefined> {
  return of(db).selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirst();
}

export async function byNos(db: Db, nos: string[]): Promise<Ticket[]> {
  if (nos.length === 0) return [];
  return of(db).selectFrom("tickets").selectAll().where("no", "in", nos).execute();
}

/** The person's own cases, the newest first. */
export function ownOf(db: Db, person: string, most = 20): Promise<Ticket[]> {
  return of(db)
    .selectFrom("tickets")
    .selectAll()
    .where("person", "=", person)
    .orderBy("created_at", "desc")
    .limit(most)
    .execute();
}

/** Cases that the person joined by 我也遇到. */
export function joinedBy(db: Db, person: string, most = 20): Promise<Ticket[]> {
  return of(db)
    .selectFrom("ticket_joins")
    .innerJoin("tickets", "tickets.no", "ticket_joins.ticket")
    .selectAll("tickets")
    .where("ticket_joins.person", "=", person)
    .orderBy("ticket_joins.at", "desc")
    .limit(most)
    .execute();
}

export async function hasJoined(db: Db, no: string, person: string): Promise<boolean> {
  const row = of(db).selectFrom("ticket_joins").select("person").where("ticket", "=", no).where("person", "=", person);
  return (await row.executeTakeFirst()) !== undefined;
}

export async function joinersOf(db: Db, no: string): Promise<string[]> {
  const rows = await of(db).selectFrom("ticket_joins").select("person").where("ticket", "=", no).execute();
  return rows.map((row) => row.person);
}

/** What one handler has taken, the most urgent first. */
export function claimedBy(db: Db, handler: string, most = 20): Promise<Ticket[]> {
  return of(db)
    .selectFrom("tickets")
    .selectAll()
    .where("handler", "=", handler)
    .where("state", "in", OPEN)
    .orderBy("due")
    .limit(most)
    .execute();
}

/** In one of these units; `null` stands for cases without a unit. */
export function inUnits(units: readonly (string | null)[]): ExpressionWrapper<TicketTables, "tickets", SqlBool> {
  const e = expressionBuilder<TicketTables, "tickets">();
  const named = units.filter((unit) => unit !== null);
  return e.or([
    ...(named.length > 0 ? [e("unit", "in", named)] : []),
    ...(units.includes(null) ? [e("unit", "is", null)] : []),
  ]);
}

/** Units whose own lists are looked through; with more, everybody's list is, of which then most lines fit. */
const FEW_UNITS = 20;

/** What waits for somebody in these units, the most urgent first; `null` stands for cases without a unit. */
export async function waitingIn(
  db: Db,
  units: (string | null)[],
  states: readonly State[],
  most = 20,
): Promise<Ticket[]> {
  if (units.length === 0) return [];
  const e = expressionBuilder<TicketTables, "tickets">();
  // Hidden from the planner, which would gather all open cases of all units and sort them.
  const places = units.map((unit) => unit ?? "");
  const here = units.length > FEW_UNITS ? e(sql<string>`coalesce(${e.ref("unit")}, '')`, "in", places) : inUnits(units);
  const found: Pick<Ticket, "no" | "due">[] = [];
  // State by state: each is a list that an index keeps in the order of the due dates. Whole rows only of those that count.
  for (const state of states) {
    const rows = of(db).selectFrom("tickets").select(["no", "due"]).where("state", "=", state).where(here);
    found.push(...(await rows.orderBy("due").limit(most).execute()));
  }
  found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const nos = found.slice(0, most).map((row) => row.no);
  const rows = new Map((await byNos(db, nos)).map((row) => [row.no, row]));
  return nos.flatMap((no) => rows.get(no) ?? []);
}

/** Open cases of one kind in one unit since a moment: those that a new one may be the same as. */
export function openLike(db: Db, unit: string, kind: Kind, since: number, most = 300): Promise<Ticket[]> {
  return of(db)
    .selectFrom("tickets")
    .selectAll()
    .where("unit", "=", unit)
    .where("kind", "=", kind)
    .where("created_at", ">=", since)
    .where("state", "in", OPEN)
    .orderBy("created_at", "desc")
    .limit(most)
    .execute();
}

export function eventsOf(db: Db, no: string): Promise<TicketEvent[]> {
  return of(db).selectFrom("ticket_events").selectAll().where("ticket", "=", no).orderBy("seq").execute();
}

/** The same of many cases, by number; one without any is left out. */
export async function pastOf(db: Db, nos: string[]): Promise<Map<string, TicketEvent[]>> {
  const rows = of(db)
    .selectFrom("ticket_events")
    .selectAll()
    .where("ticket", "in", nos)
    .orderBy("ticket")
    .orderBy("seq");
  return Map.groupBy(await rows.execute(), ({ ticket }) => ticket);
}

export function filesOf(db: Db, no: string): Promise<TicketFile[]> {
  return of(db).selectFrom("ticket_files").selectAll().where("ticket", "=", no).orderBy("seq").orderBy("n").execute();
}

export function accessOf(db: Db, no: string): Promise<Access[]> {
  return of(db).selectFrom("ticket_access").selectAll().where("ticket", "=", no).orderBy("n").execute();
}

/** Where the card hangs: addresses of groups, house ids of people. */
export async function holdersOf(db: Db, no: string): Promise<string[]> {
  const rows = await of(db).selectFrom("ticket_cards").select("holder").where("ticket", "=", no).execute();
  return rows.map((row) => row.holder);
}

export async function recusedFrom(db: Db, no: string): Promise<string[]> {
  const rows = await of(db).selectFrom("ticket_recused").select("person").where("ticket", "=", no).execute();
  return rows.map((row) => row.person);
}

/** The earliest moment at which a case wants the clock; 0 when files wait to be removed. */
export async function nextMoment(db: Db, after: number): Promise<number | undefined> {
  const waste = await of(db).selectFrom("ticket_waste").select("hash").limit(1).executeTakeFirst();
  if (waste) return 0;
  const rows = of(db).selectFrom("tickets").select(["no", "next_at"]).where("next_at", "is not", null);
  const row = await rows.orderBy("next_at").orderBy("unit").orderBy("no").limit(1).executeTakeFirst();
  return row && row.next_at !== null && row.next_at < after ? goesOn(row.no) : (row?.next_at ?? undefined);
}

/** What the clock has to do by `moment`, the longest due first and unit by unit: who is told of several is told at once. */
export function dueBy(db: Db, moment: number, most: number): Promise<Ticket[]> {
  const rows = of(db).selectFrom("tickets").selectAll().where("next_at", "<=", moment);
  return rows.orderBy("next_at").orderBy("unit").orderBy("no").limit(most).execute();
}

/** Kept files of erased people that no other case shows. */
export async function wasteOf(db: Db): Promise<{ hash: string; needed: boolean }[]> {
  const rows = await of(db)
    .selectFrom("ticket_waste")
    .select(["hash", sql<number>`(select count(*) from ticket_files f where f.hash = ticket_waste.hash)`.as("uses")])
    .execute();
  return rows.map(({ hash, uses }) => ({ hash, needed: Number(uses) > 0 }));
}
