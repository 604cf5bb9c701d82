/** Agendas as they are kept. `db` may be the database or a transaction. */
import { randomBytes } from "node:crypto";
import type { Db, Tx } from "#bot";
import type { Agenda, AgendaItem, BackTables } from "../figures/store-back.ts";

const of = (db: Db) => db.withTables<BackTables>();

export interface WithItems extends Agenda {
  items: AgendaItem[];
}

/** What this person is drawing up or has sent for approval. */
export async function agendaBy(db: Db, person: string): Promise<WithItems | undefined> {
  const row = of(db).selectFrom("ticket_agendas").selectAll().where("by_person", "=", person);
  const found = await row
    .where("state", "in", ["draft", "in_review"])
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return found && { ...found, items: await itemsOf(db, found.id) };
}

export async function agendaById(db: Db, id: string): Promise<WithItems | undefined> {
  const found = await of(db).selectFrom("ticket_agendas").selectAll().where("id", "=", id).executeTakeFirst();
  return found && { ...found, items: await itemsOf(db, found.id) };
}

/** Takes the place of whatever this person was drawing up. Approved ones stay. */
export async function drawUp(
  tx: Tx,
  agenda: Pick<Agenda, "unit" | "by_person" | "at">,
  items: Omit<AgendaItem, "agenda" | "n">[],
): Promise<WithItems> {
  const before = of(tx).deleteFrom("ticket_agendas").where("by_person", "=", agenda.by_person);
  const gone = await before.where("state", "in", ["draft", "in_review"]).returning("id").execute();
  for (const { id } of gone) await of(tx).deleteFrom("ticket_agenda_items").where("agenda", "=", id).execute();
  const id = randomBytes(4).toString("hex");
  const row: Agenda = { ...agenda, id, state: "draft", approved_by: null };
  await of(tx).insertInto("ticket_agendas").values(row).execute();
  const rows = items.map((item, i) => ({ ...item, agenda: id, n: i + 1 }));
  if (rows.length > 0) await of(tx).insertInto("ticket_agenda_items").values(rows).execute();
  return { ...row, items: rows };
}

/** Any change voids what was sent for approval. */
export async function editItem(tx: Tx, agenda: string, n: number, title: string | null, at: number): Promise<void> {
  const item = { agenda, n };
  if (title === null)
    await of(tx).deleteFrom("ticket_agenda_items").where("agenda", "=", agenda).where("n", "=", n).execute();
  else
    await of(tx)
      .updateTable("ticket_agenda_items")
      .set({ title })
      .where("agenda", "=", item.agenda)
      .where("n", "=", n)
      .execute();
  await setAgenda(tx, agenda, { state: "draft", at });
}

export async function setAgenda(tx: Tx, id: string, change: Partial<Agenda>): Promise<void> {
  await of(tx).updateTable("ticket_agendas").set(change).where("id", "=", id).execute();
}

/** Was this case before a meeting whose agenda was approved? */
export async function wasBefore(db: Db, ticket: string): Promise<boolean> {
  const row = of(db)
    .selectFrom("ticket_agenda_items")
    .innerJoin("ticket_agendas", "ticket_agendas.id", "ticket_agenda_items.agenda")
    .select("ticket_agendas.id")
    .where("ticket_agenda_items.ticket", "=", ticket)
    .where("ticket_agendas.state", "=", "approved");
  return (await row.limit(1).executeTakeFirst()) !== undefined;
}

function itemsOf(db: Db, agenda: string): Promise<AgendaItem[]> {
  return of(db).selectFrom("ticket_agenda_items").selectAll().where("agenda", "=", agenda).orderBy("n").execute();
}
