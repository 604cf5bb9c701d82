/** Who may not file for now and why, who asked to have that looked at, and how much is too much. */
import type { Db, Migration, Tx } from "#bot";
import type { TicketTables } from "../store/tables.ts";

export interface Ban {
  /** House id. */
  person: string;
  /** Told to the person and to whoever hears the appeal; never to anybody else. */
  reason: string;
  /** House id of the secretary, who does not decide about the appeal alone. */
  by_person: string;
  unit: string | null;
  at: number;
}

export interface Appeal {
  /** Said instead of a name. */
  code: string;
  person: string;
  text: string;
  unit: string | null;
  at: number;
}

export type PaceTables = {
  ticket_bans: Ban;
  ticket_appeals: Appeal;
  /** A secretary has lifted the limit for this person, until then (epoch ms). */
  ticket_passes: { person: string; until: number };
  /** "hour", "day": how many cases of one person. */
  ticket_pace: { name: string; n: number };
};

export const paceMigrations: Migration[] = [
  {
    id: "032-pace",
    up: [
      `create table ticket_bans (
        person text primary key, reason text not null, by_person text not null, unit text, at bigint not null)`,
      `create table ticket_appeals (
        code text primary key, person text not null, text text not null, unit text, at bigint not null)`,
      "create index ticket_appeals_person on ticket_appeals (person)",
      "create table ticket_passes (person text primary key, until bigint not null)",
      "create table ticket_pace (name text primary key, n integer not null)",
    ],
  },
];

export const of = (db: Db) => db.withTables<PaceTables & TicketTables>();

export function banOf(db: Db, person: string): Promise<Ban | undefined> {
  return of(db).selectFrom("ticket_bans").selectAll().where("person", "=", person).executeTakeFirst();
}

export async function passUntil(db: Db, person: string): Promise<number> {
  const row = of(db).selectFrom("ticket_passes").select("until").where("person", "=", person);
  return (await row.executeTakeFirst())?.until ?? 0;
}

/** Cases under the person's name or alias since a moment. Of anonymous ones no row says whose they are. */
export async function filedSince(db: Db, person: string, since: number): Promise<number> {
  const rows = of(db).selectFrom("tickets").where("person", "=", person).where("created_at", ">=", since);
  return Number((await rows.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirst())?.n ?? 0);
}

export function appealBy(db: Db, code: string): Promise<Appeal | undefined> {
  return of(db).selectFrom("ticket_appeals").selectAll().where("code", "=", code).executeTakeFirst();
}

export function appealOf(db: Db, person: string): Promise<Appeal | undefined> {
  return of(db).selectFrom("ticket_appeals").selectAll().where("person", "=", person).executeTakeFirst();
}

/** Nothing of it stays when a person leaves: who comes back comes as somebody new. */
export async function forgetPace(tx: Tx, person: string): Promise<void> {
  await of(tx).deleteFrom("ticket_bans").where("person", "=", person).execute();
  await of(tx).updateTable("ticket_bans").set({ by_person: "" }).where("by_person", "=", person).execute();
  await of(tx).deleteFrom("ticket_appeals").where("person", "=", person).execute();
  await of(tx).deleteFrom("ticket_passes").where("person", "=", person).execute();
}

/** Two people who turned out to be one: a limit on either holds for both. */
export async function movePace(tx: Tx, from: string, into: string): Promise<void> {
  const ban = await of(tx).deleteFrom("ticket_bans").where("person", "=", from).returningAll().executeTakeFirst();
  if (ban) {
    const once = of(tx)
      .insertInto("ticket_bans")
      .values({ ...ban, person: into });
    await once.onConflict((conflict) => conflict.doNothing()).execute();
  }
  await of(tx).updateTable("ticket_bans").set({ by_person: into }).where("by_person", "=", from).execute();
  await of(tx).updateTable("ticket_appeals").set({ person: into }).where("person", "=", from).execute();
  await of(tx).deleteFrom("ticket_passes").where("person", "=", from).execute();
}
