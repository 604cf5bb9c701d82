/** What becomes of cases, places, study and questions when two people turn out to be one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import type { StudyTables } from "../../../src/features/study/store.ts";
import type { TicketTables } from "../../../src/features/tickets/store/tables.ts";
import type { VolunteerTables } from "../../../src/features/volunteers/store.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, kept, numberIn, photo, street, to } from "../tickets/talk.ts";
import { codeFor, linkUp, personOf, sameperson } from "./talk.ts";

type Tables = TicketTables & VolunteerTables & StudyTables;
const stored = (talk: Talk) => talk.script.app.database.db.withTables<Tables>();

/** Links a handler's account and a private one: said at the handler's, one tap is enough. */
async function linkStaff(talk: Talk, staff: string, own: string) {
  await talk.direct(staff, `绑定账号 ${await codeFor(talk, own)}`);
  const said = await talk.press(`@${staff}`, staff, "确认绑定");
  assert.ok(await sameperson(talk, staff, own));
  return said;
}

test("no table keeps the former id of anybody, whichever feature it belongs to", async (t) => {
  const talk = await street(t);
  const former = (await personOf(talk, "li")) ?? "";
  const { no } = await complain(talk, "li", "站长扣了我三百块");
  const other = await complain(talk, "wang", "电瓶车被物业扣了");
  await talk.direct("li", `认领 ${other.no}`);
  const hazard = numberIn(await talk.group("g1", "zhao", "随手拍 消防通道堵了", photo(talk)));
  await talk.direct("zhao", "幸福路 3 号楼");
  await talk.direct("li", `我也遇到 ${hazard}`);
  for (const said of ["学一点", "上班时间 10:00", "问政策 工伤怎么办", "我的数据", "绑定账号", `查进度 ${no}`])
    await talk.direct("li", said);
  const code = await callOut(talk, 2);
  await talk.direct("li", `报名 ${code}`);
  await talk.script.app.database.unit(async (tx) => {
    const note = { callout: "c", before: null, after: 60, words: "", at: 1 };
    const all = tx.withTables<Tables>();
    await all.updateTable("callouts").set({ host: former }).where("code", "=", code).execute();
    await all
      .insertInto("callout_hours")
      .values({ ...note, id: "n1", person: former, by: "" })
      .execute();
    await all
      .insertInto("callout_hours")
      .values({ ...note, id: "n2", person: "", by: former })
      .execute();
    await all.insertInto("callout_news").values({ callout: "c", person: former, kind: "promoted", at: 1e15 }).execute();
  });
  await talk.role("handler", "sun2", "东街");
  await talk.direct("sun2", "帮助", { name: "李主任" });
  await talk.direct("li", `绑定账号 ${await codeFor(talk, "sun2")}`);
  await talk.press("@li", "li", "确认绑定");
  assert.match(words(await talk.press("@sun2", "sun2", "确认绑定")), /绑好了/);
  assert.deepEqual(
    await tablesWith(talk, former),
    ["joined_people"],
    "for ten minutes, to gather what was being written",
  );
  await talk.clock("2026-11-23T09:11:00+08:00");
  assert.deepEqual(await tablesWith(talk, former), []);
  const now = await tablesWith(talk, (await personOf(talk, "sun2")) ?? "");
  assert.ok(now.length >= 8, `it is all under the other id: ${now}`);
});

/** The tables, of any feature, in which a value stands. */
async function tablesWith(talk: Talk, value: string): Promise<string[]> {
  const { db, engine } = talk.script.app.database;
  const found: string[] = [];
  // Other tests have schemas of their own in the same PostgreSQL.
  const here =
    engine === "postgres" ? (await sql<{ s: string }>`select current_schema() as s`.execute(db)).rows[0]?.s : undefined;
  for (const { name, schema } of await db.introspection.getTables()) {
    if (schema !== here) continue;
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    if (JSON.stringify(rows).includes(value)) found.push(name);
  }
  return found.sort();
}

test("cases are seen from both accounts, and nobody waits beside themselves", async (t) => {
  const talk = await street(t);
  const own = await complain(talk, "wang", "站长扣了我三百块");
  const hazard = numberIn(await talk.group("g1", "wang", "随手拍 消防通道堵了", photo(talk)));
  await talk.direct("wang", "幸福路 3 号楼");
  await talk.direct("he", `我也遇到 ${hazard}`);
  const other = numberIn(await talk.group("g1", "zhao", "随手拍 井盖坏了", photo(talk, "b.jpg")));
  await talk.direct("zhao", "东门口");
  for (const from of ["wang", "he"]) await talk.direct(from, `我也遇到 ${other}`);
  await linkUp(talk, "he", "wang");
  const id = await personOf(talk, "he");
  assert.match(words(await talk.direct("he", `查进度 ${own.no}`)), /等待认领/);
  assert.match(words(await talk.direct("wang", "查进度")), new RegExp(own.no));
  const joins = await stored(talk).selectFrom("ticket_joins").selectAll().execute();
  assert.deepEqual(
    joins.map((row) => [row.ticket, row.person]),
    [[other, id]],
    "joined once, and never their own",
  );
  await talk.press("g2", "li", "认领");
  const done = await talk.direct("li", `办结 ${other} 井盖已换新，附照片`);
  assert.equal(done.filter((one) => one.to === "@wang" || one.to === "@he").length <= 1, true, "told once");
});

