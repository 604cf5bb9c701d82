/** Changes to what is kept. Everything here runs inside the one transaction that settles a message. */
import { randomInt } from "node:crypto";
import { sql } from "kysely";
import type { FileRef, Kit, Tx } from "#bot";
import { draw } from "../case/numbers.ts";
import { dropFacts, keepFacts } from "../figures/store-facts.ts";
import type { Access, Ticket, TicketEvent, TicketTables } from "./tables.ts";

const of = (tx: Tx) => tx.withTables<TicketTables>();

/** Tries of one length before a longer number is drawn: at a tenth of all numbers taken, eight misses are one in 10^8. */
const TRIES = 8;

/** Takes a number that nobody has. Crowded lengths grow by a digit. */
export async function reserveNumber(tx: Tx): Promise<string> {
  for (let tries = 0; ; tries++) {
    const no = draw((below) => randomInt(below), 6 + Math.min(4, Math.floor(tries / TRIES)));
    const done = await of(tx)
      .insertInto("ticket_numbers")
      .values({ no })
      .onConflict((conflict) => conflict.doNothing())
      .returning("no")
      .executeTakeFirst();
    if (done) return no;
  }
}

export async function insertTicket(tx: Tx, ticket: Ticket): Promise<void> {
  await of(tx).insertInto("tickets").values(ticket).execute();
}

export async function updateTicket(tx: Tx, no: string, change: Partial<Ticket>): Promise<void> {
  await of(tx).updateTable("tickets").set(change).where("no", "=", no).execute();
}

/** When the clock wants these cases again. */
export async function setNext(tx: Tx, nos: string[], next_at: number | null): Promise<void> {
  if (nos.length > 0) await of(tx).updateTable("tickets").set({ next_at }).where("no", "in", nos).execute();
}

/** Whole rows of cases that are there already, written at once. */
export async function putTickets(tx: Tx, rows: Ticket[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { no: _, ...change } = first;
  const now = Object.keys(change).map((name) => [name, sql.ref(`excluded.${name}`)]);
  await of(tx)
    .insertInto("tickets")
    .values(rows)
    .onConflict((conflict) => conflict.column("no").doUpdateSet(Object.fromEntries(now)))
    .execute();
}

/** Adds to the past of a case whose row says already what came of it, and keeps the figures' row in step. */
export async function addEvent(kit: Kit, tx: Tx, event: TicketEvent, files: FileRef[]): Promise<void> {
  await addEvents(tx, [event]);
  if (event.deed === "erase") await dropFacts(tx, [event.ticket]);
  else await keepFacts(kit, tx, [event.ticket]);
  const rows = files.map((file, n) => ({
    ticket: event.ticket,
    seq: event.seq,
    n,
    hash: file.ref.slice(file.ref.indexOf(":") + 1),
    kind: file.kind === "video" ? ("video" as const) : ("image" as const),
  }));
  if (rows.length > 0) await of(tx).insertInto("ticket_files").values(rows).execute();
}

/** Notes that staff, or a handlers' group, saw what the case says. The caller holds the case's lock. */
export async function addAccess(tx: Tx, access: Omit<Access, "n">): Promise<void> {
  const last = of(tx).selectFrom("ticket_access").select("n").where("ticket", "=", access.ticket);
  const n = ((await last.orderBy("n", "desc").limit(1).executeTakeFirst())?.n ?? -1) + 1;
  await of(tx)
    .insertInto("ticket_access")
    .values({ ...access, n })
    .execute();
}

/** Many at once, without pictures; whoever adds them keeps the figures in step. */
export async function addEvents(tx: Tx, events: TicketEvent[]): Promise<void> {
  if (events.length > 0) await of(tx).insertInto("ticket_events").values(events).execute();
}

export async function addHolder(tx: Tx, ticket: string, holder: string): Promise<boolean> {
  const row = of(tx)
    .insertInto("ticket_cards")
    .values({ ticket, holder })
    .onConflict((conflict) => conflict.doNothing())
    .returning("holder");
  return (await row.executeTakeFirst()) !== undefined;
}

export async function dropHolder(tx: Tx, ticket: string, holder: string): Promise<void> {
  await of(tx).deleteFrom("ticket_cards").where("ticket", "=", ticket).where("holder", "=", holder).execute();
}

/** False when the person had joined before. */
export async function addJoiner(tx: Tx, ticket: string, person: string, at: number): Promise<boolean> {
  const row = of(tx)
    .insertInto("ticket_joins")
    .values({ ticket, person, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning("person");
  return (await row.executeTakeFirst()) !== undefined;
}

export async function dropJoiner(tx: Tx, ticket: string, person: string): Promise<void> {
  await of(tx).deleteFrom("ticket_joins").where("ticket", "=", ticket).where("person", "=", person).execute();
}

export async function recuse(tx: Tx, ticket: string, people: string[]): Promise<void> {
  for (const person of people) {
    await of(tx)
      .insertInto("ticket_recused")
      .values({ ticket, person })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function dropWaste(tx: Tx, hashes: string[]): Promise<void> {
  if (hashes.length > 0) await of(tx).deleteFrom("ticket_waste").where("hash", "in", hashes).execute();
}

/** A reporter who leaves: nothing of the case's past says any more that it was theirs. */
export async function detach(tx: Tx, ticket: string, person: string): Promise<void> {
  await of(tx)
    .updateTable("ticket_events")
    .set({ by_person: null })
    .where("ticket", "=", ticket)
    .where("by_person", "=", person)
    .execute();
}
