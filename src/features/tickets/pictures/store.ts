/** What is kept about covered pictures. The covered copy takes the original's place in `ticket_files`, for whoever looks. */
import type { Db, Migration, Tx } from "#bot";
import type { TicketTables } from "../store/tables.ts";

export interface Original {
  ticket: string;
  seq: number;
  n: number;
  /** Of the enciphered file, and what opens it. */
  hash: string;
  key: string;
  /** When to look whether it may go, epoch ms. */
  look_at: number;
}

export type PictureTables = {
  ticket_originals: Original;
  /** The reporter said that the originals of this case are evidence: they stay. */
  ticket_evidence: { ticket: string };
  /** Why an original was opened; `n` is that of the access log's row. */
  ticket_reasons: { ticket: string; n: number; reason: string };
  /** Pictures put out to be looked at once, and until when (epoch ms). */
  ticket_glances: { hash: string; until: number };
};

export const pictureMigrations: Migration[] = [
  {
    id: "030-pictures",
    up: [
      `create table ticket_originals (
        ticket text not null, seq integer not null, n integer not null, hash text not null, key text not null,
        look_at bigint not null, primary key (ticket, seq, n))`,
      "create index ticket_originals_look on ticket_originals (look_at)",
      "create table ticket_evidence (ticket text primary key)",
      "create table ticket_reasons (ticket text not null, n integer not null, reason text not null, primary key (ticket, n))",
      "create table ticket_glances (hash text primary key, until bigint not null)",
      "create index ticket_glances_until on ticket_glances (until)",
    ],
  },
];

export const of = (db: Db) => db.withTables<PictureTables & TicketTables>();

/** In the order in which they were covered. */
export function originalsOf(db: Db, ticket: string): Promise<Original[]> {
  return of(db)
    .selectFrom("ticket_originals")
    .selectAll()
    .where("ticket", "=", ticket)
    .orderBy("seq")
    .orderBy("n")
    .execute();
}

/** By the number of the access log's row. */
export async function reasonsOf(db: Db, ticket: string): Promise<Map<number, string>> {
  const rows = await of(db).selectFrom("ticket_reasons").selectAll().where("ticket", "=", ticket).execute();
  return new Map(rows.map((row) => [row.n, row.reason]));
}

export async function isEvidence(db: Db, ticket: string): Promise<boolean> {
  const row = of(db).selectFrom("ticket_evidence").select("ticket").where("ticket", "=", ticket);
  return (await row.executeTakeFirst()) !== undefined;
}

/** Shown once: from `until` on it is no longer there, unless a case has come to show it. */
export async function glance(tx: Tx, hash: string, until: number): Promise<void> {
  await of(tx)
    .insertInto("ticket_glances")
    .values({ hash, until })
    .onConflict((conflict) => conflict.column("hash").doUpdateSet({ until }))
    .execute();
}

/** The earliest moment at which something of this may have to go. */
export async function nextLook(db: Db): Promise<number | undefined> {
  const glances = of(db).selectFrom("ticket_glances").select("until as at").orderBy("until").limit(1);
  const looks = of(db).selectFrom("ticket_originals").select("look_at as at").orderBy("look_at").limit(1);
  const found = [await glances.executeTakeFirst(), await looks.executeTakeFirst()].flatMap((row) => row?.at ?? []);
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** The originals of cases leave with them, or those of one of their events; the clock removes the files. */
export async function forgetOriginals(tx: Tx, tickets: string[], seq?: number): Promise<void> {
  const all = of(tx).deleteFrom("ticket_originals").where("ticket", "in", tickets);
  const rows = await (seq === undefined ? all : all.where("seq", "=", seq)).returning("hash").execute();
  await waste(
    tx,
    rows.map((row) => row.hash),
  );
  if (seq !== undefined) return;
  await of(tx).deleteFrom("ticket_evidence").where("ticket", "in", tickets).execute();
  await of(tx).deleteFrom("ticket_reasons").where("ticket", "in", tickets).execute();
}

export async function waste(tx: Tx, hashes: readonly string[]): Promise<void> {
  const rows = [...new Set(hashes)].map((hash) => ({ hash }));
  if (rows.length === 0) return;
  const all = of(tx).insertInto("ticket_waste").values(rows);
  await all.onConflict((conflict) => conflict.doNothing()).execute();
}
