/** A person behind it: what staff answers reaches the asker, may become a common answer, and what nobody answered is told weekly. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { grouped } from "../../../../src/features/policy/answering/gap-desk.ts";
import { personal, unnamed } from "../../../../src/features/policy/answering/mask.ts";
import type { Said } from "../../../../src/script.ts";
import { openTalk, type Talk, words } from "../../../talk.ts";

const ASKED = "夜班补贴一晚上给多少 我电话13912345678";

async function staffed(t: TestContext, start?: string): Promise<Talk> {
  const talk = await openTalk(t, {}, start);
  await talk.bind("g1", "东街");
  await talk.bind("h1", "东街", "handlers");
  await talk.role("secretary", "li", "东街");
  await talk.role("secretary", "qian", "东街");
  await talk.role("secretary", "far", "西街");
  await talk.role("handler", "zhou", "东街");
  await talk.direct("li", "你好");
  await talk.direct("qian", "你好");
  return talk;
}

/** 王师傅 asks what nobody knows and is answered by 周干事; returns the case's number. */
async function answered(talk: Talk, reply: string): Promise<string> {
  await talk.group("g1", "wang", ASKED);
  const told = words(await talk.group("g1", "wang", "转人工"));
  const no = /编号\s*(\w*\d\w*)/.exec(told)?.[1] ?? "";
  assert.ok(no, told);
  await talk.group("h1", "zhou", `认领 ${no}`);
  const said = await talk.group("h1", "zhou", `答复 ${no} ${reply}`);
  assert.ok(
    said.some((one) => one.to === "@wang" && one.text.includes(reply)),
    "the reply reaches the asker",
  );
  return no;
}

const rows = async (talk: Talk, table: string): Promise<Record<string, unknown>[]> =>
  talk.script.app.database.db
    .withTables<Record<string, Record<string, unknown>>>()
    .selectFrom(table)
    .selectAll()
    .execute();
const offered = (said: Said[]) => said.filter((one) => /要不要收进常见问答/.test(one.text));

test("a reply is offered to the secretaries of its unit, becomes a common answer after a second look, and answers the next one", async (t) => {
  const talk = await staffed(t);
  const no = await answered(talk, "夜班补贴每晚二十元，随当月工资发。");
  const offers = offered(talk.said);
  assert.deepEqual(offers.map((one) => one.to).sort(), ["@li", "@qian"]);
  assert.match(words(offers), new RegExp(`诉求 ${no} 已经答复[\\s\\S]*每晚二十元`));
  assert.doesNotMatch(words(offers), /13912345678|一晚上给多少/, "never the asker's words");

  assert.match(words(await talk.press("@li", "li", "收进常见问答")), /写出问题/);
  assert.match(words(await talk.direct("li", "夜班补贴给多少？打13912345678问我")), /手机号/);
  assert.match(words(await talk.direct("li", "夜班补贴给多少？")), /照用[\s\S]*每晚二十元/);
  assert.match(words(await talk.press("@li", "li", "照用")), /问：夜班补贴给多少？\n答：夜班补贴每晚二十元/);
  const submitted = await talk.press("@li", "li", "提交");
  assert.match(words(submitted, "@li"), /已提交/);
  assert.match(words(submitted, "@qian"), /请看一下/);
  assert.equal(submitted.filter((one) => one.to === "@far").length, 0);

  assert.match(words(await talk.group("g1", "zhao", "夜班补贴给多少")), /不知道/, "not before the second look");
  assert.match(words(await talk.direct("li", "常见问答 通过 Q1")), /另一位书记/);
  const passed = await talk.press("@qian", "qian", "通过");
  assert.match(words(passed, "@qian"), /Q1 开始使用/);
  assert.match(words(passed, "@li"), /已通过/);

  const said = await talk.group("g1", "sun", "请问夜班补贴给多少呀？");
  assert.match(words(said), /^常见问答：夜班补贴给多少？\n（东街，2026年11月23日答复）\n\n夜班补贴每晚二十元/);
  assert.deepEqual(
    said[0]?.buttons?.map((button) => button.says),
    ["有用", "没用", "转人工"],
  );
  await talk.press("g1", "sun", "有用");
  assert.ok((await rows(talk, "policy_feedback")).some((row) => row.quoted === '["Q1"]'));
  for (const other of ["夜班补贴不给怎么办", "夜班补贴三十元给吗", "白班补贴给多少"])
    assert.doesNotMatch(words(await talk.group("g1", "sun", other)), /^常见问答/, other);
  await talk.bind("g9", "西街");
  assert.doesNotMatch(words(await talk.group("g9", "ma", "夜班补贴给多少")), /^常见问答/, "another unit's answer");

  const desk = talk.script.app.policy;
  const { ms: _, ...data } = await desk.ask("夜班补贴给多少", "2026-11-23", "g1");
  assert.equal(data.source, "faq");
  assert.equal(data.status, "answered");
  assert.deepEqual(data.passages[0], {
    title: "常见问答：夜班补贴给多少？",
    article: "",
    number: "Q1 东街 2026年11月23日答复",
    effective: "2026-11-23",
    repealed: null,
    text: "夜班补贴每晚二十元，随当月工资发。",
    score: 1,
  });
  assert.equal((await desk.ask("夜班补贴给多少", "2026-11-22", "g1")).source, "extract", "not before it was given");
});

