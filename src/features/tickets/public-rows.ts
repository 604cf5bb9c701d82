/** Hazards that were made public, while they still stand. */
import type { Db, Tx } from "#bot";
import type { PublicRow } from "./open311.ts";
import type { TicketTables } from "./store.ts";
import type { BackTables } from "./store-back.ts";

export interface Wanted {
  /** Epoch ms of the case's beginning. */
  from?: number | undefined;
  to?: number | undefined;
  ids?: string[] | undefined;
  most: number;
}

/** The newest first. What was withdrawn, merged or must be hidden from somebody is public no more. */
export function publicRows(db: Db, { from, to, ids, most }: Wanted): Promise<PublicRow[]> {
  let rows = db
    .withTables<TicketTables & BackTables>()
    .selectFrom("ticket_public")
    .innerJoin("tickets", "tickets.no", "ticket_public.ticket")
    .select(["no", "state", "hazard", "unit", "lat", "lon", "datum", "created_at", "since", "due", "words"])
    .where("tickets.kind", "=", "hazard")
    .where("tickets.sealed", "=", 0)
    .where("tickets.state", "not in", ["withdrawn", "merged"]);
  if (ids) rows = rows.where("tickets.no", "in", ids);
  if (from !== undefined) rows = rows.where("tickets.created_at", ">=", from);
  if (to !== undefined) rows = rows.where("tickets.created_at", "<=", to);
  return rows.orderBy("tickets.created_at", "desc").limit(most).execute();
}

export async function makePublic(tx: Tx, ticket: string, words: string, at: number): Promise<void> {
  await tx
    .withTables<BackTables>()
    .insertInto("ticket_public")
    .values({ ticket, words, at })
    .onConflict((conflict) => conflict.column("ticket").doUpdateSet({ words, at }))
    .execute();
}

/** False when it was not public. */
export async function makePrivate(tx: Tx, ticket: string): Promise<boolean> {
  const gone = tx.withTables<BackTables>().deleteFrom("ticket_public").where("ticket", "=", ticket).returning("ticket");
  return (await gone.executeTakeFirst()) !== undefined;
}
