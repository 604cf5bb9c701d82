/** Who was asked for a verdict, and the verdicts. `db` may be the database or a transaction. */
import { randomUUID } from "node:crypto";
import type { Db, Tx } from "#bot";
import { BATCH, goesOn } from "./batches.ts";
import type { BackTables, Rating, RatingWords, Survey } from "./store-back.ts";

const of = (db: Db) => db.withTables<BackTables>();

export function surveyOf(db: Db, ticket: string): Promise<Survey | undefined> {
  return of(db).selectFrom("ticket_surveys").selectAll().where("ticket", "=", ticket).executeTakeFirst();
}

/** Cases for which this person was asked and has not answered. */
export async function unanswered(db: Db, person: string): Promise<Set<string>> {
  const rows = of(db).selectFrom("ticket_surveys").select("ticket").where("person", "=", person);
  return new Set((await rows.where("answered", "=", 0).execute()).map((row) => row.ticket));
}

/** False when this case was asked about before: nobody is asked twice. */
export async function addSurvey(tx: Tx, survey: Survey): Promise<boolean> {
  const row = of(tx)
    .insertInto("ticket_surveys")
    .values(survey)
    .onConflict((conflict) => conflict.doNothing())
    .returning("ticket");
  return (await row.executeTakeFirst()) !== undefined;
}

/** False when it was answered before. From now on nothing says whom the case's verdict came from. */
export async function answered(tx: Tx, ticket: string): Promise<boolean> {
  const row = of(tx)
    .updateTable("ticket_surveys")
    .set({ person: null, remind_at: null, answered: 1 })
    .where("ticket", "=", ticket)
    .where("answered", "=", 0)
    .returning("ticket");
  return (await row.executeTakeFirst()) !== undefined;
}

export async function setReminder(tx: Tx, ticket: string, at: number | null): Promise<void> {
  await of(tx).updateTable("ticket_surveys").set({ remind_at: at }).where("ticket", "=", ticket).execute();
}

/** The earliest reminder. */
export async function nextReminder(db: Db, after: number): Promise<number | undefined> {
  const rows = of(db).selectFrom("ticket_surveys").select(["ticket", "remind_at"]).where("remind_at", "is not", null);
  const row = await rows.orderBy("remind_at").orderBy("ticket").limit(1).executeTakeFirst();
  return row && row.remind_at !== null && row.remind_at < after ? goesOn(row.ticket) : (row?.remind_at ?? undefined);
}

export function remindersBy(db: Db, moment: number): Promise<Survey[]> {
  const rows = of(db).selectFrom("ticket_surveys").selectAll().where("remind_at", "<=", moment);
  return rows.orderBy("remind_at").orderBy("ticket").limit(BATCH).execute();
}

export async function countRating(tx: Tx, rating: Omit<Rating, "n">): Promise<void> {
  await of(tx)
    .insertInto("ticket_ratings")
    .values({ ...rating, n: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["unit", "month", "kind", "score"])
        .doUpdateSet((now) => ({ n: now("ticket_ratings.n", "+", 1) })),
    )
    .execute();
}

export async function addRatingWords(tx: Tx, words: Omit<RatingWords, "id">): Promise<void> {
  await of(tx)
    .insertInto("ticket_rating_words")
    .values({ ...words, id: randomUUID() })
    .execute();
}

export async function ratingsIn(db: Db, units: string[], month: string): Promise<Rating[]> {
  if (units.length === 0) return [];
  const rows = of(db).selectFrom("ticket_ratings").selectAll().where("unit", "in", units).where("month", "=", month);
  return rows.execute();
}

/** By their random ids: not in the order in which they were said. */
export async function ratingWordsIn(db: Db, units: string[], month: string): Promise<RatingWords[]> {
  if (units.length === 0) return [];
  const rows = of(db).selectFrom("ticket_rating_words").selectAll().where("unit", "in", units);
  return rows.where("month", "=", month).orderBy("id").execute();
}
