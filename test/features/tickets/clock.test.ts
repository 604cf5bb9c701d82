import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openTalk, words } from "../../talk.ts";
import { complain, kept, numberIn, photo, street, to } from "./talk.ts";

test("the ladder: half time, 催办, 督办, each once and in duty hours, also over a restart", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  assert.deepEqual(await talk.clock("2026-11-26T08:29:00+08:00"), []);
  const half = await talk.clock("2026-11-26T08:31:00+08:00");
  assert.match(words(half, "g2"), /时间过半，办到 2026-11-30.*还没人认领/);
  await talk.restart();
  assert.deepEqual(await talk.clock("2026-12-01T08:00:00+08:00"), [], "the due date is in time to its last minute");
  const urged = await talk.clock("2026-12-01T09:00:00+08:00");
  assert.match(words(urged, "g2"), /^催办/);
  assert.equal(urged.length, 1);
  const chief = await talk.clock("2026-12-02T09:00:00+08:00");
  assert.match(words(chief, "@zhou"), new RegExp(`${no}.*督办`));
  assert.match(words(chief, "@wang"), /对不住/);
  assert.deepEqual(await talk.clock("2026-12-30T09:00:00+08:00"), [], "nothing is said twice");
});

test("a process that slept until midnight waits for the morning", async (t) => {
  const talk = await street(t);
  await complain(talk, "wang", "站长扣了我三百块");
  await talk.restart();
  talk.script.clock.set(Date.parse("2026-11-26T23:50:00+08:00"));
  await talk.script.app.core.idle();
  assert.deepEqual(await talk.clock("2026-11-27T08:00:00+08:00"), []);
  assert.match(words(await talk.clock("2026-11-27T08:31:00+08:00"), "g2"), /过半/);
});

test("a result without an answer is asked about once, then closed as unconfirmed; 没解决 still reopens it", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.direct("li", `办结 ${no} 三百元已退还本人`);
  const asked = await talk.clock("2026-11-26T09:00:00+08:00");
  assert.match(words(asked, "@wang"), /解决了吗/);
  const closed = await talk.clock("2026-12-03T09:00:00+08:00");
  assert.match(words(closed, "@wang"), /没解决随时说/);
  assert.match(words(closed, "g2"), /已办结/);
  assert.ok((await kept(talk)).includes('"outcome":"unconfirmed"'));
  assert.match(words(await talk.direct("wang", `没解决 ${no}`), "g2"), /重新办理/);
});

test("an unanswered question does not stop the clock for ever", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.direct("li", `追问 ${no} 是哪个月的`);
  const on = await talk.clock("2026-11-30T09:00:00+08:00");
  assert.match(words(on, "@li"), /时限接着走，办到 2026-12-07/);
  assert.match(words(on, "@wang"), /先接着办/);
});

test("without a group, and without staff, a case still has an owner", async (t) => {
  const talk = await street(t);
  await talk.role("handler", "xu", "西街");
  await talk.line({ role: "member", of: "he", unit: "西街" });
  await talk.line({ role: "member", of: "qian", unit: "南街" });
  const file = async (from: string) => {
    await talk.direct(from, "提诉求 站长扣了我三百块");
    await talk.press(`@${from}`, from, "跳过");
    await talk.press(`@${from}`, from, "实名");
    return talk.press(`@${from}`, from, "提交");
  };
  assert.match(words(await file("he"), "@xu"), /站长扣了我三百块/);
  assert.match(words(await file("qian"), "@admin"), /站长扣了我三百块/);
  assert.match(words(await talk.press("@admin", "admin", "认领"), "@qian"), /认领/);
});

test("a question that nobody could answer becomes a consultation, told to staff, due in three working days", async (t) => {
  const talk = await street(t);
  const { app } = talk.script;
  const by = await app.directory.of("terminal:wang");
  const said = await app.database.unit(
    (tx) => app.kit.ports.consult?.(tx, by, "夜班补贴怎么算") ?? Promise.resolve(""),
  );
  assert.match(said, /编号 \d{6}，最晚 2026-11-26/);
  const told = await talk.clock("2026-11-23T09:00:05+08:00");
  assert.match(words(told, "g2"), /咨询[\s\S]*夜班补贴怎么算[\s\S]*来访者/);
  const no = /\d{6}/.exec(said)?.[0] ?? "";
  await talk.press("g2", "li", "认领");
  assert.match(words(await talk.direct("li", `答复 ${no} 按当地标准执行，见文件第三条`), "@wang"), /第三条/);
});

