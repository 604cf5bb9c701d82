/** Who was asked for a verdict, and the verdicts. `db` may be the database or a transaction. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "#bot";
import type { BackTables, Rating, RatingWords, Score, Survey } from "../figures/store-back.ts";
import { BATCH, goesOn } from "../store/batches.ts";

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

/** Verdicts of one unit, or on one kind of case. */
export interface Votes<K extends string = string> {
  key: K;
  n: number;
  /** 满意 and 基本满意. */
  content: number;
}

/** A month's verdicts on these units' cases, added up by unit or by kind. */
export async function votesIn<K extends "unit" | "kind">(
  db: Db,
  by: K,
  units: readonly string[],
  month: string,
): Promise<Votes<Rating[K]>[]> {
  if (units.length === 0) return [];
  const bad: Score = "bad";
  const rows = await of(db)
    .selectFrom("ticket_ratings")
    .select(({ ref, fn }) => [
      ref(by).as("key"),
      fn.sum<number>("n").as("n"),
      sql<number>`sum(case when ${ref("score")} = ${bad} then 0 else ${ref("n")} end)`.as("content"),
    ])
    .where("unit", "in", units)
    .where("month", "=", month)
    .groupBy(by)
    .execute();
  return rows as Votes<Rating[K]>[];
}

/**
 * Remarks on a month's verdicts, only of units with `least` of them: by their random ids, not in the order in which they
 * were said.
 */
export async function remarksIn(
  db: Db,
  units: readonly string[],
  month: string,
  least: number,
  most: number,
): Promise<string[]> {
  if (units.length === 0) return [];
  const rows = of(db).selectFrom("ticket_rating_words").where("unit", "in", units).where("month", "=", month);
  const many = await rows
    .select("unit")
    .groupBy("unit")
    .having((e) => e.fn.countAll(), ">=", least)
    .execute();
  if (many.length === 0) return [];
  const here = many.map(({ unit }) => unit);
  const words = of(db).selectFrom("ticket_rating_words").select("text").where("unit", "in", here);
  return (await words.where("month", "=", month).orderBy("id").limit(most).execute()).map(({ text }) => text);
}
