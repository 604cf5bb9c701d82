/** Rows into a database by the shortest way: they are the bench's stage, not what is measured. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";

export type Row = Record<string, string | number | null>;

export interface Filler {
  /** Rows of one shape; about a thousand at a time is quick. */
  add(table: string, rows: Row[]): Promise<void>;
  /** Commits, and tells the engine how its tables look. */
  end(): Promise<void>;
}

/** One transaction over a file that no process holds. */
export function fillSqlite(dir: string): Filler {
  const db = new DatabaseSync(join(dir, "yizhan.db"));
  db.exec("pragma synchronous = off; pragma cache_size = -400000; begin");
  return {
    async add(table, rows) {
      const [first] = rows;
      if (!first) return;
      const names = Object.keys(first);
      const insert = db.prepare(`insert into ${table} (${names.join(",")}) values (${names.map(() => "?").join(",")})`);
      for (const row of rows) insert.run(...Object.values(row));
    },
    async end() {
      db.exec("commit; analyze; pragma wal_checkpoint(truncate)");
      db.close();
    },
  };
}

/** One connection; a thousand rows travel as one JSON text. */
export async function fillPostgres(url: string, schema: string): Promise<Filler> {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  await client.connect();
  await client.query("set synchronous_commit = off");
  await client.query("begin");
  return {
    async add(table, rows) {
      const text = JSON.stringify(rows);
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [text]);
    },
    async end() {
      await client.query("commit");
      await client.query("vacuum analyze");
      await client.end();
    },
  };
}
