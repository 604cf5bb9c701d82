import assert from "node:assert/strict";
import { test } from "node:test";
import { type Talk, words } from "../../talk.ts";
import { labels, street, to } from "./talk.ts";

async function suggest(talk: Talk, from: string, text: string): Promise<string> {
  await talk.direct(from, `建议 ${text}`);
  return /编号 \*\*(\d+)\*\*/.exec(words(await talk.press(`@${from}`, from, "提交"), `@${from}`))?.[1] ?? "";
}

test("a suggestion is answered by a verdict with its reason, by button and words, and its author is told both", async (t) => {
  const talk = await street(t);
  const no = await suggest(talk, "wang", "驿站晚点关门");
  const taken = await talk.group("g2", "li", `认领 ${no}`);
  assert.deepEqual(labels(taken).slice(0, 3), ["采纳", "部分采纳", "不采纳"]);
  const asked = await talk.press("@li", "li", "部分采纳");
  assert.match(words(asked, "@li"), /部分采纳的理由是什么/);
  assert.deepEqual(to(asked, "@wang"), [], "nothing is said before there is a reason");
  assert.match(words(await talk.direct("li", "好的")), /理由是什么/, "a bare word is none");
  const told = await talk.direct("li", "先试行到晚上十点，人手够了再延");
  assert.match(words(told, "@wang"), new RegExp(`${no} 有答复了：\\*\\*部分采纳\\*\\*\\n先试行到晚上十点`));
  assert.match(words(told, "@li"), /已答复“部分采纳”/);
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /答复：部分采纳。先试行到晚上十点/);
});

test("答复 and 办结 are no answer to a suggestion, and a verdict none to anything else", async (t) => {
  const talk = await street(t);
  const no = await suggest(talk, "wang", "驿站晚点关门");
  await talk.group("g2", "li", `认领 ${no}`);
  for (const word of ["答复", "办结"])
    assert.match(words(await talk.direct("li", `${word} ${no} 知道了，会研究的，谢谢您`)), /采纳 \d+ 理由、部分采纳/);
  await talk.direct("wang", "提诉求 平台乱扣我五十块");
  await talk.press("@wang", "wang", "跳过");
  await talk.press("@wang", "wang", "实名");
  const other = /编号 \*\*(\d+)\*\*/.exec(words(await talk.press("@wang", "wang", "提交"), "@wang"))?.[1] ?? "";
  await talk.group("g2", "li", `认领 ${other}`);
  assert.match(words(await talk.direct("li", `采纳 ${other} 马上就去把钱要回来`)), /不是建议.*答复/);
});

test("who has not claimed it, or belongs elsewhere, gives no verdict", async (t) => {
  const talk = await street(t);
  const no = await suggest(talk, "wang", "驿站晚点关门");
  assert.match(words(await talk.direct("li", `采纳 ${no} 下周起开到晚上十点`)), new RegExp(`认领 ${no}`));
  await talk.role("handler", "ma", "西街");
  assert.match(words(await talk.direct("ma", `采纳 ${no} 下周起开到晚上十点`)), /没有找到/);
  assert.deepEqual(
    to(talk.said, "@wang").filter((one) => one.text.includes("采纳")),
    [],
  );
});

test("没解决 has it answered again; the last verdict counts, and the month's report hides small numbers", async (t) => {
  const talk = await street(t);
  const answer = async (from: string, text: string, verdict: string) => {
    const no = await suggest(talk, from, text);
    await talk.group("g2", "li", `认领 ${no}`);
    await talk.direct("li", `${verdict} ${no} 已经和物业商量过，下周起照办`);
    return no;
  };
  const texts = ["开水器", "充电口", "停车位", "雨棚", "夜校", "路灯", "饮水机", "长椅", "晾衣架"];
  for (const text of texts) await answer("wang", `门口加个${text}`, "采纳");
  const no = await answer("zhao", "每天发一箱水", "不采纳");
  const report = async () => words(await talk.direct("zhou", "报表 本月"), "@zhou");
  assert.match(await report(), /答复建议：采纳 \d+|答复建议：采纳 —/);
  assert.doesNotMatch(await report(), /不采纳 1\b/, "one alone is not shown");
  await talk.direct("zhao", `没解决 ${no}`);
  await talk.direct("zhao", "跳过");
  await talk.group("g2", "li", `认领 ${no}`);
  assert.match(words(await talk.direct("li", `采纳 ${no} 夏天三个月每天一箱`), "@zhao"), /\*\*采纳\*\*/);
});
