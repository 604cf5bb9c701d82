/** The public list, asked for in every way: the same as looking at every case. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chance } from "../../../bench/crash/chance.ts";
import { isOver, states } from "../../../src/features/tickets/case/moves.ts";
import { makePublic, publicRows } from "../../../src/features/tickets/feed/public-rows.ts";
import type { BackTables } from "../../../src/features/tickets/figures/store-back.ts";
import { type Hazard, hazardNames } from "../../../src/features/tickets/intake/guess.ts";
import type { Ticket, TicketTables } from "../../../src/features/tickets/store/tables.ts";
import { complain, street } from "./talk.ts";

const CASES = 300;
const DAY_MS = 86_400_000;
const BEGIN = Date.parse("2026-01-01T00:00:00+08:00");

test("by state, kind of hazard and time: nothing sealed, withdrawn or merged, nothing that is no hazard", async (t) => {
  const talk = await street(t);
  const { database, kit } = talk.script.app;
  await complain(talk, "wang", "站长扣了我三百块");
  const [first] = await database.db.withTables<TicketTables>().selectFrom("tickets").selectAll().execute();
  assert.ok(first);
  const luck = chance(5);
  const codes: (Hazard | null)[] = [...hazardNames.slice(0, 3), "other", null];
  const rows = Array.from(
    { length: CASES },
    (_, i): Ticket => ({
      ...first,
      no: String(6_000_000 + i),
      kind: "hazard",
      state: states[luck.integer(states.length)] ?? "closed",
      hazard: codes[luck.integer(codes.length)] ?? null,
      sealed: luck.once(10) ? 1 : 0,
      created_at: BEGIN + i * DAY_MS,
    }),
  );
  const shown = rows.filter(() => !luck.once(4));
  await database.unit(async (tx) => {
    const db = tx.withTables<TicketTables & BackTables>();
    await db.deleteFrom("tickets").execute();
    for (let at = 0; at < rows.length; at += 100)
      await db
        .insertInto("tickets")
        .values(rows.slice(at, at + 100))
        .execute();
    for (const row of shown) await makePublic(tx, row, row.no, kit.now());
  });
  const standing = shown.filter((row) => row.sealed === 0 && !["withdrawn", "merged"].includes(row.state)).reverse();
  assert.ok(standing.length > 100);
  for (const over of [undefined, true, false])
    for (const wanted of [undefined, hazardNames.slice(0, 1), ["other", ...hazardNames.slice(1, 3)] as Hazard[]])
      for (const [from, to] of [
        [undefined, undefined],
        [BEGIN + 50 * DAY_MS, BEGIN + 200 * DAY_MS],
      ])
        for (const most of [1_000, 9]) {
          const found = await publicRows(database.db, { over, codes: wanted, from, to, most });
          const fits = (row: Ticket) =>
            (over === undefined || isOver(row.state) === over) &&
            (!wanted || wanted.includes(row.hazard ?? "other")) &&
            (from === undefined || row.created_at >= from) &&
            (to === undefined || row.created_at <= to);
          assert.deepEqual(
            found.map(({ no, words }) => [no, words]),
            standing
              .filter(fits)
              .slice(0, most)
              .map(({ no }) => [no, no]),
            `${over} ${wanted} ${from} ${most}`,
          );
        }
  const ids = shown.slice(0, 9).map(({ no }) => no);
  const some = await publicRows(database.db, { ids, most: 9 });
  assert.deepEqual(
    some.map(({ no }) => no),
    standing.filter(({ no }) => ids.includes(no)).map(({ no }) => no),
  );
  await database.unit(async (tx) => {
    const help = tx.withTables<TicketTables>().updateTable("tickets").set({ kind: "help" });
    await help.where("no", "=", standing[0]?.no ?? "").execute();
  });
  const rest = await publicRows(database.db, { most: 1_000 });
  assert.equal(rest.length, standing.length - 1, "what is no hazard is not shown, however it came there");
});
