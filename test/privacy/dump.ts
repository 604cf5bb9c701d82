/** What a thief gets: every row of the database as text with where it lies, the raw bytes, and the folder of files. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { scratch } from "../database.ts";
import type { Talk } from "../talk.ts";

export interface Row {
  table: string;
  /** Its place in the order of writing: SQLite's rowid, or the place in PostgreSQL's dump. */
  place: number;
  /** The transaction that wrote it, where the engine keeps that (PostgreSQL's xmin; no dump has it, a disk has). */
  written?: string;
  values: Record<string, unknown>;
}

export interface Dump {
  rows: Row[];
  /** Of SQLite: the database, its log and whatever else lies there, as they are on the disk. */
  raw: { name: string; bytes: Buffer }[];
  /** Of SQLite: the database with nothing in it but what rows and indexes hold. */
  live?: Buffer;
  files: { name: string; mtimeMs: number; ctimeMs: number }[];
}

export async function dumped(talk: Talk): Promise<Dump> {
  const { database } = talk.script.app;
  const rows = database.engine === "sqlite" ? fromSqlite(talk.dir) : await fromPostgres(talk);
  const copy = join(scratch(), `yizhan-live-${randomUUID()}.db`);
  const live = database.engine === "sqlite" ? vacuumed(talk.dir, copy) : undefined;
  const names = readdirSync(talk.dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = names.map((one) => join(one.parentPath, one.name));
  const kept = paths.filter((path) => path.includes("/files/"));
  return {
    rows,
    ...(live ? { live } : {}),
    raw: paths.filter((path) => !kept.includes(path)).map((name) => ({ name, bytes: readFileSync(name) })),
    files: kept.map((path) => {
      const { mtimeMs, ctimeMs } = statSync(path);
      return { name: path.split("/").at(-1) ?? "", mtimeMs, ctimeMs };
    }),
  };
}

function vacuumed(dir: string, copy: string): Buffer {
  const db = new DatabaseSync(join(dir, "yizhan.db"), { readOnly: true });
  db.exec(`vacuum into '${copy}'`);
  db.close();
  const bytes = readFileSync(copy);
  rmSync(copy);
  return bytes;
}

function fromSqlite(dir: string): Row[] {
  const db = new DatabaseSync(join(dir, "yizhan.db"), { readOnly: true });
  const tables = db
    .prepare("select name from sqlite_master where type = 'table'")
    .all()
    .map((one) => String(one.name));
  const rows = tables.flatMap((table) =>
    db
      .prepare(`select rowid as place__, * from "${table}"`)
      .all()
      .map(({ place__, ...values }) => ({ table, place: Number(place__), values })),
  );
  db.close();
  return rows;
}

async function fromPostgres(talk: Talk): Promise<Row[]> {
  const { db } = talk.script.app.database;
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(db);
  const rows: Row[] = [];
  for (const { name } of tables.rows) {
    // The order of a dump is that of the heap.
    const found = await sql<Record<string, unknown>>`
      select xmin::text as written__, * from ${sql.id(name)} order by ctid`.execute(db);
    for (const [place, { written__, ...values }] of found.rows.entries())
      rows.push({ table: name, place, written: String(written__), values });
  }
  return rows;
}
