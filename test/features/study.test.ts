/** Study, spoken: PRODUCT.md §6 (c), four eyes, push and quiet hours, private reading, recall. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Said } from "../../src/script.ts";
import { openTalk, type Talk, words } from "../talk.ts";

/** A library of its own, so that no sample stands in the way. */
async function library(t: TestContext, files: Record<string, string> = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "study-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, "study"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, "study", name), text);
  return dir;
}

const file = (title: string, more: string, text: string) => `---\ntitle: ${title}\n${more}\n---\n${text}\n`;

async function street(t: TestContext, files: Record<string, string> = {}): Promise<Talk & { library: string }> {
  const dir = await library(t, files);
  const talk = await openTalk(t, { LIBRARY_DIR: dir });
  for (const one of ["li", "chen"]) await talk.role("secretary", one, "东街");
  await talk.bind("g1", "东街");
  return Object.assign(talk, { library: dir });
}

/** Writes an item and sends it to review; returns what was said then. */
async function write(talk: Talk, title: string, text: string, time = "2026-11-24 12:10", group = "g1") {
  await talk.direct("li", "写学习");
  for (const answer of [title, text, time, group]) await talk.direct("li", answer);
  return talk.press("@li", "li", "送审");
}

/** What the reviewer's 通过 button says. */
function approving(said: Said[]): string {
  const buttons = said.filter((one) => one.to === "@chen").flatMap((one) => one.buttons ?? []);
  return buttons.find((button) => button.label === "通过")?.says ?? "";
}

test("story (c): approved, edited so that the approval is void, approved anew, delivered half an hour before the shift", async (t) => {
  const talk = await street(t);
  const asked = await write(talk, "冬季骑行", "看胎压。");
  assert.match(words(asked, "@chen"), /冬季骑行[\s\S]*看胎压。[\s\S]*11月24日 周二 12:10[\s\S]*g1/);
  await talk.direct("wang", "上班时间 10:00");
  assert.match(words(await talk.direct("wang", "学一点")), /还没有学习内容/);

  assert.match(words(await talk.press("@chen", "chen", "通过"), "@chen"), /已通过/);
  await talk.direct("li", "修改 冬季骑行");
  await talk.direct("li", "看胎压，看刹车。");
  const again = await talk.press("@li", "li", "送审");
  assert.match(words(again, "@li"), /作废/);
  assert.match(words(again, "@chen"), /重新审核[\s\S]*看胎压，看刹车。/);
  assert.match(words(await talk.direct("wang", "学一点")), /还没有学习内容/);

  assert.match(words(await talk.press("@chen", "chen", "通过"), "@li"), /审核通过/);
  const before = await talk.clock("2026-11-23T09:29:00+08:00");
  assert.deepEqual(before, []);
  const shift = await talk.clock("2026-11-23T09:31:00+08:00");
  assert.deepEqual(
    shift.map((one) => one.to),
    ["@wang"],
  );
  assert.match(words(shift), /看胎压，看刹车。/);
  // Pushed to the group at its own time, once; nothing is repeated to wang.
  const pushed = await talk.clock("2026-11-24T12:11:00+08:00");
  assert.deepEqual(
    pushed.map((one) => one.to),
    ["g1"],
  );
  assert.match(pushed[0]?.living ?? "", /^study:/);
  assert.deepEqual(await talk.clock("2026-11-25T12:11:00+08:00"), []);
});

test("nobody approves their own words; another unit's secretary and a member cannot either", async (t) => {
  const talk = await street(t);
  await talk.role("secretary", "xi", "西街");
  const said = await write(talk, "冬季骑行", "看胎压。");
  const press = approving(said);
  assert.match(press, /^通过 \S+ [0-9a-f]{8}$/);
  assert.match(words(await talk.direct("li", press)), /不能自己审/);
  assert.match(words(await talk.direct("li", "通过 冬季骑行")), /不能自己审/);
  assert.match(words(await talk.direct("xi", press)), /别的单位/);
  assert.match(words(await talk.direct("wang", press)), /书记/);
  assert.match(words(await talk.direct("chen", "通过 冬季骑行")), /已通过/);
  assert.match(words(await talk.direct("chen", press)), /已经通过/);
  // Whoever changes it becomes its author: the first writer may approve now, the changer may not.
  await talk.direct("chen", "修改 冬季骑行");
  await talk.direct("chen", "看胎压，戴头盔。");
  await talk.direct("chen", "送审");
  assert.match(words(await talk.direct("chen", "通过 冬季骑行")), /不能自己审/);
  assert.match(words(await talk.direct("li", "通过 冬季骑行")), /已通过/);
});

