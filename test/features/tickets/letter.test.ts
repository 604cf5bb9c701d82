import assert from "node:assert/strict";
import { test } from "node:test";
import { type Talk, words } from "../../talk.ts";
import { labels, street, to } from "./talk.ts";

async function write(talk: Talk, text: string, naming: string) {
  await talk.direct("wang", `连心信箱 ${text}`);
  await talk.press("@wang", "wang", naming);
  const said = await talk.press("@wang", "wang", "提交");
  const receipt = words(said, "@wang");
  const no = /编号 \*\*(\d+)\*\*/.exec(receipt)?.[1] ?? "";
  return { no, code: /查询码 \*\*(\w{8})\*\*/.exec(receipt)?.[1] ?? "", said, receipt };
}

test("a letter is the secretary's alone: no group, no handler, no list learns of it", async (t) => {
  const talk = await street(t);
  const preview = words(await talk.direct("wang", "连心信箱 想反映站里排班不公平"));
  assert.match(preview, /实名：东街的书记看到您的名字/);
  await talk.direct("wang", "取消");
  const { no, said, receipt } = await write(talk, "想反映站里排班不公平", "保密");
  assert.match(receipt, /东街的书记会收到/);
  assert.match(words(said, "@zhou"), /信箱[\s\S]*排班不公平/);
  for (const chat of ["g1", "g2", "@li", "@sun"]) assert.deepEqual(to(said, chat), [], chat);
  for (const from of ["li", "sun"]) {
    assert.match(words(await talk.direct(from, `查看 ${no}`)), /没有找到/);
    assert.match(words(await talk.direct(from, `认领 ${no}`)), /没有找到/);
    assert.doesNotMatch(words(await talk.direct(from, "我的待办")), new RegExp(no));
  }
  assert.match(words(await talk.group("g2", "zhou", `查看 ${no}`)), /没有找到/, "not even by the secretary's own word");
  assert.doesNotMatch(words(await talk.group("g2", "zhou", "我的待办")), new RegExp(no));
  assert.match(words(await talk.direct("zhou", "我的待办"), "@zhou"), new RegExp(no));
});

test("the secretary takes it and answers; the answer ends it", async (t) => {
  const talk = await street(t);
  const { no } = await write(talk, "想反映站里排班不公平", "保密");
  assert.match(words(await talk.press("@zhou", "zhou", "认领"), "@zhou"), /由您承办/);
  const told = await talk.direct("zhou", `答复 ${no} 已和站长谈过，下周起轮着排`);
  assert.match(words(told, "@wang"), /下周起轮着排/);
  await talk.clock("2026-12-15T10:00:00+08:00");
  assert.ok(!talk.said.some((one) => ["g1", "g2", "@li", "@sun"].includes(one.to) && one.text.includes(no)));
});

test("through weeks without an answer, no reminder of it leaves the secretary's and the admin's chats", async (t) => {
  const talk = await street(t);
  const { no } = await write(talk, "想反映站里排班不公平", "匿名");
  await talk.clock("2026-12-28T10:00:00+08:00");
  const heard = new Set(talk.said.filter((one) => one.text.includes(no)).map((one) => one.to));
  assert.deepEqual([...heard].sort(), ["@wang", "@zhou"]);
});

test("in a group the letter leaves a number; anonymous, it is followed by its code", async (t) => {
  const talk = await street(t);
  const first = await talk.group("g1", "wang", "连心信箱 站长收回扣");
  assert.match(words(first, "g1"), /^已登记，编号 \d{6}，细节请私聊我。$/);
  assert.deepEqual(labels(to(first, "@wang")), ["实名", "保密", "匿名"]);
  await talk.press("@wang", "wang", "匿名");
  const receipt = words(await talk.press("@wang", "wang", "提交"), "@wang");
  const [, no, code] = /编号 \*\*(\d+)\*\*，查询码 \*\*(\w{8})\*\*/.exec(receipt) ?? [];
  assert.match(words(await talk.direct("wang", `查进度 ${no}-${code}`)), /信箱/);
});

test("a letter about the secretary goes to whoever stands above", async (t) => {
  const talk = await street(t);
  await talk.direct("admin", "帮助");
  const { no, said } = await write(talk, "周书记收了商户的东西", "保密");
  assert.deepEqual(to(said, "@zhou"), []);
  assert.match(words(said, "@admin"), new RegExp(no));
  assert.match(words(await talk.direct("zhou", `查看 ${no}`)), /没有找到/);
});

test("nobody can be asked to help with a letter, and no meeting's agenda knows of it", async (t) => {
  const talk = await street(t);
  const { no } = await write(talk, "想反映站里排班不公平", "保密");
  await talk.bind("g8", "西街", "handlers");
  await talk.press("@zhou", "zhou", "认领");
  const asked = await talk.direct("zhou", `协办 ${no} 西街`);
  assert.match(words(asked, "@zhou"), /写给书记的信.*转办/);
  assert.deepEqual(to(asked, "g8"), []);
  await talk.clock("2026-12-14T10:00:00+08:00");
  assert.doesNotMatch(words(await talk.direct("zhou", "议题")), new RegExp(no), "though it is overdue");
});
