/** What keeps a million cases quick: no question reads a whole table, and the figures are kept case by case. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { asking } from "../../../bench/cases/ask.ts";
import { chiefAsks } from "../../../bench/cases/asks-chief.ts";
import { reporterAsks } from "../../../bench/cases/asks-reporter.ts";
import { staffAsks } from "../../../bench/cases/asks-staff.ts";
import { openTown } from "../../../bench/cases/engines.ts";
import { screens } from "../../../bench/cases/screens.ts";
import { chance } from "../../../bench/crash/chance.ts";
import { freshPlace } from "../../database.ts";

/** Enough cases that the planner of SQLite, told of them by `analyze`, has something to choose. */
const CASES = 3_000;
/** Small by their nature, however many cases there are: the open ones in the order of their days, what waits to be removed. */
const SMALL = /^SCAN (ticket_waste|ticket_facts_missing|ticket_bans|tickets USING INDEX tickets_pending)\b/;
/** Tables that grow with the cases and the people. The core's own are not this feature's. */
const LARGE = /^SCAN (tickets|ticket_\w+|people|addresses)\b/;

/** Every statement that is prepared, as text. */
function listening(t: TestContext): Set<string> {
  const said = new Set<string>();
  const prepare = DatabaseSync.prototype.prepare;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
    said.add(sql);
    return prepare.call(this, sql);
  };
  t.after(() => {
    DatabaseSync.prototype.prepare = prepare;
  });
  return said;
}

/** Tells the planner that each table has a thousand times its rows: of a few it would read all, and rightly. */
function pretendMany(path: string): void {
  const db = new DatabaseSync(path);
  const rows = db.prepare("select tbl, idx, stat from sqlite_stat1").all();
  const set = db.prepare("update sqlite_stat1 set stat = ? where tbl = ? and idx is ?");
  for (const { tbl, idx, stat } of rows) {
    const [n, ...rest] = String(stat).split(" ");
    set.run([Number(n) * 1_000, ...rest].join(" "), tbl ?? null, idx ?? null);
  }
  db.close();
}

/** The steps of a statement's plan that read a large table from end to end. */
function scans(db: DatabaseSync, sql: string): string[] {
  const values = Array.from({ length: sql.match(/\?/g)?.length ?? 0 }, (): SQLInputValue => "");
  const steps = db.prepare(`explain query plan ${sql}`).all(...values);
  return steps.map((step) => String(step.detail)).filter((step) => LARGE.test(step) && !SMALL.test(step));
}

test("no command and no screen reads a whole table: by the plans that SQLite makes", async (t) => {
  const { dir } = await freshPlace(t);
  const said = listening(t);
  const town = await openTown({ name: "sqlite" }, dir, CASES, 1);
  t.after(() => town.close());
  said.clear();
  const say = async (line: object) => {
    town.said.length = 0;
    await town.script.line(JSON.stringify({ ...line, addressed: true }));
    return [...town.said];
  };
  const about = asking(town.script.app, CASES, chance(7), say);
  for (const { name, next } of [...reporterAsks(about), ...staffAsks(about), ...chiefAsks(about)])
    assert.ok((await say(await next())).length > 0, `${name}: nothing was answered`);
  for (const { read } of screens(about)) await read();
  const asked = [...said].filter((sql) => /^\s*(select|with|update|delete)\b/i.test(sql));
  assert.ok(asked.length > 150, `${asked.length} statements were heard`);
  pretendMany(join(dir, "yizhan.db"));
  const db = new DatabaseSync(join(dir, "yizhan.db"), { readOnly: true });
  t.after(() => db.close());
  const found = asked.flatMap((sql) => scans(db, sql).map((step) => `${step}: ${sql}`));
  assert.deepEqual(found, []);
  assert.notDeepEqual(scans(db, "select * from tickets where text = ''"), [], "a full scan would be seen");
});