test("a button belongs to the wording it was shown with", async (t) => {
  const talk = await street(t);
  const said = await write(talk, "冬季骑行", "看胎压。");
  const old = approving(said);
  await talk.direct("li", "修改 冬季骑行");
  await talk.direct("li", "别的正文。");
  await talk.direct("li", "送审");
  const refused = await talk.line({ press: old, chat: "@chen", from: "chen" });
  assert.match(words(refused), /又改过，没有通过[\s\S]*别的正文。/);
  assert.match(words(await talk.direct("li", "进度 冬季骑行")), /等审核/);
  assert.match(words(await talk.press("@chen", "chen", "通过")), /已通过/);
});

test("待审 lists with both buttons; 退回学习 tells the author why", async (t) => {
  const talk = await street(t, { "a.md": file("雨天", "id: rain", "慢一点。") });
  await write(talk, "冬季骑行", "看胎压。");
  const list = await talk.direct("chen", "待审");
  assert.match(words(list), /2 条[\s\S]*冬季骑行[\s\S]*雨天/);
  assert.equal(list.filter((one) => one.buttons?.some((button) => button.label === "通过")).length, 2);
  const own = await talk.direct("li", "待审");
  assert.equal(own.filter((one) => one.buttons?.some((button) => button.label === "通过")).length, 1);
  const back = await talk.direct("chen", "退回学习 冬季骑行 太短了");
  assert.match(words(back, "@li"), /退回：太短了/);
  assert.match(words(await talk.direct("chen", "通过 冬季骑行")), /不在待审/);
});

test("compulsory wording is shown to author and reviewer", async (t) => {
  const talk = await street(t);
  await talk.direct("li", "写学习 通知");
  await talk.direct("li", "必须今天18点前打卡 @所有人");
  await talk.direct("li", "2026-11-24 12:10");
  assert.match(words(await talk.direct("li", "全部")), /像是强制要求[\s\S]*期限/);
  assert.match(words(await talk.press("@li", "li", "送审"), "@chen"), /“必须”“打卡”“@所有人”像是强制要求/);
});

test("never in quiet hours; missed by less than half a day it is caught up, by more the author is told", async (t) => {
  const talk = await street(t);
  await write(talk, "夜里", "睡个好觉。", "2026-11-23 23:10");
  assert.match(words(await talk.press("@chen", "chen", "通过"), "@chen"), /11月24日 周二 07:00/);
  assert.deepEqual(await talk.clock("2026-11-24T06:59:00+08:00"), []);
  assert.deepEqual(
    (await talk.clock("2026-11-24T07:01:00+08:00")).map((one) => one.to),
    ["g1"],
  );

  await write(talk, "早", "早上好。", "2026-11-25 08:00");
  await talk.press("@chen", "chen", "通过");
  await write(talk, "晚", "晚上好。", "2026-11-25 20:00");
  await talk.press("@chen", "chen", "通过");
  // The process was down: nothing rings on the way, then the clock is simply later.
  await setMark(talk, "2026-11-25T21:00:00+08:00");
  const before = talk.said.length;
  await talk.restart();
  await talk.clock("2026-11-25T21:00:01+08:00");
  const said = talk.said.slice(before);
  assert.deepEqual(
    said.filter((one) => one.to === "g1").map((one) => /早上好|晚上好/.exec(one.text)?.[0]),
    ["晚上好"],
  );
  assert.match(words(said, "@li"), /《早》.*没有补发/);
});

/** Puts the stored clock forward without ticking, as time does while nobody runs. */
async function setMark(talk: Talk, time: string): Promise<void> {
  await talk.script.app.database.unit(async (tx) => {
    await tx
      .withTables<{ marks: { name: string; value: string } }>()
      .updateTable("marks")
      .set({ value: String(Date.parse(time)) })
      .where("name", "=", "clock")
      .execute();
  });
}

