/**
 * Vectors as they are kept beside the library: each text once a space, by its own digest, one byte a number. The table is a
 * cache: what is lost of it is asked for again. It holds nothing of anybody's question.
 */
import { setImmediate as breath } from "node:timers/promises";
import type { Db, Migration, Tx } from "#bot";

interface Row {
  /** Whose vectors it belongs to: the model's name and, where one is asked for, the dimension. */
  space: string;
  /** SHA-256 of the text that was sent. */
  hash: string;
  vector: Uint8Array;
}

export interface KeptVector {
  key: string;
  vector: Int8Array;
}

/** `bytea` is PostgreSQL's word; SQLite takes any word and keeps bytes as bytes. */
export const vectorMigration: Migration = {
  id: "006-vectors",
  up: [
    "create table policy_vectors (space text not null, hash text not null, vector bytea not null, primary key (space, hash))",
  ],
};

const tables = (db: Db) => db.withTables<{ policy_vectors: Row }>();
/** Rows read at once: a megabyte, some milliseconds. */
const PAGE = 1_000;
/** Digests in one statement. */
const MANY = 500;

/** Every vector of a space, one after another, without holding up the process. */
export async function eachVector(db: Db, space: string, take: (kept: KeptVector) => void): Promise<void> {
  for (let after = ""; ; ) {
    const rows = await tables(db)
      .selectFrom("policy_vectors")
      .selectAll()
      .where("space", "=", space)
      .where("hash", ">", after)
      .orderBy("hash")
      .limit(PAGE)
      .execute();
    for (const row of rows) take(kept(row));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.hash;
    await breath();
  }
}

export async function vectorsFor(db: Db, space: string, keys: readonly string[]): Promise<KeptVector[]> {
  const out: KeptVector[] = [];
  for (let from = 0; from < keys.length; from += MANY) {
    const rows = await tables(db)
      .selectFrom("policy_vectors")
      .selectAll()
      .where("space", "=", space)
      .where("hash", "in", keys.slice(from, from + MANY))
      .execute();
    out.push(...rows.map(kept));
  }
  return out;
}

/** What another process kept meanwhile stays. */
export async function keepVectors(tx: Tx, space: string, all: readonly KeptVector[]): Promise<void> {
  for (let from = 0; from < all.length; from += MANY) {
    const rows = all.slice(from, from + MANY).map(({ key, vector }) => ({
      space,
      hash: key,
      vector: new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
    }));
    await tables(tx)
      .insertInto("policy_vectors")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function dropVectors(tx: Tx, space: string, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += MANY)
    await tables(tx)
      .deleteFrom("policy_vectors")
      .where("space", "=", space)
      .where("hash", "in", keys.slice(from, from + MANY))
      .execute();
}

/** Those of a model that is no longer asked. */
export async function dropOtherSpaces(tx: Tx, space: string): Promise<void> {
  await tables(tx).deleteFrom("policy_vectors").where("space", "!=", space).execute();
}

export async function hasOtherSpaces(db: Db, space: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom("policy_vectors")
    .select("space")
    .where("space", "!=", space)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function kept({ hash, vector }: Row): KeptVector {
  // Out of the engine's own buffer, which may hold other rows.
  return { key: hash, vector: Int8Array.from(new Int8Array(vector.buffer, vector.byteOffset, vector.byteLength)) };
}