test("an entry is due for review after half a year, rests until it is renewed, and can be retired", async (t) => {
  const talk = await staffed(t);
  await talk.direct("li", "常见问答 添加 头盔丢了怎么补领");
  await talk.direct("li", "带证件到站点登记，当天补领。");
  await talk.direct("li", "提交");
  await talk.direct("qian", "常见问答 通过 Q1");
  assert.match(
    words(await talk.direct("li", "常见问答")),
    /在用的常见问答：\nQ1　头盔丢了怎么补领（用到2027年5月22日）/,
  );
  assert.match(words(await talk.direct("far", "常见问答")), /还没有常见问答/);
  const said = await talk.clock("2027-05-22T10:00:00+08:00");
  assert.deepEqual(
    said
      .filter((one) => /该复核了/.test(one.text))
      .map((one) => one.to)
      .sort(),
    ["@li", "@qian"],
  );
  assert.doesNotMatch(words(await talk.group("g1", "wang", "头盔丢了怎么补领")), /^常见问答/);
  assert.match(words(await talk.press("@li", "li", "续期")), /续用到2027年11月18日/);
  assert.match(words(await talk.group("g1", "wang", "头盔丢了怎么补领")), /^常见问答/);
  assert.match(words(await talk.direct("far", "常见问答 停用 Q1")), /没有 Q1/);
  assert.match(words(await talk.direct("qian", "常见问答 停用 1")), /已停用/);
  assert.doesNotMatch(words(await talk.group("g1", "wang", "头盔丢了怎么补领")), /^常见问答/);
});

test("what is given back or left is never used; members may not say these words, and nobody in a members' group", async (t) => {
  const talk = await staffed(t);
  await answered(talk, "请拨打劳动监察电话咨询。");
  assert.match(words(await talk.press("@qian", "qian", "不收")), /Q1 不收/);
  assert.match(words(await talk.press("@li", "li", "收进常见问答")), /不用看了/);
  await talk.direct("li", "常见问答 添加 雨衣去哪领");
  await talk.direct("li", "到驿站领，凭工牌。");
  const review = await talk.direct("li", "提交");
  assert.match(words(review, "@qian"), /Q2/);
  assert.match(words(await talk.press("@qian", "qian", "退回"), "@li"), /被退回/);
  assert.doesNotMatch(words(await talk.group("g1", "wang", "雨衣去哪领")), /^常见问答/);
  assert.doesNotMatch(words(await talk.direct("wang", "常见问答")), /Q\d/);
  assert.doesNotMatch(words(await talk.direct("zhou", "常见问答")), /Q\d/);
  assert.match(words(await talk.group("g1", "li", "常见问答")), /私聊/);
  assert.match(words(await talk.group("h1", "li", "常见问答")), /还没有常见问答/);
});

test("one secretary alone cannot publish", async (t) => {
  const talk = await openTalk(t);
  await talk.role("secretary", "li", "东街");
  await talk.direct("li", "常见问答 添加 雨衣去哪领");
  await talk.direct("li", "到驿站领，凭工牌。");
  assert.match(words(await talk.direct("li", "提交")), /还没有第二位书记/);
  assert.match(words(await talk.direct("li", "常见问答 通过 Q1")), /另一位书记/);
});

