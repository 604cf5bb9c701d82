/** Volunteers, spoken: PRODUCT.md §6 (d), the wait list, privacy, hours, rights. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { openTalk, type Talk, words } from "../talk.ts";

const SIX = ["2026-11-28 08:00-10:00", "东街路口", "2", "路口车多，戴头盔", "无"];

async function street(t: TestContext): Promise<Talk> {
  const talk = await openTalk(t);
  await talk.role("secretary", "li", "东街");
  await talk.bind("g1", "东街");
  return talk;
}

/** The secretary publishes a call-out; returns its code. */
async function callOut(talk: Talk, task: string, answers: string[] = SIX): Promise<string> {
  await talk.direct("li", `招募 ${task}`);
  for (const answer of answers) await talk.direct("li", answer);
  const said = await talk.press("@li", "li", "发布");
  const code = /【招募令 ([A-Z]\d\d)】/.exec(words(said, "g1"))?.[1];
  assert.ok(code, "no card was shown");
  return code;
}

const card = (talk: Talk, code: string) => talk.said.findLast((one) => one.living === `callout:${code}`)?.text ?? "";

test("招募: one question at a time, mistakes explained, everything the law asks for on the card", async (t) => {
  const talk = await street(t);
  assert.match(words(await talk.direct("li", "招募")), /做什么/);
  assert.match(words(await talk.direct("li", "高考送考")), /时间/);
  assert.match(words(await talk.direct("li", "下周吧")), /没看懂时间[\s\S]*什么时间/);
  assert.match(words(await talk.direct("li", "2026-11-20 08:00-10:00")), /已经过了/);
  assert.match(words(await talk.direct("li", "11月28日 8点-10点")), /哪里/);
  assert.match(words(await talk.direct("li", "东街路口")), /几个人/);
  assert.match(words(await talk.direct("li", "很多")), /1 到 500/);
  assert.match(words(await talk.direct("li", "8")), /风险/);
  assert.match(words(await talk.direct("li", "无")), /风险不能不写/);
  assert.match(words(await talk.direct("li", "路口车多")), /保险/);
  const preview = await talk.press("@li", "li", "没有保险");
  assert.match(
    words(preview),
    /高考送考[\s\S]*11月28日 周六 08:00-10:00[\s\S]*东街路口[\s\S]*8[\s\S]*路口车多[\s\S]*未提供保险/,
  );
  assert.deepEqual(
    preview[0]?.buttons?.map((button) => button.says),
    ["发布", "取消"],
  );
  assert.match(words(await talk.direct("li", "改地点")), /哪里/);
  assert.match(words(await talk.direct("li", "西街路口")), /西街路口/);
  const said = await talk.press("@li", "li", "发布");
  assert.match(
    words(said, "g1"),
    /招募令 A12[\s\S]*西街路口[\s\S]*风险提示：路口车多[\s\S]*未提供保险[\s\S]*已报 0\/8/,
  );
  assert.deepEqual(
    said.find((one) => one.to === "g1")?.buttons?.map((button) => button.says),
    ["报名 A12", "取消报名 A12"],
  );
  // The same preview tapped again publishes nothing.
  assert.equal(
    (await talk.line({ press: "发布", chat: "@li", from: "li" })).filter((one) => one.to === "g1").length,
    0,
  );
});

test("only a secretary recruits; without a bound group that is said; 取消 leaves", async (t) => {
  const talk = await openTalk(t);
  assert.match(words(await talk.direct("wang", "招募")), /书记/);
  await talk.role("secretary", "li", "东街");
  await talk.direct("li", "招募 扫雪");
  for (const answer of SIX) await talk.direct("li", answer);
  await talk.direct("li", "取消");
  assert.match(words(await talk.direct("li", "发布")), /没有待发布/);
  await talk.direct("li", "招募 扫雪");
  for (const answer of SIX) await talk.direct("li", answer);
  assert.match(words(await talk.direct("li", "发布")), /还没有绑定的群/);
});

