import assert from "node:assert/strict";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { Choices } from "../../src/bot/choices.ts";
import type { TicketTables } from "../../src/features/tickets/store/tables.ts";
import { street, to } from "../features/tickets/talk.ts";
import { type Talk, words } from "../talk.ts";
import { type Dump, dumped, type Row } from "./dump.ts";
import { filed } from "./file.ts";
import { joins, type Suspect } from "./joiner.ts";

/** The store's log is emptied right after what should not be read from it was kept; it is waited for. */
async function settled(talk: Talk): Promise<void> {
  const log = join(talk.dir, "yizhan.db-wal");
  for (let tries = 0; tries < 200 && existsSync(log) && statSync(log).size > 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

async function wang(talk: Talk): Promise<Suspect> {
  const { id } = await talk.script.app.directory.of("terminal:wang");
  return { address: "terminal:wang", id, name: "王师傅" };
}

const now = (talk: Talk) => talk.script.clock.now();

test("P13: no row, index, page, log, file or time in a dump joins an anonymous case and its reporter", async (t) => {
  const talk = await street(t, "2026-11-23T10:05:00+08:00");
  const suspect = await wang(talk);
  const path = join(talk.dir, "door.png");
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: "#808000" } });
  writeFileSync(path, await picture.png().toBuffer());
  const photo = { files: [{ kind: "image", path }] };
  const clock = (time: string) => talk.clock(`2026-11-23T${time}+08:00`);

  // Others around it in time; the same person under their name, with the same photo.
  await clock("10:10:00");
  await filed(talk, "zhao", "站长三天没给我派单了", "实名");
  await clock("10:12:00");
  const named = await filed(talk, "wang", "车棚的门坏了没人修", "实名", photo);
  await clock("10:17:31");
  const { no, code, said } = await filed(talk, "wang", "站长扣了我三百块", "匿名", photo);
  const before = Date.now();
  assert.deepEqual(to(said, "g2"), []);
  await settled(talk);
  // Before the post is out: no dump, only the pages of a stolen disk could show one transaction.
  const early = joins(await dumped(talk), no, suspect, now(talk)).filter((one) => !one.startsWith("same transaction"));
  assert.deepEqual(early, []);

  await clock("10:25:00");
  await filed(talk, "qian", "站点的充电柜一直跳闸", "保密");
  await clock("10:41:07");
  assert.match(words(await talk.direct("wang", `查进度 ${no}-${code}`)), /等待认领/);
  await talk.direct("wang", `补充 ${no}-${code} 东门站`, photo);
  await settled(talk);
  const posted = await clock("11:00:00");
  assert.match(words(posted, "g2"), new RegExp(no));
  await settled(talk);
  assert.deepEqual(joins(await dumped(talk), no, suspect, now(talk)), []);

  // The whole way back and forth, by code.
  await clock("11:05:00");
  await talk.press("g2", "li", "认领");
  await talk.direct("li", `追问 ${no} 哪一天的事`);
  await clock("11:20:00");
  await talk.direct("wang", `补充 ${no}-${code}`);
  await talk.direct("wang", `补充 ${no}-${code} 上周五`);
  await clock("12:10:00");
  await talk.direct("li", `办结 ${no} 已把三百元退到账户`);
  await clock("12:20:00");
  await talk.direct("wang", `没解决 ${no}-${code}`);
  await clock("13:10:00");
  await talk.direct("li", `认领 ${no}`);
  await talk.direct("li", `办结 ${no} 三百元今天到账，有回单`);
  await clock("13:30:00");
  await talk.direct("wang", `解决了 ${no}-${code}`);
  await talk.direct("wang", `不满意 ${no}-${code}`);
  await clock("14:05:00");
  await settled(talk);
  const dump = await dumped(talk);
  assert.deepEqual(joins(dump, no, suspect, now(talk)), []);
  assert.ok(joins(dump, named.no, suspect, now(talk)).length > 0, "the attack works on a named case");

  const { db } = talk.script.app.database;
  const files = await db.withTables<TicketTables>().selectFrom("ticket_files").selectAll().execute();
  const own = files.filter((file) => file.ticket === no).map((file) => file.hash);
  assert.equal(own.length, 2);
  for (const file of dump.files.filter(({ name }) => own.includes(name)))
    assert.ok(file.ctimeMs > before, "the file system's times are the post's");

  // The attack on a store where somebody has let a join in.
  await talk.script.app.database.unit(async (tx) => {
    const row = tx
      .withTables<TicketTables>()
      .updateTable("ticket_events")
      .where("ticket", "=", no)
      .where("seq", "=", 1);
    await row.set({ by_person: suspect.id }).execute();
  });
  assert.match(joins(await dumped(talk), no, suspect, now(talk)).join("\n"), /names them/);
});

