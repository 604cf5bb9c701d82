/** Open cases of many units, and lists entered for many readers at once: the same as asking one by one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { chance } from "../../../bench/crash/chance.ts";
import { openIn } from "../../../src/features/tickets/agenda/open-rows.ts";
import { isOver, OPEN, states } from "../../../src/features/tickets/case/moves.ts";
import { seenInList } from "../../../src/features/tickets/case/seen.ts";
import type { Ticket, TicketTables } from "../../../src/features/tickets/store/tables.ts";
import type { Talk } from "../../talk.ts";
import { complain, street } from "./talk.ts";

const tables = (talk: Talk) => talk.script.app.database.db.withTables<TicketTables>();

test("open cases of few units, of many and of none, the most urgent first", async (t) => {
  const talk = await street(t);
  await complain(talk, "wang", "站长扣了我三百块");
  const [first] = await tables(talk).selectFrom("tickets").selectAll().execute();
  assert.ok(first);
  const luck = chance(11);
  const units = Array.from({ length: 30 }, (_, i) => `u${i}`);
  const rows = Array.from({ length: 300 }, (_, i): Ticket => {
    const state = states[luck.integer(states.length)] ?? "claimed";
    const due = new Date(Date.parse("2026-01-01") + i * 86_400_000).toISOString().slice(0, 10);
    return { ...first, no: String(6_000_000 + i), state, due, unit: units[luck.integer(31)] ?? null };
  });
  await talk.script.app.database.unit(async (tx) => {
    const db = tx.withTables<TicketTables>();
    await db.deleteFrom("tickets").execute();
    for (let at = 0; at < rows.length; at += 100)
      await db
        .insertInto("tickets")
        .values(rows.slice(at, at + 100))
        .execute();
  });
  for (const here of [["u3"], ["u3", null], [null], units.slice(0, 20), units.slice(0, 21), [...units, null], []]) {
    const wanted = rows.filter((row) => here.includes(row.unit) && OPEN.includes(row.state));
    for (const most of [1_000, 7]) {
      const found = await openIn(talk.script.app.database.db, here, most);
      assert.deepEqual(
        found.map(({ no }) => no),
        wanted.slice(0, most).map(({ no }) => no),
        `${here.length} units, ${most} at most`,
      );
    }
  }
});

test("the indexes of open cases and open hazards hold just the states that are asked for", async (t) => {
  const talk = await street(t);
  const { db, engine } = talk.script.app.database;
  const made = async (name: string): Promise<string[]> => {
    const asked =
      engine === "sqlite"
        ? sql<{ made: string }>`select sql as made from sqlite_master where name = ${name}`
        : sql<{ made: string }>`select indexdef as made from pg_indexes
            where indexname = ${name} and schemaname = current_schema()`;
    const [row] = (await asked.execute(db)).rows;
    const named = [...(row?.made ?? "").matchAll(/'(\w+)'/g)].map((match) => match[1] ?? "");
    return named.filter((one) => states.some((state) => state === one)).sort();
  };
  assert.deepEqual(await made("tickets_pending"), [...OPEN].sort());
  assert.deepEqual(await made("tickets_hazards_open"), states.filter(isOver).sort());
});

test("many readers of many cases are entered at once, each behind what stands there", async (t) => {
  const talk = await street(t);
  const { database, directory, kit } = talk.script.app;
  const nos = [];
  for (const from of ["wang", "zhao", "qian"]) nos.push((await complain(talk, from, "站里乱扣我的钱", "保密")).no);
  const before = await tables(talk).selectFrom("ticket_access").selectAll().execute();
  const readers = [await directory.of("terminal:zhou"), await directory.of("terminal:li")];
  const [first = "", second = ""] = nos;
  await database.unit((tx) => seenInList({ kit }, tx, readers, [second, first, second]));
  await database.unit((tx) => seenInList({ kit }, tx, readers, []));
  const after = await tables(talk).selectFrom("ticket_access").selectAll().orderBy("ticket").orderBy("n").execute();
  assert.equal(after.length, before.length + 4);
  for (const no of [first, second]) {
    const own = after.filter((row) => row.ticket === no);
    assert.deepEqual(
      own.map((row) => row.n),
      own.map((_, i) => i),
    );
    const added = own.slice(-2).map(({ person, what, role, unit }) => ({ person, what, role, unit }));
    assert.deepEqual(
      added,
      readers.map(({ id, role, unit }) => ({ person: id, what: "list", role, unit: unit?.id ?? null })),
    );
  }
});