test("story (d): exam-day rides with a wait list, a cancellation and the host calling it off", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, "高考送考");

  const first = await talk.press("g1", "wang", `报名 ${code}`);
  assert.match(words(first, "g1"), /报上了/);
  assert.match(words(first, "@wang"), /东街路口[\s\S]*戴头盔/);
  assert.match(card(talk, code), /已报 1\/2/);
  // A redelivered or doubled tap changes nothing.
  await talk.line({ press: `报名 ${code}`, chat: "g1", from: "wang", id: "twice" });
  await talk.line({ press: `报名 ${code}`, chat: "g1", from: "wang", id: "twice" });
  assert.match(card(talk, code), /已报 1\/2/);

  assert.match(words(await talk.group("g1", "zhao", "+1"), "g1"), /报上了/);
  assert.match(words(await talk.direct("sun", `报名 ${code}`), "@sun"), /候补第 1/);
  assert.match(words(await talk.direct("qian", `报名 ${code}`), "@qian"), /候补第 2/);
  assert.match(card(talk, code), /已报 2\/2，候补 2/);

  const left = await talk.direct("wang", `取消报名 ${code}`);
  assert.match(words(left, "@sun"), /补上了/);
  assert.equal(words(left, "@qian"), "");
  assert.match(card(talk, code), /已报 2\/2，候补 1/);
  // Who left is not called up again.
  const next = await talk.direct("zhao", `取消报名 ${code}`);
  assert.match(words(next, "@qian"), /补上了/);
  assert.equal(words(next, "@wang"), "");

  const sure = await talk.direct("li", `取消招募 ${code} 下大雨`);
  assert.match(words(sure), /要取消[\s\S]*下大雨/);
  assert.match(card(talk, code), /已报 2\/2/);
  const off = await talk.press("@li", "li", "确认取消");
  for (const one of ["@sun", "@qian"]) assert.match(words(off, one), /不要前往[\s\S]*下大雨/);
  for (const one of ["@wang", "@zhao"]) assert.equal(words(off, one), "");
  assert.match(card(talk, code), /已取消/);
  assert.match(words(await talk.direct("wang", `报名 ${code}`)), /已经取消/);
  // Nobody is reminded of what was called off.
  assert.deepEqual(await talk.clock("2026-11-28T07:00:00+08:00"), []);
});

test("no name ever stands in the group; the list goes to the unit's secretary alone, privately", async (t) => {
  const talk = await street(t);
  await talk.role("secretary", "xi", "西街");
  const code = await callOut(talk, "扫雪");
  await talk.line({ chat: "g1", from: "wang", name: "王大力", text: `报名 ${code}`, addressed: true });
  await talk.line({ chat: "g1", from: "zhao", name: "赵小满", text: `报名 ${code} 2人`, addressed: true });
  const list = await talk.group("g1", "li", `名单 ${code}`);
  assert.match(words(list, "g1"), /已私下/);
  assert.match(words(list, "@li"), /王大力[\s\S]*候补[\s\S]*赵小满（2 人）/);
  assert.match(words(await talk.direct("xi", `名单 ${code}`)), /别的单位/);
  assert.match(words(await talk.direct("wang", `名单 ${code}`)), /书记/);
  await talk.clock("2026-11-28T10:00:00+08:00");
  await talk.group("g1", "li", `确认时长 ${code}`);
  assert.doesNotMatch(words(talk.said.filter((one) => one.to === "g1")), /王大力|赵小满/);
});

test("a party waits as a whole, the next that fits goes ahead, and its reason is shown", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, "搬桌椅", ["2026-11-28 08:00-10:00", "广场", "3", "重物", "意外险"]);
  await talk.direct("wang", `报名 ${code} 2人`);
  assert.match(words(await talk.direct("zhao", `报名 ${code} 两个人`)), /候补第 1/);
  assert.match(words(await talk.direct("sun", `报名 ${code}`)), /报上了/);
  assert.match(card(talk, code), /已报 3\/3，候补 2/);
  assert.match(words(await talk.direct("zhao", "我的报名")), /只空出 1 个名额/);
  assert.match(words(await talk.direct("qian", `报名 ${code} 4人`)), /一共只招 3 人/);
  assert.match(words(await talk.direct("wang", "取消报名"), "@zhao"), /补上了/);
});

test("+1 in reply to a card means that card, without a reply the newest one; overlaps are refused by name", async (t) => {
  const talk = await street(t);
  const one = await callOut(talk, "扫雪");
  const key = talk.said.findLast((said) => said.living === `callout:${one}`)?.key;
  const two = await callOut(talk, "送餐", ["2026-11-28 09:00-11:00", "社区", "5", "电梯", "无"]);
  await talk.group("g1", "wang", "+1", { reply_to: key });
  assert.match(card(talk, one), /已报 1\/2/);
  await talk.group("g1", "zhao", "+1");
  assert.match(card(talk, two), /已报 1\/5/);
  assert.match(words(await talk.direct("wang", `报名 ${two}`)), new RegExp(`${one}.*重叠`));
  assert.match(card(talk, two), /已报 1\/5/);
  assert.match(words(await talk.direct("qian", "报名")), new RegExp(`哪一个[\\s\\S]*${two}[\\s\\S]*${one}`));
  // Long days are warned about, and left to the person.
  const three = await callOut(talk, "守夜", ["2026-11-28 12:00-23:00", "社区", "5", "冷", "无"]);
  assert.match(words(await talk.direct("zhao", `报名 ${three}`)), /报上了[\s\S]*超过 10 小时/);
});

