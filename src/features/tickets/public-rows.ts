/** Hazards that were made public, while they still stand. */
import type { Db, Tx } from "#bot";
import { isOver, states } from "./lifecycle.ts";
import type { PublicRow } from "./open311.ts";
import type { Ticket, TicketTables } from "./store.ts";
import type { BackTables } from "./store-back.ts";

export interface Wanted {
  /** Epoch ms of the case's beginning. */
  from?: number | undefined;
  to?: number | undefined;
  ids?: string[] | undefined;
  /** Kinds of hazards; left out: all. */
  codes?: string[] | undefined;
  /** Only what is still open, or only what is over; left out: both. */
  over?: boolean | undefined;
  most: number;
}

/** Public no more. */
const GONE = ["withdrawn", "merged"] as const;

/** The newest first. What was withdrawn, merged or must be hidden from somebody is public no more. */
export function publicRows(db: Db, { from, to, ids, codes, over, most }: Wanted): Promise<PublicRow[]> {
  let rows = db
    .withTables<TicketTables & BackTables>()
    .selectFrom("ticket_public")
    .innerJoin("tickets", "tickets.no", "ticket_public.ticket")
    .select(["no", "state", "hazard", "unit", "lat", "lon", "datum", "created_at", "since", "due", "words"])
    .where("tickets.kind", "=", "hazard")
    .where("tickets.sealed", "=", 0)
    .where("tickets.state", "not in", GONE);
  if (ids) rows = rows.where("ticket_public.ticket", "in", ids);
  if (codes) rows = rows.where((e) => e(e.fn.coalesce("tickets.hazard", e.val("other")), "in", codes));
  if (over !== undefined)
    rows = rows.where(
      "tickets.state",
      "in",
      states.filter((state) => isOver(state) === over),
    );
  // By the list's own copy of the beginning: its index is the way in, not the cases'.
  if (from !== undefined) rows = rows.where("ticket_public.begun", ">=", from);
  if (to !== undefined) rows = rows.where("ticket_public.begun", "<=", to);
  return rows.orderBy("ticket_public.begun", "desc").limit(most).execute();
}

export async function makePublic(
  tx: Tx,
  { no, created_at }: Pick<Ticket, "no" | "created_at">,
  words: string,
  at: number,
): Promise<void> {
  const row = { ticket: no, words, at, begun: created_at };
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
