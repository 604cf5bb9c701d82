/** The one choice of engine. */
import type { Database } from "#bot";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";

/** PostgreSQL when a URL is given, else SQLite in `dataDir` (":memory:" for a database that is gone afterwards). */
export function openDatabase(dataDir: string, databaseUrl?: string, schema?: string, readOnly = false): Database {
  return databaseUrl && dataDir !== ":memory:" ? openPostgres(databaseUrl, schema) : openSqlite(dataDir, { readOnly });
}
