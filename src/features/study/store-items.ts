/** Queries about items and their sends. */
import type { Db, Tx } from "#bot";
import { type Item, type Send, tables } from "./store.ts";

/** Everything that was not withdrawn, the newest wording first. */
export function itemsOf(db: Db): Promise<Item[]> {
  return tables(db)
    .selectFrom("study_items")
    .selectAll()
    .where("status", "!=", "withdrawn")
    .orderBy("changed", "desc")
    .orderBy("id")
    .execute();
}

export function itemById(db: Db, id: string): Promise<Item | undefined> {
  return tables(db).selectFrom("study_items").selectAll().where("id", "=", id).executeTakeFirst();
}

export function approvedItems(db: Db): Promise<Item[]> {
  return tables(db)
    .selectFrom("study_items")
    .selectAll()
    .where("status", "=", "approved")
    .orderBy("approved_at")
    .orderBy("ord")
    .orderBy("id")
    .execute();
}

/** Inserts the item, or replaces everything about it. */
export async function keepItem(tx: Tx, item: Item): Promise<void> {
  const { id: _, ...rest } = item;
  await tables(tx)
    .insertInto("study_items")
    .values(item)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(rest))
    .execute();
}

/** Takes back what was planned but not yet sent. */
export async function unplan(tx: Tx, item: string): Promise<void> {
  await tables(tx).deleteFrom("study_sends").where("item", "=", item).where("status", "=", "planned").execute();
}

export function sendsOf(db: Db, item: string): Promise<Send[]> {
  return tables(db).selectFrom("study_sends").selectAll().where("item", "=", item).orderBy("chat").execute();
}

/** What a chat gets or got in push, with the source of each item: for caps and for the next free day. */
export async function plansFor(
  db: Db,
  chat: string,
): Promise<(Send & { source: Item["source"]; series: string; ord: number; slot: string })[]> {
  return tables(db)
    .selectFrom("study_sends")
    .innerJoin("study_items", "study_items.id", "study_sends.item")
    .selectAll("study_sends")
    .select(["study_items.source", "study_items.series", "study_items.ord", "study_items.slot"])
    .where("study_sends.chat", "=", chat)
    .where("study_sends.status", "in", ["planned", "sent"])
    .execute();
}

/** One row for each item and chat: planned anew, whatever became of it before. */
export async function plan(tx: Tx, item: string, chat: string, due: number): Promise<void> {
  const fresh = { due, status: "planned" as const, at: null };
  await tables(tx)
    .insertInto("study_sends")
    .values({ item, chat, ...fresh })
    .onConflict((conflict) => conflict.columns(["item", "chat"]).doUpdateSet(fresh))
    .execute();
}

export async function markSend(
  tx: Tx,
  item: string,
  chat: string,
  change: Partial<Omit<Send, "item" | "chat">>,
): Promise<void> {
  await tables(tx).updateTable("study_sends").set(change).where("item", "=", item).where("chat", "=", chat).execute();
}

/** How many different people were given an item. */
export async function readersOf(db: Db, item: string): Promise<number> {
  const { n } = await tables(db)
    .selectFrom("study_given")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("item", "=", item)
    .executeTakeFirstOrThrow();
  return Number(n);
}
