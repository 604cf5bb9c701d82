/** What answering took of the model today, by person, by chat and in all; and what was said once a day. */
import type { Db, Migration, Tx } from "#bot";

export interface Spent {
  day: string;
  /** "person <id>", "chat <address>" or "all". */
  scope: string;
  asked: number;
  read: number;
  written: number;
}

type Tables = { policy_spent: Spent; policy_told: { day: string; name: string } };
const tables = (db: Db) => db.withTables<Tables>();

export const spentMigration: Migration = {
  id: "004-spent",
  up: [
    `create table policy_spent (day text not null, scope text not null, asked bigint not null, read bigint not null,
      written bigint not null, primary key (day, scope))`,
    "create index policy_spent_scope on policy_spent (scope)",
    "create table policy_told (day text not null, name text not null, primary key (day, name))",
  ],
};

export async function spentOn(db: Db, day: string, scopes: string[]): Promise<Map<string, Spent>> {
  const rows = await tables(db)
    .selectFrom("policy_spent")
    .selectAll()
    .where("day", "=", day)
    .where("scope", "in", scopes)
    .execute();
  return new Map(rows.map((row) => [row.scope, row]));
}

export async function spend(tx: Tx, row: Spent): Promise<void> {
  await tables(tx)
    .insertInto("policy_spent")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["day", "scope"]).doUpdateSet(({ ref, eb }) => ({
        asked: eb(ref("policy_spent.asked"), "+", row.asked),
        read: eb(ref("policy_spent.read"), "+", row.read),
        written: eb(ref("policy_spent.written"), "+", row.written),
      })),
    )
    .execute();
}

/** True for the first who wants to say it on that day. */
export async function firstToday(tx: Tx, day: string, name: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto("policy_told")
    .values({ day, name })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Yesterday's counts are of no more use. */
export async function dropSpentBefore(tx: Tx, day: string): Promise<void> {
  await tables(tx).deleteFrom("policy_spent").where("day", "<", day).execute();
  await tables(tx).deleteFrom("policy_told").where("day", "<", day).execute();
}

export async function forgetSpent(tx: Tx, person: string): Promise<void> {
  await tables(tx).deleteFrom("policy_spent").where("scope", "=", `person ${person}`).execute();
}