test("P13: the attack finds every kind of join that is planted", () => {
  const at = Date.parse("2026-11-23T10:17:31+08:00");
  const suspect = { address: "terminal:wang", id: "0f3c", name: "王师傅" };
  const heard: Row = {
    table: "inbox",
    place: 7,
    written: "90",
    values: { id: "terminal:auto-1", lane: "terminal:wang", received_at: at, seq: at * 1000 },
  };
  const mine: Row = { table: "tickets", place: 2, values: { no: "111111", person: "0f3c", created_at: at - 300_000 } };
  const photo: Row = { table: "ticket_files", place: 1, values: { ticket: "111111", seq: 1, n: 0, hash: "abc" } };
  const secret: Row = { table: "tickets", place: 4, values: { no: "482913", person: null, created_at: dayOf(at) } };
  const dump = (...rows: Row[]): Dump => ({ rows: [heard, mine, photo, secret, ...rows], raw: [], files: [] });
  const found = (given: Dump) => joins(given, "482913", suspect, at + 3600_000).join("\n");
  const key = "_uigSH_zuZG8WhjDQkw7bGjH";

  assert.equal(found(dump()), "");
  assert.match(
    found(dump({ table: "ticket_access", place: 1, values: { ticket: "482913", at: at + 400 } })),
    /same second/,
  );
  assert.match(
    found(
      dump({
        table: "outbox",
        place: 3,
        values: { key: "x", chat: "g2", living: "ticket:482913", seq: (at + 3) * 1000 },
      }),
    ),
    /same second/,
  );
  assert.match(
    found(
      dump(
        { table: "outbox", place: 3, values: { key, chat: "terminal:wang" } },
        { table: "outbox", place: 4, values: { key: `${key}-1`, chat: "g2", living: "ticket:482913" } },
      ),
    ),
    /same id/,
  );
  assert.match(
    found(dump({ table: "dialogs", place: 1, values: { chat: "terminal:wang", state: '{"no":"482913"}' } })),
    /names them/,
  );
  assert.match(
    found(dump({ table: "choices", place: 1, values: { chat: "terminal:wang", says: '["查进度 482913-K7WQ2M9R"]' } })),
    /names them/,
  );
  assert.match(found(dump({ ...photo, place: 2, values: { ...photo.values, ticket: "482913" } })), /same file/);
  assert.match(
    found(dump({ table: "ticket_numbers", place: 1, written: "90", values: { no: "482913" } })),
    /same transaction/,
  );
  assert.match(
    found(
      dump(
        { table: "tickets", place: 3, values: { no: "222222", person: "9", created_at: at - 200_000 } },
        { table: "tickets", place: 5, values: { no: "333333", person: "9", created_at: at + 200_000 } },
      ),
    ),
    /between its neighbours/,
  );
  const page = Buffer.from("....482913..terminal:wang....");
  const left = { ...dump(), raw: [{ name: "yizhan.db", bytes: page }], live: Buffer.from("....") };
  assert.match(found(left), /left over/);
  const log = Buffer.concat([Buffer.from("482913"), Buffer.alloc(4096), Buffer.from("terminal:wang")]);
  assert.match(found({ ...dump(), raw: [{ name: "yizhan.db-wal", bytes: log }] }), /both in yizhan.db-wal/);
});

function dayOf(at: number): number {
  return Math.floor((at + 8 * 3600_000) / 86_400_000) * 86_400_000 - 8 * 3600_000;
}

test("P13: the code is in no row, however often it is said; numbered words for it live in memory alone", async (t) => {
  const talk = await street(t);
  const { no, code } = await filed(talk, "wang", "站长扣了我三百块", "匿名");
  const shown = (await talk.direct("wang", `查进度 ${no}-${code}`)).filter((one) => one.to === "@wang");
  const buttons = shown.flatMap((one) => one.buttons ?? []);
  assert.ok(buttons.some((button) => button.says.includes(code)));

  // What a platform without buttons makes of them.
  const { database } = talk.script.app;
  const choices = new Choices(database);
  const [chat, at] = ["terminal:wang" as const, now(talk)];
  await database.unit((tx) => choices.offer(tx, chat, chat, { text: "", buttons: [{ label: "好", says: "好" }] }, at));
  await database.unit((tx) => choices.offer(tx, chat, chat, { text: "", buttons, secret: true }, at));
  assert.equal(await choices.meaning(chat, chat, "1", at), buttons[0]?.says);
  const rows = (await dumped(talk)).rows.filter((row) => JSON.stringify(row.values, big).includes(code));
  assert.deepEqual(rows, []);
  await database.unit((tx) => choices.drop(tx, chat, chat));
  assert.equal(await choices.meaning(chat, chat, "1", at), undefined);
});

const big = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);
