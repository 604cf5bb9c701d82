/** Queries about one person's own study: seen by nobody else. */
import type { Db, Tx } from "#bot";
import { wordingOf } from "./hash.ts";
import { type Item, type Reader, tables } from "./store.ts";

const NOBODY: Omit<Reader, "person"> = {
  paused: 0,
  shifts: "[]",
  next_at: null,
  series: "",
  last_item: "",
  snooze_item: "",
  snooze_at: null,
};

/** What the person asked for; the defaults when they never did. */
export async function readerOf(db: Db, person: string): Promise<Reader> {
  const row = await tables(db).selectFrom("study_readers").selectAll().where("person", "=", person).executeTakeFirst();
  return row ?? { person, ...NOBODY };
}

export async function changeReader(tx: Tx, person: string, change: Partial<Omit<Reader, "person">>): Promise<void> {
  await tables(tx)
    .insertInto("study_readers")
    .values({ person, ...NOBODY, ...change })
    .onConflict((conflict) => conflict.column("person").doUpdateSet(change))
    .execute();
}

/** Of these items, those that the person was given in their present wording. */
export async function givenTo(
  db: Db,
  person: string,
  items: readonly Pick<Item, "id" | "title" | "text">[],
): Promise<Set<string>> {
  const rows = await tables(db)
    .selectFrom("study_given")
    .select(["item", "wording"])
    .where("person", "=", person)
    .execute();
  const read = new Map(rows.map((row) => [row.item, row.wording]));
  return new Set(items.filter((item) => read.get(item.id) === wordingOf(item)).map((item) => item.id));
}

export async function give(
  tx: Tx,
  person: string,
  item: Pick<Item, "id" | "title" | "text">,
  day: string,
): Promise<void> {
  const fresh = { day, wording: wordingOf(item) };
  await tables(tx)
    .insertInto("study_given")
    .values({ person, item: item.id, ...fresh })
    .onConflict((conflict) => conflict.columns(["person", "item"]).doUpdateSet(fresh))
    .execute();
}

/**
 * Takes this person's turn of a tick: true for the one caller that finds them neither paused nor served meanwhile,
 * so that 暂停 holds at once even while a push is being put together.
 */
export async function takeTurn(
  tx: Tx,
  reader: Reader,
  why: "next_at" | "snooze_at",
  change: Partial<Omit<Reader, "person">>,
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable("study_readers")
    .set(change)
    .where("person", "=", reader.person)
    .where("paused", "=", 0)
    .where(why, "=", reader[why])
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

export async function takeBack(tx: Tx, person: string, item: string): Promise<void> {
  await tables(tx).deleteFrom("study_given").where("person", "=", person).where("item", "=", item).execute();
}
