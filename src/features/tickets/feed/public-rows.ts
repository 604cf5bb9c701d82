/** Hazards that were made public, while they still stand. */
import { sql } from "kysely";
import type { Db, Tx } from "#bot";
import { isOver, states } from "../case/lifecycle.ts";
import type { BackTables, Published } from "../figures/store-back.ts";
import type { Hazard } from "../intake/guess.ts";
import type { Ticket, TicketTables } from "../store/tables.ts";
import type { PublicRow } from "./open311.ts";

export interface Wanted {
  /** Epoch ms of the case's beginning. */
  from?: number | undefined;
  to?: number | undefined;
  ids?: string[] | undefined;
  /** Kinds of hazards; left out: all. */
  codes?: Hazard[] | undefined;
  /** Only what is still open, or only what is over; left out: both. */
  over?: boolean | undefined;
  most: number;
}

/** Public no more. */
const GONE = ["withdrawn", "merged"] as const;
/** As the index tickets_hazards_open says it (store-back.ts): in other words it would not be taken. */
const OPEN_HAZARD = sql.raw<boolean>(
  `tickets.kind = 'hazard' and tickets.state not in (${states
    .filter(isOver)
    .map((state) => `'${state}'`)
    .join(", ")})`,
);

/** The newest first. What was withdrawn, merged or must be hidden from somebody is public no more. */
export async function publicRows(db: Db, wanted: Wanted): Promise<PublicRow[]> {
  const { codes, most } = wanted;
  if (!codes) return rowsOf(db, wanted);
  // One kind after the other: each is a list that an index keeps in order, all together are none.
  const lists = await Promise.all(codes.map((code) => rowsOf(db, wanted, code)));
  const all = lists.flat().sort((a, b) => b.created_at - a.created_at);
  return all.slice(0, most);
}

async function rowsOf(db: Db, { from, to, ids, over, most }: Wanted, code?: Hazard): Promise<PublicRow[]> {
  // The way in is an index that holds what is asked for: of what is open, the cases' own, for state tells that nowhere
  // else; of all others the list's own copy of what never changes.
  const begun = over === false ? "tickets.created_at" : "ticket_public.begun";
  let rows = db
    .withTables<TicketTables & BackTables>()
    .selectFrom("ticket_public")
    .innerJoin("tickets", "tickets.no", "ticket_public.ticket")
    .select(["no", "kind", "state", "hazard", "unit", "lat", "lon", "datum", "created_at", "since", "due", "words"])
    .where("tickets.sealed", "=", 0);
  if (over === false) rows = rows.where(OPEN_HAZARD);
  else rows = rows.where("tickets.state", "not in", GONE);
  if (over) rows = rows.where("tickets.state", "in", states.filter(isOver));
  if (ids) rows = rows.where("ticket_public.ticket", "in", ids);
  if (code) rows = rows.where("ticket_public.code", "=", code);
  if (from !== undefined) rows = rows.where(begun, ">=", from);
  if (to !== undefined) rows = rows.where(begun, "<=", to);
  const found = await rows.orderBy(begun, "desc").limit(most).execute();
  // Nothing else is ever made public. Asked of the database, its planner would take the list for a seventh of itself.
  return found.filter(({ kind }) => kind === "hazard");
}

export async function makePublic(
  tx: Tx,
  { no, created_at, hazard }: Pick<Ticket, "no" | "created_at" | "hazard">,
  words: string,
  at: number,
): Promise<void> {
  const row: Published = { ticket: no, words, at, begun: created_at, code: hazard ?? "other" };
  await tx
    .withTables<BackTables>()
    .insertInto("ticket_public")
    .values(row)
    .onConflict((conflict) => conflict.column("ticket").doUpdateSet(row))
    .execute();
}

/** False when it was not public. */
export async function makePrivate(tx: Tx, ticket: string): Promise<boolean> {
  const gone = tx.withTables<BackTables>().deleteFrom("ticket_public").where("ticket", "=", ticket).returning("ticket");
  return (await gone.executeTakeFirst()) !== undefined;
}
