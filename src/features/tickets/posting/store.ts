/** What an anonymous reporter did and nobody else has been told yet. */
import type { Db, Migration, Reply, Tx } from "#bot";
import type { BackTables } from "../figures/store-back.ts";
import type { FactTables } from "../figures/store-facts.ts";
import type { AssistTables } from "../store/assists.ts";
import type { TicketTables } from "../store/tables.ts";

export interface Unposted {
  ticket: string;
  n: number;
  /** The full hour at which it is told, epoch ms: the only time that is kept of the deed, besides its date. */
  post_at: number;
  /** What others are to hear of it, as JSON. */
  replies: string;
}

export type PostTables = { ticket_unposted: Unposted };

export const postMigrations: Migration[] = [
  {
    id: "031-posting",
    up: [
      `create table ticket_unposted (
        ticket text not null, n integer not null, post_at bigint not null, replies text not null, primary key (ticket, n))`,
      "create index ticket_unposted_at on ticket_unposted (post_at)",
    ],
  },
];

type All = PostTables & TicketTables & AssistTables & BackTables & FactTables;

const of = (db: Db) => db.withTables<All>();

/** `n` is the case's number of events: a deed of a case is kept back once. */
export async function keepBack(tx: Tx, ticket: string, n: number, post_at: number, replies: Reply[]): Promise<void> {
  await of(tx)
    .insertInto("ticket_unposted")
    .values({ ticket, n, post_at, replies: JSON.stringify(replies) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function nextPost(db: Db): Promise<number | undefined> {
  const first = of(db).selectFrom("ticket_unposted").select("post_at").orderBy("post_at").limit(1);
  return (await first.executeTakeFirst())?.post_at;
}

/** By case: numbers are random, so the order tells nothing. */
export function unpostedBy(db: Db, moment: number): Promise<Unposted[]> {
  const rows = of(db).selectFrom("ticket_unposted").selectAll().where("post_at", "<=", moment);
  return rows.orderBy("ticket").orderBy("n").execute();
}

export async function posted(tx: Tx, ticket: string, moment: number): Promise<void> {
  const rows = of(tx).deleteFrom("ticket_unposted").where("ticket", "=", ticket);
  await rows.where("post_at", "<=", moment).execute();
}

/**
 * Takes out the rows that the deeds from `first` on brought, and puts them in again: where they lie in the store, and which
 * transaction wrote them, now tell of the full hour and no longer of the message that brought them. What was put in again
 * before stays: moved once more it could fall back into the very place that it came from.
 */
export async function relaid(tx: Tx, no: string, first: number): Promise<void> {
  const db = of(tx);
  const again = async <T extends keyof All>(table: T, rows: Promise<unknown[]>) => {
    const found = (await rows) as never[];
    if (found.length > 0) await db.insertInto(table).values(found).execute();
  };
  await again("tickets", db.deleteFrom("tickets").where("no", "=", no).returningAll().execute());
  for (const table of ["ticket_events", "ticket_files"] as const) {
    const rows = db.deleteFrom(table).where("ticket", "=", no).where("seq", ">=", first);
    await again(table, rows.returningAll().execute());
  }
  for (const table of ["ticket_surveys", "ticket_facts", "ticket_recused"] as const)
    await again(table, db.deleteFrom(table).where("ticket", "=", no).returningAll().execute());
  if (first > 1) return;
  await again("ticket_numbers", db.deleteFrom("ticket_numbers").where("no", "=", no).returningAll().execute());
  await again("ticket_assists", db.deleteFrom("ticket_assists").where("ticket", "=", no).returningAll().execute());
}