test("a case that its own reporter had claimed is free again, and its unit hears of it", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块", "保密");
  await talk.press("g2", "li", "认领");
  const said = await linkStaff(talk, "li", "wang");
  assert.match(words(said, "g2"), new RegExp(`${no} 原承办人不再承办`));
  assert.doesNotMatch(words(said, "g2"), /王师傅|绑定/, "why is nobody's business");
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /没有找到/);
  assert.match(words(await talk.direct("wang", `认领 ${no}`)), /没有找到/, "nor from the other account");
  assert.match(words(await talk.direct("li", `查进度 ${no}`)), /等待认领/, "theirs as its reporter");
  const claimed = await talk.press("g2", "sun", "认领");
  assert.match(words(claimed, "@sun"), /来访者-\w{4}/, "in confidence as before");
  assert.doesNotMatch(words(claimed), /王师傅|李主任（/);
});

test("a solved case waits for its reporter without a handler of the same hand", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.direct("li", `办结 ${no} 三百元已退到账户`);
  await linkStaff(talk, "li", "wang");
  const again = await talk.direct("wang", `没解决 ${no}`);
  assert.match(words(again, "g2"), /没解决/);
  const row = await stored(talk).selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirst();
  assert.deepEqual([row?.state, row?.handler], ["reopened", null]);
  assert.match(words(await talk.direct("li", `认领 ${no}`)), /没有找到/);
});

test("an anonymous case stays nobody's", async (t) => {
  const talk = await street(t);
  const { no, code } = await complain(talk, "wang", "站长扣了我三百块", "匿名");
  const before = await kept(talk);
  await linkStaff(talk, "li", "wang");
  assert.equal(await kept(talk), before, "nothing of it was touched");
  const unknown = words(await talk.direct("li", "查进度 482913"));
  assert.equal(words(await talk.direct("li", `查进度 ${no}`)), unknown);
  assert.match(words(await talk.direct("li", `查进度 ${no}-${code}`)), /等待认领/);
});

test("P12: whoever is accused under the name of their other account loses the case, and their room its card", async (t) => {
  const talk = await street(t);
  await talk.direct("sun2", "帮助", { name: "孙大力" });
  const { no, said } = await complain(talk, "wang", "孙大力收了我两百块不办事");
  assert.equal(to(said, "g2").length, 1, "nobody knew yet who that is");
  await talk.press("g2", "sun", "认领");
  const linked = await linkStaff(talk, "sun", "sun2");
  assert.match(words(linked, "g2"), /已转到别处办理/, "the card is taken down");
  assert.doesNotMatch(words(linked, "g2"), /两百/);
  assert.match(words(linked, "@li"), /两百/, "the others are told one by one");
  for (const from of ["sun", "sun2"])
    assert.match(words(await talk.direct(from, `查看 ${no}`)), /没有找到/, "under neither account");
  assert.match(words(await talk.group("g2", "li", `查看 ${no}`)), /没有找到/, "nor in that room");
  assert.match(words(await talk.direct("li", `认领 ${no}`)), /由您承办|已认领/);
});

test("recusal comes along, whichever account had it", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "孙主任收了我两百块");
  await talk.role("member", "sun");
  await talk.direct("sun", "更正 小孙");
  await linkStaff(talk, "li", "sun");
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /没有找到/);
  const rows = await stored(talk).selectFrom("ticket_recused").selectAll().execute();
  assert.deepEqual(
    rows.map((row) => row.person),
    [await personOf(talk, "li")],
  );
});

test("who opened a case is one member of staff, and their work is theirs", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.role("handler", "he", "东街");
  await talk.press("g2", "he", "认领");
  const before = words(await talk.direct("wang", `谁看过我的诉求 ${no}`));
  const code = await codeFor(talk, "li");
  await talk.direct("he", `绑定账号 ${code}`);
  await talk.press("@he", "he", "确认绑定");
  await talk.press("@li", "li", "确认绑定");
  assert.equal(words(await talk.direct("wang", `谁看过我的诉求 ${no}`)), before);
  assert.match(words(await talk.direct("li", "我的待办")), new RegExp(no));
  assert.match(words(await talk.direct("li", `答复 ${no} 已联系站点核实`), "@wang"), /已联系站点/);
});

