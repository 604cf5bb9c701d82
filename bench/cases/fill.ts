/** Rows into a database by the shortest way: they are the bench's stage, not what is measured. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { copyRows } from "./copy.ts";

export type Row = Record<string, string | number | null>;

export interface Filler {
  /** Rows of one shape; some thousands at a time are quick. */
  add(table: string, rows: Row[]): Promise<void>;
  /** A statement of the house's own, over what was added. */
  run(statement: string): Promise<void>;
  /** Makes the indexes, commits, and tells the engine how its tables look. */
  end(): Promise<void>;
}

/** One transaction over a file that no process holds. Indexes are made when the rows lie there. */
export function fillSqlite(dir: string): Filler {
  const db = new DatabaseSync(join(dir, "yizhan.db"));
  db.exec("pragma synchronous = off; pragma cache_size = -400000; begin");
  const indexes = db.prepare("select name, sql from sqlite_master where type = 'index' and sql is not null").all();
  for (const { name } of indexes) db.exec(`drop index "${name}"`);
  return {
    async add(table, rows) {
      const [first] = rows;
      if (!first) return;
      const names = Object.keys(first);
      const insert = db.prepare(`insert into ${table} (${names.join(",")}) values (${names.map(() => "?").join(",")})`);
      for (const row of rows) insert.run(...Object.values(row));
    },
    async run(statement) {
      db.exec(statement);
    },
    async end() {
      for (const { sql } of indexes) db.exec(String(sql));
      db.exec("commit; analyze; pragma wal_checkpoint(truncate)");
      db.close();
    },
  };
}

/** One connection and one transaction; rows travel by COPY. */
export async function fillPostgres(url: string, schema: string): Promise<Filler> {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  await client.connect();
  await client.query("set synchronous_commit = off; set maintenance_work_mem = '256MB'");
  await client.query("begin");
  const found = await client.query<{ name: string; sql: string }>(
    `select indexname as name, indexdef as sql from pg_indexes where schemaname = $1 and indexname not in
      (select conname from pg_constraint)`,
    [schema],
  );
  for (const { name } of found.rows) await client.query(`drop index "${name}"`);
  return {
    add: (table, rows) => copyRows(client, table, rows),
    async run(statement) {
      await client.query(statement);
    },
    async end() {
      for (const { sql } of found.rows) await client.query(sql);
      await client.query("commit");
      await client.query("vacuum analyze");
      await client.end();
    },
  };
}
