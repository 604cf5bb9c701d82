/** Queries about one person's own study: seen by nobody else. */
import type { Db, Tx } from "#bot";
import { type Reader, tables } from "./store.ts";

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

export async function givenTo(db: Db, person: string): Promise<Set<string>> {
  const rows = await tables(db).selectFrom("study_given").select("item").where("person", "=", person).execute();
  return new Set(rows.map((row) => row.item));
}

export async function give(tx: Tx, person: string, item: string, day: string): Promise<void> {
  await tables(tx)
    .insertInto("study_given")
    .values({ person, item, day })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function takeBack(tx: Tx, person: string, item: string): Promise<void> {
  await tables(tx).deleteFrom("study_given").where("person", "=", person).where("item", "=", item).execute();
}
