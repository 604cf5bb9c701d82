/** Queries about who comes. */
import type { Db, Tx } from "#bot";
import { type CallOut, type News, type SignUp, tables } from "./store.ts";

export const LIVE = ["signed_up", "waitlisted"] as const;

/** Everybody who has a place or waits, in order of arrival. */
export function live(db: Db, callout: string): Promise<SignUp[]> {
  return tables(db)
    .selectFrom("callout_signups")
    .selectAll()
    .where("callout", "=", callout)
    .where("status", "in", LIVE)
    .orderBy("seq")
    .execute();
}

export function signUpOf(db: Db, callout: string, person: string): Promise<SignUp | undefined> {
  return tables(db)
    .selectFrom("callout_signups")
    .selectAll()
    .where("callout", "=", callout)
    .where("person", "=", person)
    .executeTakeFirst();
}

/** A person's sign-ups, whatever became of them, with their call-outs; the latest start first. */
export async function historyOf(db: Db, person: string): Promise<{ signUp: SignUp; callout: CallOut }[]> {
  const signUps = await tables(db).selectFrom("callout_signups").selectAll().where("person", "=", person).execute();
  if (signUps.length === 0) return [];
  const ids = signUps.map((signUp) => signUp.callout);
  const callouts = await tables(db).selectFrom("callouts").selectAll().where("id", "in", ids).execute();
  const byId = new Map(callouts.map((callout) => [callout.id, callout]));
  return signUps
    .flatMap((signUp) => {
      const callout = byId.get(signUp.callout);
      return callout ? [{ signUp, callout }] : [];
    })
    .sort((a, b) => b.callout.starts - a.callout.starts);
}

/** What a person has on the calendar: live sign-ups to open call-outs that are not over. */
export async function commitmentsOf(
  db: Db,
  person: string,
  now: number,
): Promise<{ signUp: SignUp; callout: CallOut }[]> {
  const all = await historyOf(db, person);
  return all.filter(
    ({ signUp, callout }) =>
      callout.status === "open" &&
      callout.ends > now &&
      (signUp.status === "signed_up" || signUp.status === "waitlisted"),
  );
}

/** The person joins at the end of the line, anew if they had left. */
export async function joinLine(tx: Tx, callout: string, person: string, party: number, at: number): Promise<void> {
  const { max } = await tables(tx)
    .selectFrom("callout_signups")
    .select(({ fn }) => fn.max("seq").as("max"))
    .where("callout", "=", callout)
    .executeTakeFirstOrThrow();
  const fresh = { party, status: "waitlisted" as const, seq: Number(max ?? 0) + 1, at, passed: null };
  await tables(tx)
    .insertInto("callout_signups")
    .values({ callout, person, ...fresh, in_at: null, out_at: null, minutes: null })
    .onConflict((conflict) => conflict.columns(["callout", "person"]).doUpdateSet(fresh))
    .execute();
}

export async function mark(
  tx: Tx,
  callout: string,
  person: string,
  change: Partial<Pick<SignUp, "status" | "passed" | "in_at" | "out_at" | "minutes">>,
): Promise<void> {
  await tables(tx)
    .updateTable("callout_signups")
    .set(change)
    .where("callout", "=", callout)
    .where("person", "=", person)
    .execute();
}

/** Keeps news for later; the latest about one call-out is the one that counts. */
export async function owe(tx: Tx, news: News): Promise<void> {
  await tables(tx)
    .insertInto("callout_news")
    .values(news)
    .onConflict((conflict) => conflict.columns(["callout", "person"]).doUpdateSet({ kind: news.kind, at: news.at }))
    .execute();
}
