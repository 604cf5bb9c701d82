import assert from "node:assert/strict";
import { test } from "node:test";
import { publicRoutes } from "../../src/features/tickets/feed/open311-routes.ts";
import { street, to } from "../features/tickets/talk.ts";
import { type Talk, words } from "../talk.ts";
import { filed } from "./file.ts";

const SECRET = "孙主任收了我两百块不办事";

/** Everything that was said to a person since a moment. */
const told = (talk: Talk, from: number, who: string) => words(to(talk.said.slice(from), `@${who}`));

test("P12: the accused finds it by no word, list, count, export, notice, bulk answer, agenda, report or feed", async (t) => {
  const talk = await street(t);
  // Sun rises to secretary: every word of the house is theirs to try.
  await talk.role("secretary", "sun", "东街");
  for (let i = 0; i < 5; i++) await filed(talk, `r${i}`, `第${i}个充电柜跳闸了，没人修`, "保密");
  const words_ = ["我的待办", "统计", "报表", "议题", "批量答复", "谁看过我的诉求", "查进度"];
  const before: string[] = [];
  for (const word of words_) before.push(words(await talk.direct("sun", word)));
  await talk.direct("sun", "取消");
  const start = talk.said.length;
  const { no } = await filed(talk, "wang", SECRET, "保密");
  const unknown = words(await talk.direct("sun", "查看 482913"));

  // Nothing changes for them, to the letter: the same lists, the same counts.
  for (const [i, word] of words_.entries()) {
    const now = words(await talk.direct("sun", word));
    assert.ok(!now.includes(no), word);
    if (word !== "议题" && word !== "批量答复") assert.equal(now, before[i], `a difference tells: ${word}`);
    if (word === "批量答复") await talk.direct("sun", "取消");
  }
  const tries = [
    "查看",
    "认领",
    "答复",
    "办结",
    "追问",
    "延期",
    "退回",
    "指定",
    "转办",
    "督办",
    "不受理",
    "合并",
    "遮挡",
    "看原图",
    "公开",
    "决定",
    "限制提诉求",
    "协办",
    "意见",
    "采纳",
  ];
  for (const word of tries) {
    const said = words(await talk.direct("sun", `${word} ${no} 已经处理好了，请放心`));
    assert.doesNotMatch(said, /两百|王师傅|来访者/, word);
    assert.equal(
      said,
      words(await talk.direct("sun", `${word} 482913 已经处理好了，请放心`)),
      `${word}: as if there were none`,
    );
    await talk.direct("sun", "取消");
  }
  assert.ok(unknown.length > 0);
  // The clocks, the way through others' hands, and the verdict pass them by.
  await talk.direct("li", `认领 ${no}`);
  await talk.clock("2026-12-03T10:00:00+08:00");
  await talk.direct("li", `答复 ${no} 已经约谈，正在核实`);
  await talk.direct("wang", `没解决 ${no}`);
  await talk.direct("wang", "跳过");
  await talk.clock("2026-12-20T10:00:00+08:00");
  await talk.direct("sun", "议题 重拟");
  const heard = told(talk, start, "sun");
  assert.ok(!heard.includes(no) && !heard.includes("两百"), "told of nothing");
  assert.ok(!words(talk.said.slice(start).filter((one) => one.to === "g2")).includes(no), "nor the room they sit in");
  const feed = await (await publicRoutes(talk.script.app.kit).request("/requests.json")).text();
  assert.ok(!feed.includes(no));
  // Their own data says nothing of what others filed about them.
  const own = await talk.direct("sun", "我的数据");
  assert.ok(!words(own).includes(no));
  // The check could fail: somebody else is told.
  assert.ok(told(talk, start, "zhou").includes(no) || told(talk, start, "li").includes(no));
});

test("P12: who becomes an interested party later, by marriage into the words or by a linked name, is out at once", async (t) => {
  const talk = await street(t);
  const { no } = await filed(talk, "wang", "站长扣了我三百块");
  await talk.group("g2", "li", `认领 ${no}`);
  const start = talk.said.length;
  await talk.direct("wang", `补充 ${no} 李主任是站长的表哥`);
  assert.ok(!told(talk, start, "li").includes("表哥"));
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /没有找到/);
  await talk.clock("2026-12-20T10:00:00+08:00");
  assert.ok(!told(talk, start, "li").includes(no));
});
