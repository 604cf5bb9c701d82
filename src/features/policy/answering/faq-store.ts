/** Common answers: what staff answered for good, with its source, agreed by two secretaries, to be looked at again. */
import type { Db, Migration, Tx } from "#bot";

export interface Faq {
  /** "Q12": how secretaries speak of it. */
  code: string;
  /** A secretary's words, never the asker's; empty in a candidate. */
  question: string;
  answer: string;
  /** Whose answer it is, and for whom; null: of the whole house. */
  unit: string | null;
  unit_name: string;
  /** The case that it was given in; empty when a secretary wrote it. */
  source: string;
  /** "2026-11-23": when it was given. */
  day: string;
  /** Until this day it is used; then it must be looked at again. */
  review: string;
  /** candidate: a reply that may become one; draft: waits for the second look. */
  status: "candidate" | "draft" | "published" | "returned" | "retired";
  /** House ids; emptied when the person is erased. */
  author: string;
  approver: string;
  /** 1 once the secretaries were told of what it waits for. */
  told: number;
  changed: number;
}

/** What stands in place of a document's hash where a common answer was said. */
export const COMMON = "faq:";

type Tables = { policy_faq: Faq };
const tables = (db: Db) => db.withTables<Tables>();

export const faqMigration: Migration = {
  id: "004-faq",
  up: [
    `create table policy_faq (code text primary key, question text not null, answer text not null, unit text,
      unit_name text not null, source text not null, day text not null, review text not null, status text not null,
      author text not null, approver text not null, told integer not null, changed bigint not null)`,
    "create index policy_faq_status on policy_faq (status, review)",
    "create index policy_faq_told on policy_faq (told, status)",
  ],
};

/** In use on a day. */
export async function publishedFaq(db: Db, day: string): Promise<Faq[]> {
  return tables(db)
    .selectFrom("policy_faq")
    .selectAll()
    .where("status", "=", "published")
    .where("review", ">", day)
    .where("day", "<=", day)
    .execute();
}

/** Everything that is not over, as secretaries see it. */
export async function openFaq(db: Db): Promise<Faq[]> {
  return tables(db)
    .selectFrom("policy_faq")
    .selectAll()
    .where("status", "in", ["candidate", "draft", "published"])
    .orderBy("changed")
    .orderBy("code")
    .execute();
}

export async function faqByCode(db: Db, code: string): Promise<Faq | undefined> {
  return tables(db).selectFrom("policy_faq").selectAll().where("code", "=", code).executeTakeFirst();
}

/** The next free code; the caller holds the lock "policy:faq". */
export async function nextCode(tx: Tx): Promise<string> {
  const row = await tables(tx)
    .selectFrom("policy_faq")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirst();
  return `Q${(row?.n ?? 0) + 1}`;
}

export async function keepFaq(tx: Tx, row: Faq): Promise<void> {
  const { code: _, ...rest } = row;
  await tables(tx)
    .insertInto("policy_faq")
    .values(row)
    .onConflict((conflict) => conflict.column("code").doUpdateSet(rest))
    .execute();
}

/** What the secretaries have not been told of: new candidates, and what must be looked at again by a day. */
export async function untold(db: Db, day: string): Promise<Faq[]> {
  return tables(db)
    .selectFrom("policy_faq")
    .selectAll()
    .where("told", "=", 0)
    .where(({ or, eb, and }) =>
      or([eb("status", "=", "candidate"), and([eb("status", "=", "published"), eb("review", "<=", day)])]),
    )
    .orderBy("changed")
    .execute();
}

/** The moment of the oldest untold candidate, and the first day on which something must be looked at again. */
export async function nextUntold(db: Db): Promise<{ at: number | undefined; review: string | undefined }> {
  const rows = tables(db).selectFrom("policy_faq").where("told", "=", 0);
  const candidate = await rows
    .where("status", "=", "candidate")
    .select(({ fn }) => fn.min("changed").as("at"))
    .executeTakeFirst();
  const due = await rows
    .where("status", "=", "published")
    .select(({ fn }) => fn.min("review").as("review"))
    .executeTakeFirst();
  return { at: candidate?.at ?? undefined, review: due?.review ?? undefined };
}

/** Who wrote or agreed is forgotten; what they wrote for the house stays, it names nobody. */
export async function forgetAuthor(tx: Tx, person: string): Promise<void> {
  for (const column of ["author", "approver"] as const)
    await tables(tx)
      .updateTable("policy_faq")
      .set({ [column]: "" })
      .where(column, "=", person)
      .execute();
}
