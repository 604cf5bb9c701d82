/** What policy keeps: imported texts, each person's last question for a day, and counts of 有用 and 没用. */
import type { Db, Member, Migration, Rights, Tx } from "#bot";
import { faqMigration, forgetAuthor } from "./answering/faq-store.ts";
import { dropGaps, gapMigration, gapsOf, handGaps } from "./answering/gap-store.ts";
import { forgetSpent, spentMigration } from "./answering/spent-store.ts";
import { vectorMigration } from "./retrieval/vector-rows.ts";
import { type DocumentRow, libraryMigrations } from "./store-library.ts";

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
  /** When it was asked: a short question soon after goes on from it. */
  asked: number;
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
  ...libraryMigrations,
  { id: "004-follow-ups", up: ["alter table policy_last add column asked bigint not null default 0"] },
  faqMigration,
  gapMigration,
  spentMigration,
  vectorMigration,
];

const tables = (db: Db) => db.withTables<Tables>();

/** Changes whenever an imported text is added, published or taken away, so that other processes read it too. */
export async function documentsRevision(db: Db): Promise<string> {
  const row = await tables(db)
    .selectFrom("policy_documents")
    .select(({ fn }) => [fn.countAll<number>().as("n"), fn.max("at").as("at"), fn.max("changed").as("changed")])
    .executeTakeFirst();
  return `${row?.n ?? 0} ${row?.at ?? 0} ${row?.changed ?? 0}`;
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

interface RightsWords {
  title: string;
  line(question: string): string;
  erased(n: number): string;
  gaps: { line(question: string): string; erased(n: number): string };
}

/** The person's remembered questions go, and those nobody answered; feedback was never theirs by name. */
export function rights(words: RightsWords): Rights {
  const mine = (db: Db, person: Member) => tables(db).selectFrom("policy_last").where("person", "=", person.id);
  return {
    async export(db, person) {
      const rows = await mine(db, person).select(["chat", "question", "expires"]).orderBy("expires").execute();
      const asked = rows.filter((row) => row.question !== "").map((row) => words.line(row.question));
      const gaps = await gapsOf(db, person.id);
      const unanswered = gaps.map(({ day, question, kind }) => ({ day, question, kind }));
      const lines = [...asked, ...gaps.map((row) => words.gaps.line(row.question))];
      return { title: words.title, lines, data: { asked: rows, unanswered } };
    },
    async erase(tx, person) {
      const { numDeletedRows } = await tables(tx)
        .deleteFrom("policy_last")
        .where("person", "=", person.id)
        .executeTakeFirst();
      const gaps = await gapsOf(tx, person.id);
      await dropGaps(tx, gaps);
      await forgetSpent(tx, person.id);
      await forgetAuthor(tx, person.id);
      return [
        ...(Number(numDeletedRows) > 0 ? [words.erased(Number(numDeletedRows))] : []),
        ...(gaps.length > 0 ? [words.gaps.erased(gaps.length)] : []),
      ];
    },
    async merge(tx, from, into) {
      const rows = await mine(tx, from).selectAll().execute();
      await tables(tx).deleteFrom("policy_last").where("person", "=", from.id).execute();
      // Of two in one chat the one asked last: it is what 转人工 would mean.
      for (const row of rows) {
        const other = await mine(tx, into).select("expires").where("chat", "=", row.chat).executeTakeFirst();
        if (!other || other.expires < row.expires) await remember(tx, { ...row, person: into.id });
      }
      await handGaps(tx, from.id, into.id);
      await forgetSpent(tx, from.id);
    },
  };
}
