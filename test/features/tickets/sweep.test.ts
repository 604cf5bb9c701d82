/** Many clocks on one morning: batch by batch, each said once however the process ends, one message for each who is told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BATCH } from "../../../src/features/tickets/store/batches.ts";
import type { TicketTables } from "../../../src/features/tickets/store/tables.ts";
import { together } from "../../../src/features/tickets/told/told-together.ts";
import type { Talk } from "../../talk.ts";
import { complain, street, to } from "./talk.ts";

/** More batches than a tick that leaves its work behind is tried at once (src/bot/ticks.ts). */
const MANY = 5 * BATCH + 30;

/** Copies of one case, so that many clocks strike in one moment. */
async function many(talk: Talk, no: string, n: number): Promise<string[]> {
  const { database } = talk.script.app;
  const nos = Array.from({ length: n }, (_, i) => String(7_000_000 + i));
  await database.unit(async (tx) => {
    const db = tx.withTables<TicketTables>();
    const row = await db.selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirstOrThrow();
    for (let at = 0; at < n; at += BATCH)
      await db
        .insertInto("tickets")
        .values(nos.slice(at, at + BATCH).map((one) => ({ ...row, no: one })))
        .execute();
  });
  return nos;
}

async function events(talk: Talk): Promise<{ ticket: string; deed: string }[]> {
  const db = talk.script.app.database.db.withTables<TicketTables>();
  return db.selectFrom("ticket_events").select(["ticket", "deed"]).where("deed", "=", "soon").execute();
}

test(`${MANY} clocks strike on one morning, each once, all within moments`, async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  const nos = await many(talk, no, MANY);
  const db = talk.script.app.database.db.withTables<TicketTables>();
  const { next_at } = await db.selectFrom("tickets").select("next_at").where("no", "=", no).executeTakeFirstOrThrow();
  // Seconds later all is done: no batch waits for a later try.
  const said = await talk.clock(new Date(Number(next_at) + 5_000).toISOString());
  const struck = await events(talk);
  assert.equal(struck.length, MANY + 1);
  assert.deepEqual(new Set(struck.map((one) => one.ticket)), new Set([no, ...nos]));
  const heard = to(said, "g2").flatMap((one) => one.text.match(/\d{6,10}/g) ?? []);
  for (const one of [no, ...nos])
    assert.equal(heard.filter((number) => number === one).length, 1, `${one} is said once`);
  assert.ok(to(said, "g2").length <= Math.ceil(MANY / 10) + 3, `${to(said, "g2").length} messages`);
  assert.deepEqual(await talk.clock("2026-11-26T18:00:00+08:00"), [], "and no more that day");
});

test("a process that ends between two batches goes on with the next, and says nothing twice", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await many(talk, no, MANY);
  // Exactly to the moment: its tick does one batch, and the process ends before the next.
  const { clock, app } = talk.script;
  const db = app.database.db.withTables<TicketTables>();
  const { next_at } = await db.selectFrom("tickets").select("next_at").where("no", "=", no).executeTakeFirstOrThrow();
  await clock.advance(Number(next_at), () => app.core.idle());
  const before = (await events(talk)).length;
  assert.equal(before, BATCH);
  await talk.restart();
  await talk.clock("2026-11-26T09:05:00+08:00");
  const struck = await events(talk);
  assert.equal(new Set(struck.map((one) => one.ticket)).size, MANY + 1);
  assert.equal(struck.length, MANY + 1);
  const heard = to(talk.said, "g2").flatMap((one) =>
    /一半|过半|提醒/.test(one.text) ? (one.text.match(/70\d{5}/g) ?? []) : [],
  );
  assert.equal(heard.length, new Set(heard).size);
});

test("news for one is told together: ten cases a message, buttons with their numbers; a single one stays as it is", () => {
  const news = (no: string, chat: "t:a" | "t:b") => ({
    no,
    reply: { text: `${no} 快到期`, to: chat, buttons: [{ label: "查看", says: `查看 ${no}` }] },
  });
  const eleven = Array.from({ length: 11 }, (_, i) => news(String(i), "t:a"));
  const said = together([...eleven, news("99", "t:b")]);
  assert.deepEqual(
    said.map((one) => [one.to, one.text.split("\n\n").length, one.buttons?.length]),
    [
      ["t:a", 10, 5],
      ["t:a", 1, 1],
      ["t:b", 1, 1],
    ],
  );
  assert.equal(said[0]?.buttons?.[0]?.label, "查看 0");
  assert.deepEqual(said[2], news("99", "t:b").reply);
});
