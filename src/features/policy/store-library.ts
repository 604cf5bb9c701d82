/** The imported texts: drafts, those that wait for a second person, the published and the flagged ones. */

import { z } from "zod";
import type { Db, Migration, Tx } from "#bot";
import { type Front, FrontShape } from "./library/front-matter.ts";
import type { Kind } from "./library/read/kind.ts";

/**
 * `draft`: shown to the one who sent it; `pending`: waits for a second person; `published`: quoted while in force; `flagged`:
 * kept and listed, never quoted; `returned` and `withdrawn`: neither listed nor quoted.
 */
export type State = "draft" | "pending" | "published" | "flagged" | "returned" | "withdrawn";

export interface DocumentRow {
  id: string;
  name: string;
  hash: string;
  title: string;
  status: State;
  content: string;
  /** JSON list of words. */
  flags: string;
  at: number;
  kind: Kind | "";
  /** SHA-256 of the file as it came; "" for what was imported before files were more than text. */
  source: string;
  /** JSON of Front, as settled by the publisher; "": read out of the content. */
  front: string;
  /** JSON list of places. */
  pages: string;
  /** JSON list of words. */
  notes: string;
  /** House ids of the two persons; "" for the operator at the machine. */
  author: string;
  approver: string;
  /** The unit in which the author is secretary. */
  unit: string;
  /** Grows with every change of any row. */
  changed: number;
}

export interface Kept extends Omit<DocumentRow, "flags" | "front" | "pages" | "notes" | "kind"> {
  kind: Kind;
  flags: string[];
  notes: string[];
  pages: number[];
  front: Front | undefined;
}

export const libraryMigrations: Migration[] = [
  {
    id: "002-publishing",
    up: [
      ...["kind", "source", "front", "author", "approver", "unit"].map(
        (name) => `alter table policy_documents add column ${name} text not null default ''`,
      ),
      "alter table policy_documents add column pages text not null default '[]'",
      "alter table policy_documents add column notes text not null default '[]'",
      "alter table policy_documents add column changed bigint not null default 0",
      "create index policy_documents_source on policy_documents (source)",
    ],
  },
];

const tables = (db: Db) => db.withTables<{ policy_documents: DocumentRow }>();
const Words = z.array(z.string());

function kept(row: DocumentRow): Kept {
  return {
    ...row,
    kind: row.kind || (/\.txt$/i.test(row.name) ? "text" : "markdown"),
    flags: Words.parse(JSON.parse(row.flags)),
    notes: Words.parse(JSON.parse(row.notes)),
    pages: z.array(z.number()).parse(JSON.parse(row.pages)),
    // Zod says "maybe undefined" where the house says "maybe absent": JSON knows only the second.
    front: row.front === "" ? undefined : (FrontShape.parse(JSON.parse(row.front)) as Front),
  };
}

/** What the library reads: published and flagged texts, in the order they came. */
export function keptIds(db: Db): Promise<{ id: string; changed: number }[]> {
  return tables(db)
    .selectFrom("policy_documents")
    .select(["id", "changed"])
    .where("status", "in", ["published", "flagged"])
    .orderBy("at")
    .orderBy("changed")
    .orderBy("id")
    .execute();
}

export async function keptDocument(db: Db, id: string): Promise<Kept | undefined> {
  const row = await tables(db).selectFrom("policy_documents").selectAll().where("id", "=", id).executeTakeFirst();
  return row && kept(row);
}

/** The same bytes, or the same text out of another format. */
export async function keptAlike(db: Db, hash: string, source: string): Promise<Kept | undefined> {
  const row = await tables(db)
    .selectFrom("policy_documents")
    .selectAll()
    .where((eb) => eb.or([eb("hash", "=", hash), ...(source ? [eb("source", "=", source)] : [])]))
    .orderBy("changed", "desc")
    .executeTakeFirst();
  return row && kept(row);
}

export async function keptIn(db: Db, states: State[]): Promise<Kept[]> {
  const rows = await tables(db)
    .selectFrom("policy_documents")
    .selectAll()
    .where("status", "in", states)
    .orderBy("changed", "desc")
    .orderBy("id")
    .execute();
  return rows.map(kept);
}

/** Inserts it, or replaces everything about it; under the lock "policy:library". Returns the row's new `changed`. */
export async function keepDocument(tx: Tx, one: Omit<Kept, "changed">, now: number): Promise<number> {
  const last = await tables(tx)
    .selectFrom("policy_documents")
    .select(({ fn }) => fn.max("changed").as("changed"))
    .executeTakeFirst();
  // Two changes in one millisecond are two.
  const changed = Math.max(now, (last?.changed ?? 0) + 1);
  const row: DocumentRow = {
    ...one,
    changed,
    flags: JSON.stringify(one.flags),
    notes: JSON.stringify(one.notes),
    pages: JSON.stringify(one.pages),
    front: one.front ? JSON.stringify(one.front) : "",
  };
  const { id: _, ...rest } = row;
  await tables(tx)
    .insertInto("policy_documents")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(rest))
    .execute();
  return changed;
}

/** The texts that a person submitted or published. */
export function publishedBy(db: Db, person: string): Promise<Pick<DocumentRow, "id" | "title" | "status">[]> {
  return tables(db)
    .selectFrom("policy_documents")
    .select(["id", "title", "status"])
    .where((eb) => eb.or([eb("author", "=", person), eb("approver", "=", person)]))
    .orderBy("id")
    .execute();
}

/**
 * Puts another person's id, or "", in the place of one. Returns how many texts that was about. What two people published
 * who turn out to be one waits for a second one again.
 */
export async function changePublisher(tx: Tx, from: string, into: string): Promise<number> {
  const mine = await publishedBy(tx, from);
  if (mine.length === 0) return 0;
  for (const column of ["author", "approver"] as const)
    await tables(tx)
      .updateTable("policy_documents")
      .set({ [column]: into })
      .where(column, "=", from)
      .execute();
  if (into === "") {
    // A draft that nobody else has seen goes with the one who sent it.
    const drafts = mine.filter((one) => one.status === "draft").map((one) => one.id);
    if (drafts.length > 0) await tables(tx).deleteFrom("policy_documents").where("id", "in", drafts).execute();
    return mine.length;
  }
  const alone = await tables(tx)
    .selectFrom("policy_documents")
    .selectAll()
    .where("author", "=", into)
    .where("approver", "=", into)
    .where("status", "=", "published")
    .execute();
  for (const row of alone) await keepDocument(tx, { ...kept(row), status: "pending", approver: "" }, row.changed);
  return mine.length;
}
