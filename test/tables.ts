/** A place for the whole app whose tables are there already: making them costs half of what most talks cost. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, type TestContext } from "node:test";
import { openApp } from "../src/app.ts";
import { FakeClock } from "../src/bot/clock.ts";
import { readConfig } from "../src/config.ts";
import { quiet } from "../src/log.ts";
import { freshDir, newSchema, type Place, query } from "./database.ts";

/** The file that the migrations of the whole app leave behind, made once a process. */
let migrated: Promise<Buffer> | undefined;

/** Schemas that an earlier test of this process has left empty, tables made. */
const empty: string[] = [];

export interface TabledPlace extends Place {
  /** Waits for this to stop before the place is given up. */
  inUse(stop: () => Promise<void>): void;
}

/** As `freshPlace`, with the app's tables made, as after a first start that nobody has spoken to yet. */
export async function placeWithTables(t: TestContext): Promise<TabledPlace> {
  const dir = freshDir();
  const databaseUrl = process.env.TEST_DATABASE_URL;
  // The app that is opened in it first makes the tables.
  const schema = databaseUrl && (empty.pop() ?? (await newSchema(databaseUrl)));
  const users: (() => Promise<void>)[] = [];
  const inUse = (stop: () => Promise<void>) => void users.push(stop);
  t.after(async () => {
    for (const stop of users) await stop();
    rmSync(dir, { recursive: true, force: true });
    if (databaseUrl && schema) await giveBack(databaseUrl, schema);
  });
  if (databaseUrl && schema) return { dir, databaseUrl, schema, inUse };
  migrated ??= migratedFile();
  writeFileSync(join(dir, "yizhan.db"), await migrated);
  return { dir, inUse };
}

async function migratedFile(): Promise<Buffer> {
  const dir = freshDir();
  const config = readConfig({ ORG_NAME: "东街党群服务中心", DATA_DIR: dir, LIBRARY_DIR: dir }, []);
  const app = await openApp(config, { clock: new FakeClock(0), log: quiet, watch: false, adapters: () => [] });
  await app.stop();
  const file = readFileSync(join(dir, "yizhan.db"));
  rmSync(dir, { recursive: true });
  return file;
}

/** Whoever still holds a table keeps its schema to itself. */
const LOCK_MS = 3_000;

/** Emptied for the next test, or dropped where that is not possible. */
async function giveBack(databaseUrl: string, schema: string): Promise<void> {
  const emptied = await query(databaseUrl, `set lock_timeout = ${LOCK_MS}; ${emptying(schema)}`).then(
    () => true,
    () => false,
  );
  if (emptied) empty.push(schema);
  else await query(databaseUrl, `drop schema ${schema} cascade`);
}

/** Only what holds rows is emptied: a look costs less. No migration puts rows into an empty store. */
function emptying(schema: string): string {
  return `do $$ declare
      name text; held boolean; full_ones text[] := '{}';
    begin
      for name in select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname = '${schema}' and tablename <> 'migrations'
      loop
        execute 'select exists (select from ' || name || ')' into held;
        if held then full_ones := full_ones || name; end if;
      end loop;
      if cardinality(full_ones) > 0 then execute 'truncate ' || array_to_string(full_ones, ', ') || ' cascade'; end if;
    end $$`;
}

after(async () => {
  const databaseUrl = process.env.TEST_DATABASE_URL;
  if (!databaseUrl) return;
  for (const schema of empty) await query(databaseUrl, `drop schema ${schema} cascade`);
});