test("the weekly list groups what was asked, without names, numbers or people, to those whose unit it is", async (t) => {
  // After this Monday's list.
  const talk = await staffed(t, "2026-11-23T10:00:00+08:00");
  const ask = (chat: string, from: string, text: string, name = "") =>
    talk.group(chat, from, text, name ? { name } : {});
  await ask("g1", "wang", "问政策 红烧肉怎么做 回我13912345678", "王大锤");
  await ask("g1", "zhao", "红烧肉怎么做呢");
  await ask("g1", "sun", "我王大锤想问李师傅家电视机怎么修", "王大锤");
  await ask("g1", "wu", "问政策 驿站几点开门");
  await talk.press("g1", "wu", "没用");
  await talk.bind("g9", "西街");
  await ask("g9", "ma", "高铁票多少钱");
  const list = words(await talk.direct("li", "缺口清单"), "@li");
  assert.match(list, /红烧肉怎么做.*（2 次）/);
  assert.match(list, /驿站几点开门（1 次，其中 1 次答了没用）/);
  assert.doesNotMatch(list, /139|大锤|李师傅|高铁|wang/);
  assert.doesNotMatch(words(await talk.direct("wang", "缺口清单")), /红烧肉/);
  const before = talk.said.length;
  await talk.clock("2026-11-30T10:00:00+08:00");
  const weekly = talk.said.slice(before).filter((one) => /没答上来/.test(one.text));
  assert.deepEqual(weekly.map((one) => one.to).sort(), ["@far", "@li", "@qian"]);
  assert.match(words(weekly, "@far"), /高铁票多少钱/);
  assert.doesNotMatch(words(weekly, "@far"), /红烧肉/);
  const stored = JSON.stringify(await rows(talk, "policy_gaps"));
  const ids = (await rows(talk, "people")).map((row) => String(row.id));
  assert.ok(ids.every((id) => !stored.includes(id)));
  await talk.clock("2027-01-11T10:00:00+08:00");
  assert.deepEqual(await rows(talk, "policy_gaps"), [], "gone after five weeks");
});

test("what somebody asked without an answer is in their data, and gone with it", async (t) => {
  const talk = await staffed(t);
  await talk.direct("wang", "红烧肉怎么做");
  await talk.direct("zhao", "糖醋鱼怎么做");
  assert.match(words(await talk.direct("wang", "我的数据")), /没答上来的提问.*红烧肉怎么做/);
  assert.doesNotMatch(words(await talk.direct("wang", "我的数据")), /糖醋鱼/);
  await talk.direct("wang", "删除我的数据");
  assert.match(words(await talk.press("@wang", "wang", "确认删除")), /1 条没答上来的提问已删除/);
  const left = (await rows(talk, "policy_gaps")).map((row) => row.question);
  assert.deepEqual(left, ["糖醋鱼怎么做"]);
});

test("names and numbers are taken out of a question; office numbers of a few digits stay", () => {
  for (const [text, shown] of [
    ["电话１３９-1234-5678", "电话〔号码〕"],
    ["一三九一二三四五六七八 打我", "〔号码〕 打我"],
    ["身份证11010119900307771X", "身份证〔号码〕"],
    ["张师傅和李站长说", "某师傅和某站长说"],
    ["[@小王](terminal:wang) 说的", "某人 说的"],
    ["打12345问过，扣了200元，第三十八条", "打12345问过，扣了200元，第三十八条"],
  ] as const)
    assert.equal(unnamed(text, []), shown, text);
  assert.equal(unnamed("王大锤的单子", ["王大锤", "一"]), "某人的单子");
  assert.ok(personal("请打 138 0013 8000") && personal("卡号6222021234567890123"));
  assert.ok(!personal("请打 0558-1234567 或 12345"));
});

test("questions that say the same are one line, the most asked first", () => {
  const all = ["电动车能进电梯吗", "高温补贴发多少", "电动车可以进电梯吗", "请问电动车能进电梯不"];
  const groups = grouped(all.map((question) => ({ question, kind: "unanswered" as const })));
  assert.deepEqual(
    groups.map((one) => one.times),
    [3, 1],
  );
  assert.equal(groups[0]?.question, "电动车能进电梯吗");
});
