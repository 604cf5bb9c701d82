/** What looking back holds of a person, when they leave or turn out to be somebody known. */
import { sql } from "kysely";
import type { Tx } from "#bot";
import type { BackTables } from "../figures/store-back.ts";

/** Nothing asks them any more, no agenda speaks in their words, nothing says that the office's work was theirs. */
export async function forgetBack(tx: Tx, person: string, cases: string[]): Promise<void> {
  const db = tx.withTables<BackTables>();
  const silent = { person: null, remind_at: null };
  await db.updateTable("ticket_surveys").set(silent).where("person", "=", person).execute();
  if (cases.length > 0) {
    await db.updateTable("ticket_agenda_items").set({ title: "" }).where("ticket", "in", cases).execute();
    // Its beginning is known to the month now, here too.
    const begun = sql<number>`(select created_at from tickets where no = ticket_public.ticket)`;
    await db.updateTable("ticket_public").set({ begun }).where("ticket", "in", cases).execute();
  }
  await db.updateTable("ticket_agendas").set({ by_person: "" }).where("by_person", "=", person).execute();
  await db.updateTable("ticket_agendas").set({ approved_by: "" }).where("approved_by", "=", person).execute();
  await db.updateTable("ticket_sources").set({ by_person: null }).where("by_person", "=", person).execute();
  await db.updateTable("ticket_activities").set({ by_person: null }).where("by_person", "=", person).execute();
}

/** What was kept under one house id is another's from now on. */
export async function moveBack(tx: Tx, from: string, into: string): Promise<void> {
  const db = tx.withTables<BackTables>();
  await db.updateTable("ticket_surveys").set({ person: into }).where("person", "=", from).execute();
  await db.updateTable("ticket_agendas").set({ by_person: into }).where("by_person", "=", from).execute();
  await db.updateTable("ticket_agendas").set({ approved_by: into }).where("approved_by", "=", from).execute();
  await db.updateTable("ticket_sources").set({ by_person: into }).where("by_person", "=", from).execute();
  await db.updateTable("ticket_activities").set({ by_person: into }).where("by_person", "=", from).execute();
}
