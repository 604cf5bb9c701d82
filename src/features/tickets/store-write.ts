/** Changes to what is kept. Everything here runs inside the one transaction that settles a message. */
import { randomInt } from "node:crypto";
import type { FileRef, Tx } from "#bot";
import { draw } from "./numbers.ts";
import type { Access, Ticket, TicketEvent, TicketTables } from "./store.ts";
import { accessOf } from "./store-read.ts";

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

export async function addEvent(tx: Tx, event: TicketEvent, files: FileRef[]): Promise<void> {
  await of(tx).insertInto("ticket_events").values(event).execute();
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
  const n = (await accessOf(tx, access.ticket)).length;
  await of(tx)
    .insertInto("ticket_access")
    .values({ ...access, n })
    .execute();
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