test("我的数据 shows one's own; 删除我的数据 takes words, photos and name, and the card with them", async (t) => {
  const talk = await street(t);
  const open = await complain(talk, "wang", "站长扣了我三百块");
  const other = await complain(talk, "zhao", "赵家的事情保安打人");
  await talk.direct("wang", `补充 ${open.no} 还有一百押金`, photo(talk));
  await talk.press("g2", "li", `认领 ${open.no}`);
  const old = await complain(talk, "wang", "物业扣了我的车");
  await talk.group("g2", "li", `认领 ${old.no}`);
  await talk.direct("li", `办结 ${old.no} 车已经还给本人`);
  await talk.direct("wang", `解决了 ${old.no}`);
  const data = words(await talk.direct("wang", "我的数据"));
  assert.match(data, /站长扣了我三百块/);
  assert.doesNotMatch(data, /赵家/);

  const person = (await talk.script.app.directory.of("terminal:wang")).id;
  await talk.direct("wang", "删除我的数据");
  const shown = await talk.press("@wang", "wang", "确认删除");
  assert.match(words(shown, "@wang"), /在办诉求 1 件：已撤回[\s\S]*办完的诉求 1 件/);
  const left = await kept(talk);
  assert.doesNotMatch(left, /三百块|押金|我的车/);
  assert.ok(!left.includes(person));
  assert.ok(left.includes('"outcome":"solved"'), "kind, unit, month and outcome stay");
  assert.match(left, /赵家/, "others' words stay");
  assert.doesNotMatch(words(shown, "g2"), /三百块|我的车|王师傅/);
  assert.equal(to(shown, "g2").length, 2, "both cards are shown anew");
  const files = join(talk.dir, "files");
  const photos = existsSync(files)
    ? readdirSync(files, { recursive: true }).filter((name) => /[0-9a-f]{64}/.test(String(name)))
    : [];
  assert.equal(photos.length, 0, "the photo is gone from the disk");
  assert.match(words(await talk.direct("zhao", `查进度 ${other.no}`)), /等待认领/);
});

test("what others joined goes on when its reporter has everything erased", async (t) => {
  const talk = await street(t);
  await talk.direct("zhao", "随手拍 我家门口井盖没了", photo(talk));
  await talk.direct("zhao", "", { place: { lat: 35.6, lon: 104.7 } });
  const no = numberIn(to(talk.said.slice(-2), "@zhao"));
  await talk.direct("qian", `我也遇到 ${no}`);
  await talk.direct("zhao", "删除我的数据");
  const shown = await talk.press("@zhao", "zhao", "确认删除");
  assert.doesNotMatch(await kept(talk), /我家门口/);
  assert.match(words(shown, "g2"), /按本人要求删除[\s\S]*另有 1 人也遇到/);
  assert.equal(to(await talk.group("g2", "li", `认领 ${no}`), "@qian").length, 1);
});

test("with two streets and nobody above, a case of nobody's street goes to those who can place it", async (t) => {
  const talk = await openTalk(t);
  for (const [chat, unit, chief] of [
    ["g2", "东街", "zhou"],
    ["g3", "西街", "xu"],
  ] as const) {
    await talk.bind(chat, unit, "handlers");
    await talk.role("secretary", chief, unit);
  }
  await talk.direct("wang", "微心愿 想要一副手套", { name: "王师傅" });
  const filed = await talk.press("@wang", "wang", "提交");
  const no = numberIn(filed.filter((one) => one.living));
  for (const chief of ["@zhou", "@xu"]) assert.match(words(filed, chief), new RegExp(`诉求 ${no}`));
  assert.match(words(await talk.direct("xu", "我的待办")), new RegExp(no));
  assert.match(words(await talk.direct("xu", `指定 ${no} 西街`), "g3"), /手套/);
});

test("in English the same story is told in English", async (t) => {
  const talk = await openTalk(t, { LOCALE: "en" });
  await talk.bind("g1", "东街");
  await talk.bind("g2", "东街", "handlers");
  await talk.role("handler", "li", "东街");
  const opened = await talk.group("g1", "wang", "提诉求 站长扣了我三百块", { name: "Wang" });
  const no = numberIn(opened);
  assert.equal(words(opened, "g1"), `Registered, number ${no}. The details in private, please.`);
  await talk.press("@wang", "wang", "skip");
  await talk.press("@wang", "wang", "confidential");
  assert.match(words(await talk.press("@wang", "wang", "submit"), "g2"), /By: 2026-11-30 \(Mon\)/);
  await talk.press("g2", "li", "claim");
  await talk.direct("li", `办结 ${no} paid back 300 yuan in cash`);
  assert.match(words(await talk.press("@wang", "wang", "not solved"), "g2"), /taken up again/i);
});

test("erased staff leaves their cases to others and no name behind", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  const li = (await talk.script.app.directory.of("terminal:li")).id;
  await talk.direct("li", "删除我的数据");
  const shown = await talk.press("@li", "li", "确认删除");
  assert.ok(!(await kept(talk)).includes(li));
  assert.match(words(shown, "g2"), /还没人认领/);
  assert.match(words(await talk.group("g2", "sun", `认领 ${no}`), "@wang"), /认领/);
});