test("a library file arrives as a draft, is pushed one a day at its slot, and a changed file voids its approval", async (t) => {
  const talk = await street(t, {
    "1.md": file("第二课", 'id: two\nseries: 骑行\norder: 2\nslot: "12:10"', "二。"),
    "2.md": file("第一课", 'id: one\nseries: 骑行\norder: 1\nslot: "12:10"', "一。"),
    "3.md": file("备查", "id: look", "随时看。"),
  });
  assert.match(words(await talk.direct("wang", "学一点")), /还没有学习内容/);
  assert.match(words(await talk.direct("chen", "通过 第二课")), /11月23日 周一 12:10/);
  assert.match(words(await talk.direct("chen", "通过 第一课")), /11月23日 周一 12:10/);
  assert.match(words(await talk.direct("chen", "通过 备查")), /没有排群里的推送/);
  assert.match(words(await talk.clock("2026-11-23T12:11:00+08:00"), "g1"), /第一课/);

  const path = join(talk.library, "study", "1.md");
  await writeFile(path, file("第二课", 'id: two\nseries: 骑行\norder: 2\nslot: "12:10"', "二，改过。"));
  await utimes(path, new Date(), new Date(Date.now() + 5_000));
  await talk.restart();
  assert.deepEqual(await talk.clock("2026-11-24T12:11:00+08:00"), []);
  assert.match(words(await talk.direct("chen", "待审")), /1 条[\s\S]*二，改过。/);
  await talk.direct("chen", "通过 two");
  assert.match(words(await talk.clock("2026-11-25T12:11:00+08:00"), "g1"), /二，改过。/);
  assert.equal(talk.said.filter((one) => one.living === "study:two").length, 1);
});

test("series start at 1 for late joiners; 学专题, 资料, 稍后 and the group's button", async (t) => {
  const talk = await street(t, {
    "1.md": file("第二课", "id: two\nseries: 骑行\norder: 2", "大车右转有盲区。"),
    "2.md": file("第一课", "id: one\nseries: 骑行\norder: 1", "雨天慢行。"),
    "3.md": file("电池", "id: battery", "不进楼。"),
  });
  for (const title of ["电池", "第二课", "第一课"]) await talk.direct("chen", `通过 ${title}`);
  assert.match(words(await talk.direct("wang", "学一点")), /电池/);
  assert.match(words(await talk.direct("wang", "下一条")), /第一课/);
  assert.match(words(await talk.direct("wang", "我有空")), /第二课/);
  assert.match(words(await talk.direct("wang", "下一条")), /都看过了/);
  const inGroup = await talk.group("g1", "sun", "学专题 骑行");
  assert.match(words(inGroup, "g1"), /已私下/);
  assert.doesNotMatch(words(inGroup, "g1"), /第一课/);
  assert.match(words(inGroup, "@sun"), /第一课/);
  assert.match(words(await talk.direct("sun", "学专题 没有的")), /现有：骑行/);
  assert.match(words(await talk.direct("sun", "资料 盲区")), /第二课/);
  assert.match(words(await talk.direct("sun", "资料 工资")), /没有找到/);

  assert.match(words(await talk.direct("sun", "稍后")), /11:00/);
  assert.match(words(await talk.clock("2026-11-23T11:01:00+08:00"), "@sun"), /第一课/);
  // On the group's card, 下一条 is one after it.
  await write(talk, "今日", "今天的话。", "2026-11-23 12:10");
  await talk.press("@chen", "chen", "通过");
  await talk.clock("2026-11-23T12:11:00+08:00");
  assert.match(words(await talk.press("g1", "zhou", "下一条"), "@zhou"), /电池/);
});

test("暂停, 不想收 and 退订 hold at once and say how to come back", async (t) => {
  const talk = await street(t, { "3.md": file("电池", "id: battery", "不进楼。") });
  await talk.direct("chen", "通过 电池");
  for (const [one, word] of [
    ["wang", "暂停"],
    ["zhao", "不想收"],
    ["sun", "退订"],
  ] as const) {
    await talk.direct(one, "上班时间 10:00");
    assert.match(words(await talk.direct(one, word)), /恢复推送|上班时间 10:00/);
  }
  assert.deepEqual(await talk.clock("2026-11-23T09:31:00+08:00"), []);
  // On demand it works all the same, and does not bring the pushes back.
  assert.match(words(await talk.direct("wang", "学一点")), /电池/);
  assert.match(words(await talk.direct("zhao", "恢复推送")), /10:00/);
  assert.match(words(await talk.direct("sun", "恢复推送")), /说“上班时间 10:00”/);
  assert.deepEqual(
    (await talk.clock("2026-11-24T09:31:00+08:00")).map((one) => one.to),
    ["@zhao"],
  );
  await talk.direct("zhao", "上班时间 取消");
  assert.match(words(await talk.direct("zhao", "上班时间")), /还没有记/);
});

