/** The open cases of many units at once, for looking through them: one question, however many states and units there are. */
import { expressionBuilder, sql } from "kysely";
import type { Db } from "#bot";
import { OPEN } from "../case/moves.ts";
import { inUnits } from "../store/read.ts";
import type { Ticket, TicketTables } from "../store/tables.ts";

/** Units whose own lists are looked through; with more, everybody's list is, of which then most lines fit. */
const FEW_UNITS = 20;

/**
 * As the index tickets_pending says it (store-back.ts): in other words it would not be taken. `coalesce` keeps the planner
 * from the lists by state, which it would gather whole and sort.
 */
const PENDING = sql.raw<boolean>(`coalesce(state, '') in (${OPEN.map((state) => `'${state}'`).join(", ")})`);

/** Open cases in these units, the most urgent first; `null` stands for cases without a unit. */
export async function openIn(db: Db, units: readonly (string | null)[], most: number): Promise<Ticket[]> {
  return units.length === 0 ? [] : open(db, units, most).selectAll().execute();
}

/** The house ids of those who joined these very cases, by case; a case without any is left out. */
export async function joinersIn(
  db: Db,
  units: readonly (string | null)[],
  most: number,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (units.length === 0) return found;
  // The cases are named by the same question, not one by one: hundreds of numbers cost more than asking it twice.
  const rows = db.withTables<TicketTables>().selectFrom("ticket_joins").select(["ticket", "person"]);
  for (const { ticket, person } of await rows.where("ticket", "in", open(db, units, most).select("no")).execute()) {
    const people = found.get(ticket);
    if (people) people.push(person);
    else found.set(ticket, [person]);
  }
  return found;
}

function open(db: Db, units: readonly (string | null)[], most: number) {
  const e = expressionBuilder<TicketTables, "tickets">();
  const rows = db.withTables<TicketTables>().selectFrom("tickets").limit(most);
  // Each written so that one index alone fits: few units' own lists, or everybody's in the order of the days.
  if (units.length <= FEW_UNITS) {
    const own = rows.where("state", "in", OPEN).where(inUnits(units));
    return own.orderBy(sql`coalesce(${e.ref("due")}, '')`);
  }
  const places = units.map((unit) => unit ?? "");
  const here = e(sql<string>`coalesce(${e.ref("unit")}, '')`, "in", places);
  return rows.where(PENDING).where(here).orderBy("due");
}
