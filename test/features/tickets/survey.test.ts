import assert from "node:assert/strict";
import { test } from "node:test";
import type { MemberTables } from "../../../src/features/members/store.ts";
import type { BackTables } from "../../../src/features/tickets/figures/store-back.ts";
import { forgetBack, moveBack } from "../../../src/features/tickets/reporter/back-rights.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, kept, labels, street, to } from "./talk.ts";

/** A case that its handler says is done. */
async function done(talk: Talk, from: string, naming = "实名") {
  const filed = await complain(talk, from, "站长扣了我三百块", naming);
  await talk.group("g2", "li", `认领 ${filed.no}`);
  await talk.direct("li", `办结 ${filed.no} 三百元已退还本人`);
  return filed;
}

async function rows(talk: Talk) {
  const db = talk.script.app.database.db.withTables<BackTables>();
  return {
    surveys: (await db.selectFrom("ticket_surveys").selectAll().execute()).map((row) => ({ ...row })),
    ratings: await db.selectFrom("ticket_ratings").selectAll().execute(),
    remarks: await db.selectFrom("ticket_rating_words").selectAll().execute(),
  };
}

test("解决了 asks with one tap, the verdict is counted without case or person, and once", async (t) => {
  const talk = await street(t);
  const { no } = await done(talk, "wang");
  const asked = await talk.press("@wang", "wang", "解决了");
  assert.deepEqual(labels(to(asked, "@wang")), ["满意", "基本满意", "不满意"]);
  assert.match(words(asked, "@wang"), /不点也行/);
  const said = await talk.press("@wang", "wang", "满意");
  assert.match(words(said), /记下了/);
  assert.deepEqual(
    said.map((one) => one.to),
    ["@wang"],
    "no one else hears of a verdict",
  );
  assert.match(words(await talk.direct("wang", `不满意 ${no}`)), /已经记下/);
  const { surveys, ratings } = await rows(talk);
  assert.deepEqual(
    ratings.map(({ kind, month, score, n }) => ({ kind, month, score, n })),
    [{ kind: "complaint", month: "2026-11", score: "good", n: 1 }],
  );
  assert.doesNotMatch(JSON.stringify(ratings), new RegExp(no));
  assert.deepEqual(surveys, [{ ticket: no, person: null, remind_at: null, answered: 1 }]);
  assert.deepEqual(await talk.clock("2026-12-31T10:00:00+08:00"), [], "who answered is left in peace");
});

test("one reminder at most, in duty hours and over a restart; an answer weeks later still counts", async (t) => {
  const talk = await street(t);
  const { no } = await done(talk, "wang");
  await talk.press("@wang", "wang", "解决了");
  assert.deepEqual(await talk.clock("2026-11-26T08:00:00+08:00"), []);
  await talk.restart();
  const reminded = await talk.clock("2026-11-26T09:00:00+08:00");
  assert.deepEqual(
    reminded.map((one) => one.to),
    ["@wang"],
  );
  assert.match(words(reminded), new RegExp(`${no}.*以后不再问`));
  assert.deepEqual(await talk.clock("2027-01-29T09:00:00+08:00"), [], "nobody is nagged");
  // Without a number too: it is the only one that waits.
  assert.match(words(await talk.direct("wang", "基本满意")), /记下了/);
  assert.equal((await rows(talk)).ratings[0]?.score, "fair");
  assert.match(words(await talk.direct("wang", "满意")), /没有等您评价/);
});

test("whoever never came to the bot is asked by the words that wait for them, and not reminded in the same breath", async (t) => {
  const talk = await street(t);
  for (const who of ["wang", "zhao"]) {
    await done(talk, who);
    await talk.press(`@${who}`, who, "解决了");
  }
  // As on a platform that lets a bot write only to those who wrote first: wang's private words are still held.
  await talk.script.app.database.unit(async (tx) => {
    const addresses = tx.withTables<MemberTables>().updateTable("addresses").set({ met_at: null });
    await addresses.where("address", "=", "terminal:wang").execute();
  });
  const reminded = await talk.clock("2026-11-26T09:00:00+08:00");
  assert.deepEqual(
    reminded.map((one) => one.to),
    ["@zhao"],
  );
  assert.match(words(await talk.direct("wang", "满意")), /记下了/, "the verdict counts whenever it comes");
});

test("a late tick at night waits for the morning, and a case taken up again is not asked about", async (t) => {
  const talk = await street(t);
  await done(talk, "wang");
  await talk.press("@wang", "wang", "解决了");
  const other = await done(talk, "zhao");
  await talk.press("@zhao", "zhao", "解决了");
  await talk.direct("zhao", `没解决 ${other.no} 又扣了`);
  await talk.restart();
  talk.script.clock.set(Date.parse("2026-11-26T23:50:00+08:00"));
  await talk.script.app.core.idle();
  const before = await talk.clock("2026-11-27T08:00:00+08:00");
  assert.doesNotMatch(words(before), /办得怎么样/);
  const morning = await talk.clock("2026-11-27T09:00:00+08:00");
  assert.match(words(morning, "@wang"), /办得怎么样/);
  assert.doesNotMatch(words(morning, "@zhao"), /办得怎么样/);
  assert.match(words(await talk.direct("zhao", `满意 ${other.no}`)), /办结了再评/);
});