test("撤回 takes it back where it was shown and tells the other one; 进度 shows totals, and none below five", async (t) => {
  const talk = await street(t);
  await talk.bind("g2", "东街");
  await write(talk, "冬季骑行", "看胎压。", "2026-11-23 12:10", "全部");
  await talk.press("@chen", "chen", "通过");
  for (const one of ["a", "b", "c", "d"]) await talk.direct(one, "学一点");
  await talk.clock("2026-11-23T12:11:00+08:00");
  assert.match(words(await talk.direct("li", "进度 冬季骑行")), /已送达 2 个[\s\S]*不足 5 人，不显示/);
  await talk.direct("e", "学一点");
  assert.match(words(await talk.direct("li", "进度 冬季骑行")), /5 人/);
  const back = await talk.direct("li", "撤回 冬季骑行");
  assert.deepEqual(
    back
      .filter((one) => one.gone)
      .map((one) => one.to)
      .sort(),
    ["g1", "g2"],
  );
  assert.match(words(back, "@chen"), /撤回/);
  assert.match(words(await talk.direct("f", "学一点")), /还没有学习内容/);
});

test("export and erasure of one's own study", async (t) => {
  const talk = await street(t, { "3.md": file("电池", "id: battery", "不进楼。") });
  await talk.direct("chen", "通过 电池");
  await talk.direct("wang", "学一点");
  await talk.direct("wang", "上班时间 10:00");
  assert.match(words(await talk.direct("wang", "我的数据")), /10:00[\s\S]*看过《电池》/);
  await talk.direct("wang", "删除我的数据");
  assert.match(words(await talk.direct("wang", "确认删除")), /学习：/);
  assert.deepEqual(
    (await talk.clock("2026-11-23T09:31:00+08:00")).filter((one) => one.to === "@wang"),
    [],
  );
});

test("a group's day holds three pushes; the fourth is refused and says so", async (t) => {
  const talk = await street(t);
  for (const title of ["一", "二", "三"]) {
    await write(talk, title, `${title}。`);
    assert.match(words(await talk.direct("chen", `通过 ${title}`)), /已通过/);
  }
  await write(talk, "四", "四。");
  assert.match(words(await talk.direct("chen", "通过 四")), /已经排了 3 条，没有通过/);
  assert.match(words(await talk.direct("chen", "进度 四")), /等审核/);
});

test("an approval reaches the groups of the approver's unit; another unit's secretary adds their own", async (t) => {
  const talk = await street(t, { "1.md": file("电池", 'id: battery\nslot: "12:10"', "不进楼。") });
  await talk.role("secretary", "xi", "西街");
  await talk.role("secretary", "loose");
  await talk.bind("g9", "西街");
  assert.match(words(await talk.direct("chen", "通过 电池")), /共 1 个群/);
  assert.match(words(await talk.direct("chen", "通过 电池")), /已经通过/);
  assert.match(words(await talk.direct("xi", "通过 电池")), /共 1 个群/);
  // Without a unit one answers for no group.
  assert.match(words(await talk.direct("loose", "通过 电池")), /已经通过/);
  for (const answer of ["写学习", "题目", "正文", "2026-11-24 12:10"]) await talk.direct("loose", answer);
  assert.match(words(await talk.direct("loose", "全部")), /不归您管/);
  await talk.direct("loose", "取消");
  const said = await talk.clock("2026-11-23T12:11:00+08:00");
  assert.deepEqual(said.map((one) => one.to).sort(), ["g1", "g9"]);
});

test("an item that went out and is corrected goes out again at its new time, under the same living name", async (t) => {
  const talk = await street(t);
  await write(talk, "冬季骑行", "看胎压。", "2026-11-23 12:10");
  await talk.press("@chen", "chen", "通过");
  const first = await talk.clock("2026-11-23T12:11:00+08:00");
  await talk.direct("li", "修改 冬季骑行");
  await talk.direct("li", "看胎压，看刹车。");
  // Its time has passed: a new one is asked for.
  assert.match(words(await talk.press("@li", "li", "送审")), /已经过了[\s\S]*什么时间/);
  await talk.direct("li", "2026-11-23 18:00");
  await talk.press("@li", "li", "送审");
  await talk.press("@chen", "chen", "通过");
  const second = await talk.clock("2026-11-23T18:01:00+08:00");
  assert.equal(second[0]?.living, first[0]?.living);
  assert.match(words(second, "g1"), /看刹车/);
});