test("the reminder comes the evening before, once, privately, also across a restart", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, "扫雪");
  for (const one of ["wang", "zhao", "sun"]) await talk.direct(one, `报名 ${code}`);
  assert.deepEqual(await talk.clock("2026-11-27T18:39:00+08:00"), []);
  await talk.restart();
  const said = await talk.clock("2026-11-27T18:41:00+08:00");
  assert.deepEqual(said.map((one) => one.to).sort(), ["@wang", "@zhao"]);
  assert.match(words(said, "@wang"), /提醒[\s\S]*08:00-10:00[\s\S]*戴头盔/);
  await talk.restart();
  assert.deepEqual(await talk.clock("2026-11-28T07:55:00+08:00"), []);
  const started = await talk.clock("2026-11-28T08:01:00+08:00");
  assert.deepEqual(
    started.map((one) => [one.to, one.buttons?.length ?? 0]),
    [["g1", 0]],
  );
  assert.match(words(started), /已开始/);
  assert.match(words(await talk.direct("qian", `报名 ${code}`)), /已经开始/);
});

test("check-in, check-out, hours confirmed by the host, disputed and corrected with both values kept", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, "扫雪", ["2026-11-28 08:00-10:00", "广场", "5", "滑", "无"]);
  for (const one of ["wang", "zhao", "sun"]) await talk.direct(one, `报名 ${code}`, { name: one });
  assert.match(words(await talk.direct("wang", `签到 ${code}`)), /还没到时候/);
  await talk.clock("2026-11-28T07:40:00+08:00");
  assert.match(words(await talk.direct("wang", "签到")), /已签到/);
  assert.match(words(await talk.direct("wang", "签到")), /没有您要签到/);
  assert.match(words(await talk.group("g1", "zhao", `签到 ${code}`)), /已签到/);
  assert.match(words(await talk.direct("qian", `签到 ${code}`)), /没有报/);
  assert.match(words(await talk.direct("sun", `签退 ${code}`)), /还没有签到/);
  await talk.clock("2026-11-28T10:05:00+08:00");
  // Counted from the start, not from the early check-in.
  assert.match(words(await talk.direct("wang", `签退 ${code}`)), /2 小时 5 分钟/);
  const confirmed = await talk.direct("li", `确认时长 ${code}`);
  assert.match(words(confirmed, "@li"), /已确认 1 人[\s\S]*缺[\s\S]*2\. zhao[\s\S]*3\. sun/);
  assert.match(words(confirmed, "@wang"), /2 小时 5 分钟/);
  assert.match(words(await talk.group("g1", "wang", "我的时长"), "g1"), /已私下/);
  assert.match(words(await talk.direct("zhao", "我的时长")), /还没有签退/);

  await talk.direct("zhao", "时长有误");
  const asked = await talk.direct("zhao", "实际两个小时，忘了签退");
  assert.match(words(asked, "@li"), /zhao[\s\S]*07:40 签到，还没有签退[\s\S]*两个小时/);
  const changed = await talk.press("@li", "li", "改为 2 小时");
  assert.match(words(changed, "@zhao"), /07:40 签到.*改为 2 小时/);
  assert.match(words(await talk.direct("zhao", "我的时长")), /时长：2 小时/);
  assert.match(words(await talk.direct("zhao", "我的数据")), /扫雪.*2 小时/);
});

test("erasing oneself frees the place, and the next one hears of it", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, "扫雪");
  for (const one of ["wang", "zhao", "sun"]) await talk.direct(one, `报名 ${code}`);
  await talk.direct("wang", "删除我的数据");
  const said = await talk.direct("wang", "确认删除");
  assert.match(words(said, "@wang"), /1 份报名已删除/);
  assert.match(words(said, "@sun"), /补上了/);
  assert.match(card(talk, code), /已报 2\/2/);
  assert.doesNotMatch(words(await talk.direct("li", `名单 ${code}`)), /wang|已离开/);
});

test("a call-out hangs in the groups of its unit alone", async (t) => {
  const talk = await street(t);
  await talk.bind("g9", "西街");
  const code = await callOut(talk, "扫雪");
  assert.equal(talk.said.filter((one) => one.to === "g9").length, 0);
  assert.match(words(await talk.group("g9", "wu", "招募令")), /没有正在招人/);
  assert.match(words(await talk.group("g1", "wu", "招募令")), new RegExp(`${code}[\\s\\S]*已报 0/2`));
  assert.match(words(await talk.direct("wu", "报名 Z99")), /没有找到/);
});

test("thirty people at the same moment: the places are given once each, whoever else asks waits", async (t) => {
  const talk = await street(t);
  const code = await callOut(talk, "扫雪", ["2026-11-28 08:00-10:00", "广场", "7", "滑", "无"]);
  const everybody = Array.from({ length: 30 }, (_, i) => `p${i}`);
  // Every tap arrives twice.
  await Promise.all(
    [...everybody, ...everybody].map((one) =>
      talk.line({ press: `报名 ${code}`, chat: "g1", from: one, id: `tap-${one}` }),
    ),
  );
  assert.match(card(talk, code), /已报 7\/7，候补 23/);
  await Promise.all(everybody.slice(0, 10).map((one) => talk.direct(one, `取消报名 ${code}`)));
  assert.match(card(talk, code), /已报 7\/7，候补 13/);
  const list = words(await talk.direct("li", `名单 ${code}`));
  assert.equal(list.match(/^\d+\. /gm)?.length, 20);
});
