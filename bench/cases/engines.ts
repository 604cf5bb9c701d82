/** The town on either engine: the house's own tables, filled from outside, then opened as a script opens them. */
import pg from "pg";
import { calendar } from "../../src/calendar/index.ts";
import { readConfig } from "../../src/config.ts";
import { quiet } from "../../src/log.ts";
import { openScript, type Said, type Script } from "../../src/script.ts";
import { fillPostgres, fillSqlite } from "./fill.ts";
import { settle } from "./town.ts";

export interface Engine {
  name: "sqlite" | "postgres";
  url?: string;
}

/** What was said, and when by `performance.now()`. */
export type Shown = Said & { shownAt: number };

export interface Town {
  script: Script;
  said: Shown[];
  close(): Promise<void>;
}

/** A working day, before duty begins: everything that is due this morning is still to come. */
const MORNING = Date.parse("2026-11-23T07:30:00+08:00");
const SCHEMA = "bench_cases";

export async function openTown(engine: Engine, dir: string, cases: number, seed: number): Promise<Town> {
  const config = readConfig(
    {
      ORG_NAME: "东街党群服务中心",
      LIBRARY_DIR: "./library",
      DATA_DIR: dir,
      ...(engine.url ? { DATABASE_URL: engine.url } : {}),
    },
    [],
  );
  if (engine.url) await query(engine.url, `drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
  const said: Shown[] = [];
  const open = () =>
    openScript(config, { log: quiet, say: (one) => said.push({ ...one, shownAt: performance.now() }), schema: SCHEMA });
  const empty = await open();
  await empty.line(JSON.stringify({ clock: new Date(MORNING).toISOString() }));
  await empty.stop();
  const filler = engine.url ? await fillPostgres(engine.url, SCHEMA) : fillSqlite(dir);
  await settle(
    filler,
    cases,
    seed,
    MORNING,
    calendar(config.timeZone, () => MORNING),
  );
  const script = await open();
  return {
    script,
    said,
    async close() {
      await script.stop();
      if (engine.url) await query(engine.url, `drop schema ${SCHEMA} cascade`);
    },
  };
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