test("anonymous: asked only where they speak, with their code; nothing is kept that leads to them, no reminder", async (t) => {
  const talk = await street(t);
  const { no, code } = await done(talk, "wang", "匿名");
  const asked = await talk.direct("wang", `解决了 ${no}-${code}`);
  assert.deepEqual(labels(to(asked, "@wang")), ["满意", "基本满意", "不满意"]);
  assert.deepEqual((await rows(talk)).surveys, [{ ticket: no, person: null, remind_at: null, answered: 0 }]);
  assert.deepEqual(to(await talk.clock("2026-12-10T10:00:00+08:00"), "@wang"), []);
  assert.match(words(await talk.direct("wang", `满意 ${no}`)), /没有找到/, "the number alone opens nothing");
  assert.match(words(await talk.direct("wang", `满意 ${no}-${code}`)), /记下了/);
  assert.equal((await rows(talk)).ratings[0]?.n, 1);
});

test("closed without a word: not asked, but whoever wants to may judge", async (t) => {
  const talk = await street(t);
  const { no } = await done(talk, "wang");
  await talk.clock("2026-11-26T09:00:00+08:00");
  const closed = await talk.clock("2026-12-03T09:00:00+08:00");
  assert.doesNotMatch(words(closed), /办得怎么样/);
  assert.deepEqual((await rows(talk)).surveys, []);
  assert.match(words(await talk.direct("wang", `满意 ${no}`)), /记下了/);
  assert.match(words(await talk.direct("zhao", `满意 ${no}`)), /没有找到/);
});

test("不满意 offers to take it up again; the remark is kept without name and telephone", async (t) => {
  const talk = await street(t);
  const { no } = await done(talk, "wang");
  await talk.press("@wang", "wang", "解决了");
  const said = await talk.press("@wang", "wang", "不满意");
  assert.deepEqual(labels(said), ["没解决", "跳过"]);
  assert.match(words(await talk.direct("wang", "等了五天，打13812345678才有人理")), /记下了/);
  const { remarks } = await rows(talk);
  assert.equal(remarks[0]?.text, "等了五天，打138****5678才有人理");
  assert.doesNotMatch(JSON.stringify(remarks), new RegExp(`${no}|王师傅`));
  assert.match(words(await talk.direct("wang", `没解决 ${no}`), "g2"), /重新办理/);
});

test("a group hears a number and thanks, never a verdict", async (t) => {
  const talk = await street(t);
  const { no } = await done(talk, "wang");
  const said = await talk.group("g1", "wang", `解决了 ${no}`);
  assert.doesNotMatch(words(said, "g1"), /满意|办得怎么样/);
  assert.deepEqual(labels(to(said, "@wang")), ["满意", "基本满意", "不满意"]);
  const judged = await talk.group("g1", "wang", `不满意 ${no} 太慢`);
  assert.doesNotMatch(words(judged, "g1"), /满意|太慢|对不住/);
  assert.match(words(judged, "@wang"), /对不住/);
});

test("who leaves is not asked any more", async (t) => {
  const talk = await street(t);
  await done(talk, "wang");
  await talk.press("@wang", "wang", "解决了");
  await talk.direct("wang", "删除我的数据");
  await talk.direct("wang", "确认删除");
  assert.deepEqual(
    (await rows(talk)).surveys.map(({ person, remind_at }) => ({ person, remind_at })),
    [{ person: null, remind_at: null }],
  );
  assert.doesNotMatch(words(await talk.clock("2026-12-10T10:00:00+08:00")), /办得怎么样/);
});

test("who turns out to be somebody known is asked under the one id that stays", async (t) => {
  const talk = await street(t);
  await done(talk, "wang");
  await talk.press("@wang", "wang", "解决了");
  const before = (await rows(talk)).surveys[0]?.person ?? "";
  await talk.script.app.database.unit((tx) => moveBack(tx, before, "another"));
  assert.equal((await rows(talk)).surveys[0]?.person, "another");
  await talk.script.app.database.unit((tx) => forgetBack(tx, "another", []));
  assert.equal((await rows(talk)).surveys[0]?.person, null);
});

test("解决了 said weeks after the case was closed without a word still makes it solved, and is thanked once", async (t) => {
  const talk = await street(t);
  const { no } = await done(talk, "wang");
  await talk.clock("2026-12-17T09:00:00+08:00");
  assert.ok((await kept(talk)).includes('"outcome":"unconfirmed"'));
  assert.deepEqual(labels(await talk.direct("wang", `解决了 ${no}`)), ["满意", "基本满意", "不满意"]);
  const now = await kept(talk);
  assert.ok(now.includes('"outcome":"solved"') && !now.includes('"outcome":"unconfirmed"'));
  assert.match(words(await talk.direct("wang", `解决了 ${no}`)), /已经办结/);
});
