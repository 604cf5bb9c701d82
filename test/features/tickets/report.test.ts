import assert from "node:assert/strict";
import { test } from "node:test";
import { type Talk, words } from "../../talk.ts";
import { complain, street } from "./talk.ts";

/** A case from its beginning to its verdict. */
async function judged(talk: Talk, from: string, remark: string): Promise<void> {
  const { no } = await complain(talk, from, "站里乱扣我的钱", "保密");
  await talk.group("g2", "li", `认领 ${no}`);
  await talk.direct("li", `办结 ${no} 三百元已退还本人`);
  await talk.direct(from, `解决了 ${no}`);
  await talk.direct(from, `满意 ${no} ${remark}`);
}

test("the counts of such reports: meetings, supervision, visits as noted, problems solved by the reporter's word", async (t) => {
  const talk = await street(t);
  assert.match(words(await talk.direct("zhou", "走访记录")), /请在后面写一句/);
  assert.match(words(await talk.direct("zhou", "走访记录 到三个站点，听了五条意见")), /2026-11-23 走访一次/);
  await talk.direct("zhou", "走访记录 2026-11-20 看望受伤的骑手");
  assert.match(words(await talk.direct("zhou", "走访记录 2026-12-20 看望骑手")), /不能是以后/);
  await talk.direct("zhou", "会议记录 碰头会，议了充电难");
  await talk.direct("zhou", "督导记录 2026-10-30 查了超期件");
  assert.match(words(await talk.direct("li", "走访记录 去了站点")), /书记才能用/);
  assert.doesNotMatch(words(await talk.group("g2", "zhou", "走访记录 看望骑手"), "g2"), /一次/);
  for (let i = 0; i < 4; i++) await judged(talk, `r${i}`, `第${i}句话`);
  const four = words(await talk.direct("zhou", "报表 本月"));
  assert.match(four, /联席会议 1 次，开展督导调度 0 次，走访 2 次/);
  assert.match(four, /收到诉求 <5 件，其中本人确认解决 <5 件/);
  assert.doesNotMatch(four, /句话/, "four remarks can be laid at somebody's door");
  await judged(talk, "r9", "打13812345678就通了");
  const five = words(await talk.direct("zhou", "报表"));
  assert.match(five, /收到诉求 5 件，其中本人确认解决 5 件/);
  assert.match(five, /评价里的话[\s\S]*第0句话/);
  assert.match(five, /138\*\*\*\*5678/);
  assert.match(words(await talk.direct("zhou", "报表 2026-10")), /督导调度 1 次，走访 0 次/);
  assert.match(words(await talk.direct("zhou", "报表 明年")), /哪个月的报表/);
});
