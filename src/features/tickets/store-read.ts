/** Questions about cases, one function each. `db` may be the database or a transaction. */
import { sql } from "kysely";
import type { Db } from "#bot";
import type { Kind } from "./kinds.ts";
import type { State } from "./lifecycle.ts";
import type { Access, Ticket, TicketEvent, TicketFile, TicketTables } from "./store.ts";

/** States in which somebody still owes something. */
export const OPEN: State[] = [
  "submitted",
  "open_for_claim",
  "claimed",
  "in_progress",
  "waiting_reporter",
  "replied",
  "returned",
  "designated",
  "reopened",
  "supervised",
];
/** Open, and nobody has taken it. */
export const FREE: State[] = ["submitted", "open_for_claim", "designated", "reopened", "supervised"];

const of = (db: Db) => db.withTables<TicketTables>();

export function byNo(db: Db, no: string): Promise<Ticket | undefined> {
  return of(db).selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirst();
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

/** What waits for somebody in these units; `null` stands for cases without a unit. */
export function waitingIn(db: Db, units: (string | null)[], states: State[], most = 20): Promise<Ticket[]> {
  const named = units.filter((unit) => unit !== null);
  if (units.length === 0) return Promise.resolve([]);
  return of(db)
    .selectFrom("tickets")
    .selectAll()
    .where((where) =>
      where.or([
        ...(named.length > 0 ? [where("unit", "in", named)] : []),
        ...(units.includes(null) ? [where("unit", "is", null)] : []),
      ]),
    )
    .where("state", "in", states)
    .orderBy("due")
    .limit(most)
    .execute();
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
export async function nextMoment(db: Db): Promise<number | undefined> {
  const waste = await of(db).selectFrom("ticket_waste").select("hash").limit(1).executeTakeFirst();
  if (waste) return 0;
  const row = await of(db)
    .selectFrom("tickets")
    .select("next_at")
    .where("next_at", "is not", null)
    .orderBy("next_at")
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? undefined;
}

export function dueBy(db: Db, moment: number): Promise<Ticket[]> {
  return of(db).selectFrom("tickets").selectAll().where("next_at", "<=", moment).orderBy("next_at").execute();
}

/** Kept files of erased people that no other case shows. */
export async function wasteOf(db: Db): Promise<{ hash: string; needed: boolean }[]> {
  const rows = await of(db)
    .selectFrom("ticket_waste")
    .select(["hash", sql<number>`(select count(*) from ticket_files f where f.hash = ticket_waste.hash)`.as("uses")])
    .execute();
  return rows.map(({ hash, uses }) => ({ hash, needed: Number(uses) > 0 }));
}
