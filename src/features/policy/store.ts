/** What policy keeps: imported texts, each person's last question for a day, and counts of 有用 and 没用. */
import type { Db, Member, Migration, Rights, Tx } from "#bot";
import type { Document } from "./library/document.ts";

interface DocumentRow {
  id: string;
  name: string;
  hash: string;
  title: string;
  /** "published", or "flagged": kept and listed, never quoted. */
  status: string;
  content: string;
  /** JSON list of words. */
  flags: string;
  at: number;
}

/** The last question of a person in a chat: what 转人工, 看全文, 有用 and 没用 refer to. Gone after a day. */
export interface Last {
  person: string;
  chat: string;
  question: string;
  /** JSON list of {hash, start, end}: what was quoted, and whether it was cut. */
  quoted: string;
  /** 1 once staff were told of it. */
  handed: number;
  rated: number;
  expires: number;
}

interface FeedbackRow {
  id: string;
  day: string;
  useful: number;
  /** JSON list of "《title》第七条"; no question and no person. */
  quoted: string;
}

type Tables = {
  policy_documents: DocumentRow;
  policy_last: Last;
  policy_feedback: FeedbackRow;
};

const HOUR_MS = 3_600_000;

/** A day from now, back to the full hour: what is forgotten together takes one tick. */
export function dayFrom(now: number): number {
  return Math.floor((now + 24 * HOUR_MS) / HOUR_MS) * HOUR_MS;
}

export const migrations: Migration[] = [
  {
    id: "001-policy",
    up: [
      `create table policy_documents (id text primary key, name text not null, hash text not null unique, title text not null,
        status text not null, content text not null, flags text not null, at bigint not null)`,
      `create table policy_last (person text not null, chat text not null, question text not null, quoted text not null,
        handed integer not null, rated integer not null, expires bigint not null, primary key (person, chat))`,
      "create index policy_last_expires on policy_last (expires)",
      "create index policy_last_chat on policy_last (chat)",
      "create table policy_feedback (id text primary key, day text not null, useful integer not null, quoted text not null)",
    ],
  },
];

const tables = (db: Db) => db.withTables<Tables>();

/** Changes whenever an imported text is added, so that other processes read it too. */
export async function documentsRevision(db: Db): Promise<string> {
  const row = await tables(db)
    .selectFrom("policy_documents")
    .select(({ fn }) => [fn.countAll<number>().as("n"), fn.max("at").as("at")])
    .executeTakeFirst();
  return `${row?.n ?? 0} ${row?.at ?? 0}`;
}

export async function publishedTexts(db: Db): Promise<{ name: string; content: string }[]> {
  return tables(db).selectFrom("policy_documents").select(["name", "content"]).orderBy("at").orderBy("id").execute();
}

/** False when the same text is there already. */
export async function keepDocument(tx: Tx, document: Document, at: number): Promise<boolean> {
  const { id, name, hash, raw, front, flags } = document;
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto("policy_documents")
    .values({
      id,
      name,
      hash,
      title: front.title,
      status: flags.length > 0 ? "flagged" : "published",
      content: raw,
      flags: JSON.stringify(flags),
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

/** This person's last question in this chat, while it is remembered. */
export async function lastOf(db: Db, person: string, chat: string, now: number): Promise<Last | undefined> {
  return tables(db)
    .selectFrom("policy_last")
    .selectAll()
    .where("person", "=", person)
    .where("chat", "=", chat)
    .where("expires", ">", now)
    .executeTakeFirst();
}

/** What was quoted last in this chat, to whomever: policy texts are public, the question is not read. */
export async function lastQuoted(db: Db, chat: string, now: number): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom("policy_last")
    .select("quoted")
    .where("chat", "=", chat)
    .where("expires", ">", now)
    .where("quoted", "!=", "[]")
    .orderBy("expires", "desc")
    .executeTakeFirst();
  return row?.quoted;
}

/** Remembers it for a day, in place of the one before. */
export async function remember(tx: Tx, last: Last): Promise<void> {
  const { person: _, chat: __, ...rest } = last;
  await tables(tx)
    .insertInto("policy_last")
    .values(last)
    .onConflict((conflict) => conflict.columns(["person", "chat"]).doUpdateSet(rest))
    .execute();
}

export async function nextExpiry(db: Db): Promise<number | undefined> {
  const row = await tables(db)
    .selectFrom("policy_last")
    .select(({ fn }) => fn.min("expires").as("at"))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

export async function dropExpired(tx: Tx, now: number): Promise<void> {
  await tables(tx).deleteFrom("policy_last").where("expires", "<=", now).execute();
}

export async function keepFeedback(tx: Tx, row: FeedbackRow): Promise<void> {
  await tables(tx).insertInto("policy_feedback").values(row).execute();
}

/** The person's remembered questions go; feedback was never theirs by name. */
export function rights(words: { title: string; line(question: string): string; erased(n: number): string }): Rights {
  const mine = (db: Db, person: Member) => tables(db).selectFrom("policy_last").where("person", "=", person.id);
  return {
    async export(db, person) {
      const rows = await mine(db, person).select(["chat", "question", "expires"]).orderBy("expires").execute();
      const asked = rows.filter((row) => row.question !== "");
      return { title: words.title, lines: asked.map((row) => words.line(row.question)), data: rows };
    },
    async erase(tx, person) {
      const { numDeletedRows } = await tables(tx)
        .deleteFrom("policy_last")
        .where("person", "=", person.id)
        .executeTakeFirst();
      return Number(numDeletedRows) > 0 ? [words.erased(Number(numDeletedRows))] : [];
    },
  };
}