async function callOut(talk: Talk, places: number): Promise<string> {
  await talk.direct("zhou", "招募");
  for (const words of ["巡护路口", "2026-11-28 08:00-10:00", "幸福路口", String(places), "车多", "有"]) {
    await talk.direct("zhou", words);
  }
  const last = await talk.press("@zhou", "zhou", "发布");
  return /[A-Z]\d{1,3}/.exec(words(last))?.[0] ?? "";
}

test("both accounts had signed up: one place stays, the next in line moves up and is told", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, 2);
  assert.ok(code, "a call-out was published");
  for (const from of ["wang", "he", "zhao"]) await talk.direct(from, `报名 ${code}`);
  const said = await linkUp(talk, "wang", "he");
  assert.match(words(said, "@zhao"), /递补|轮到|有名额|补上/, "told by the same clock");
  const seats = await stored(talk).selectFrom("callout_signups").selectAll().orderBy("seq").execute();
  assert.deepEqual(
    seats.map((seat) => [seat.person, seat.status, seat.party]),
    [
      [await personOf(talk, "wang"), "signed_up", 1],
      [await personOf(talk, "zhao"), "signed_up", 1],
    ],
  );
  await talk.direct("he", `取消报名 ${code}`);
  assert.match(words(await talk.direct("wang", `取消报名 ${code}`)), /没有报/);
});

test("study: one set of wishes; what was approved by its own author's other account is reviewed anew", async (t) => {
  const talk = await street(t);
  await talk.role("secretary", "li", "东街");
  await talk.direct("wang", "上班时间 10:00");
  await talk.direct("he", "暂停");
  await linkUp(talk, "he", "wang");
  const readers = await stored(talk).selectFrom("study_readers").selectAll().execute();
  assert.deepEqual(
    readers.map((one) => [one.person, one.paused, one.shifts, one.next_at]),
    [[await personOf(talk, "he"), 1, '["10:00"]', null]],
  );
  const item = {
    id: "s1",
    source: "chat" as const,
    path: "",
    file_hash: "",
    title: "头盔",
    text: "骑车戴头盔",
    minutes: 1,
    series: "",
    ord: 0,
    slot: "",
    area: "",
    author: (await personOf(talk, "li")) ?? "",
    unit: "",
    audience: "",
    push_at: 0,
    status: "approved" as const,
    hash: "h",
    approver: (await personOf(talk, "zhou")) ?? "",
    approved_at: 1,
    changed: 1,
  };
  const due = talk.script.clock.now() + 86_400_000;
  await talk.script.app.database.unit(async (tx) => {
    const all = tx.withTables<Tables>();
    await all
      .insertInto("study_items")
      .values([item, { ...item, id: "s2", title: "已发" }])
      .execute();
    const send = { item: "s1", chat: "terminal:g1", due, status: "planned" as const, at: null };
    await all
      .insertInto("study_sends")
      .values([send, { ...send, item: "s2", status: "sent" as const, at: 1 }])
      .execute();
  });
  await talk.direct("zhou", `绑定账号 ${await codeFor(talk, "li")}`);
  await talk.press("@zhou", "zhou", "确认绑定");
  await talk.press("@li", "li", "确认绑定");
  const items = await stored(talk)
    .selectFrom("study_items")
    .selectAll()
    .where("source", "=", "chat")
    .orderBy("id")
    .execute();
  assert.deepEqual(
    items.map((one) => [one.id, one.status]),
    [
      ["s1", "in_review"],
      ["s2", "approved"],
    ],
  );
  const planned = await stored(talk).selectFrom("study_sends").selectAll().where("status", "=", "planned").execute();
  assert.ok(!planned.some((one) => one.item === "s1"));
});

test("what was being written under the former id meanwhile is gathered some minutes later, and goes with an erasure", async (t) => {
  const talk = await street(t);
  const old = (await personOf(talk, "he")) ?? "";
  await linkUp(talk, "wang", "he");
  const now = await personOf(talk, "wang");
  const { no } = await complain(talk, "zhao", "路灯坏了三天没人管");
  const astray = async () => {
    await talk.script.app.database.unit(async (tx) => {
      const all = tx.withTables<Tables>();
      await all.updateTable("tickets").set({ person: old }).where("no", "=", no).execute();
    });
  };
  const whose = async () =>
    (await stored(talk).selectFrom("tickets").select("person").where("no", "=", no).executeTakeFirst())?.person;
  await astray();
  await talk.clock("2026-11-23T09:11:00+08:00");
  assert.equal(await whose(), now);
  await astray();
  await talk.clock("2026-11-23T09:30:00+08:00");
  assert.equal(await whose(), old, "once is enough: no later message knows the former id");
  await linkUp(talk, "wang", "qian");
  await linkUp(talk, "zhao", "wang");
  await talk.direct("zhao", "删除我的数据");
  await talk.press("@zhao", "zhao", "确认删除");
  const left = await talk.script.app.database.db
    .withTables<{ joined_people: { old: string } }>()
    .selectFrom("joined_people")
    .selectAll()
    .execute();
  assert.deepEqual(left, []);
});
