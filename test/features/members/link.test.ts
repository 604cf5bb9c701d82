import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf } from "../../../src/features/members/link-code.ts";
import { openTalk, type Talk, words } from "../../talk.ts";
import { codeFor, db, linkUp, sameperson, sound } from "./talk.ts";

async function two(t: Parameters<typeof openTalk>[0]): Promise<Talk> {
  const talk = await openTalk(t);
  await talk.direct("wang", "帮助", { name: "王师傅" });
  await talk.direct("wang2", "帮助", { name: "老王头" });
  await talk.direct("zhao", "帮助", { name: "赵师傅" });
  return talk;
}

test("a code asked for in one chat and said in another makes two accounts one person, after a tap", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  const asked = await talk.direct("wang2", `绑定账号 ${code}`);
  assert.match(words(asked, "@wang2"), /terminal 上的“王\*傅”/);
  assert.match(words(asked, "@wang2"), /别人让您输入这串字，请不要继续/);
  assert.doesNotMatch(words(asked), /王师傅/, "no whole name for whoever found a code");
  assert.equal(await sameperson(talk, "wang", "wang2"), false, "nothing before the tap");
  const done = await talk.press("@wang2", "wang2", "确认绑定");
  assert.match(words(done, "@wang2"), /绑好了.*王\*傅/);
  assert.match(words(done, "@wang"), /老\*头.*绑成了同一个人/);
  assert.ok(done.some((one) => one.to === "@wang" && one.buttons?.some((button) => button.says === "解除绑定")));
  assert.ok(await sameperson(talk, "wang", "wang2"));
  await sound(talk);
  assert.match(words(await talk.direct("wang2", "我的")), /terminal:wang、terminal:wang2/);
});

test("only the hash of a code is kept, and nothing an hour after it is over", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  const rows = await db(talk).selectFrom("link_codes").selectAll().execute();
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.hash, hashOf(code.replace("-", "")));
  assert.ok(!JSON.stringify(rows).includes(code.replace("-", "")) && !JSON.stringify(rows).includes(code));
  await talk.direct("zhao", "绑定账号 2222-2222");
  await talk.clock("2026-11-23T10:30:00+08:00");
  assert.deepEqual(await db(talk).selectFrom("link_codes").selectAll().execute(), []);
  assert.deepEqual(await db(talk).selectFrom("link_tries").selectAll().execute(), []);
});

test("a code is read however it is typed, also inside a sentence and while a dialog is open", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  for (const said of [
    `绑定账号${code.replace("-", "")}`,
    `绑定账号 ${code.toLowerCase()}。`,
    `绑定账号 ${code.replace("-", " ")}`,
    `绑定账号：${code}`,
    `绑定账号 串是 ${code} 谢谢`,
    `link account ${code}`,
  ])
    assert.match(words(await talk.direct("wang2", said)), /同一个人吗/, said);
  await talk.direct("wang2", "更正");
  assert.match(
    words(await talk.direct("wang2", `绑定账号 ${code}`)),
    /同一个人吗/,
    "the name is not asked for meanwhile",
  );
});

test("wrong, malformed, expired, used and own codes are answered apart", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  assert.match(words(await talk.direct("wang", `绑定账号 ${code}`)), /在这里要的/);
  assert.match(words(await talk.direct("wang2", "绑定账号 ABC-123")), /应是 8 位/);
  assert.match(words(await talk.direct("wang2", "绑定账号 2222-2222")), /不对/);
  const newer = await codeFor(talk, "wang");
  assert.match(
    words(await talk.direct("wang2", `绑定账号 ${code}`)),
    /已经换了新的|换了新的/,
    "one open code a person",
  );
  await talk.direct("wang2", `绑定账号 ${newer}`);
  await talk.press("@wang2", "wang2", "确认绑定");
  assert.match(words(await talk.direct("zhao", `绑定账号 ${newer}`)), /已经用过/);
  const late = await codeFor(talk, "zhao");
  await talk.clock("2026-11-23T09:11:00+08:00");
  assert.match(words(await talk.direct("wang", `绑定账号 ${late}`)), /失效/);
  assert.equal(await sameperson(talk, "wang", "zhao"), false);
});

test("a code that was said in time is confirmed in time, or not at all", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  await talk.direct("wang2", `绑定账号 ${code}`);
  await talk.clock("2026-11-23T09:10:30+08:00");
  assert.match(words(await talk.press("@wang2", "wang2", "确认绑定")), /没有等着您确认/);
  assert.equal(await sameperson(talk, "wang", "wang2"), false);
});

test("after five wrong codes there is a pause, for the right one too", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  for (let i = 0; i < 5; i++) assert.match(words(await talk.direct("wang2", `绑定账号 2222-222${i + 2}`)), /不对/);
  assert.match(words(await talk.direct("wang2", `绑定账号 ${code}`)), /过 10 分钟再试/);
  assert.match(words(await talk.direct("zhao", `绑定账号 ${code}`)), /同一个人吗/, "others are not held up");
  await talk.clock("2026-11-23T09:11:00+08:00");
  assert.match(words(await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "wang")}`)), /同一个人吗/);
});

test("in a group a code is given privately; one said there is void, and the answer does not tell whether it was one", async (t) => {
  const talk = await two(t);
  const said = await talk.group("g1", "wang", "绑定账号");
  const code = /绑定账号 (\S{9})/.exec(words(said, "@wang"))?.[1] ?? "";
  assert.ok(code);
  assert.doesNotMatch(words(said, "g1"), /[2-9A-Z]{4}-[2-9A-Z]{4}/);
  const burnt = words(await talk.group("g1", "wang2", `绑定账号 ${code}`), "g1");
  assert.equal(words(await talk.group("g1", "zhao", "绑定账号 2222-3333"), "g1"), burnt);
  assert.match(words(await talk.direct("wang2", `绑定账号 ${code}`)), /不对/);
  const stranger = await talk.group("g1", "he", "绑定账号");
  assert.deepEqual(
    stranger.map((one) => one.to),
    ["g1"],
    "whoever was never spoken to privately is shown the way",
  );
});

test("a code that two others say was passed on: it is void, and its owner hears of it", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  await talk.direct("wang2", `绑定账号 ${code}`);
  const said = await talk.direct("zhao", `绑定账号 ${code}`);
  assert.match(words(said, "@zhao"), /已有别的账号说过/);
  assert.match(words(said, "@wang"), /两个账号都说了/);
  assert.match(words(await talk.press("@wang2", "wang2", "确认绑定")), /没有等着您确认/);
  assert.equal(await sameperson(talk, "wang", "zhao"), false);
});

test("declined is void; a tap on an older question confirms no newer one", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  await talk.direct("wang2", `绑定账号 ${code}`);
  assert.match(words(await talk.press("@wang2", "wang2", "不绑定")), /没有绑定/);
  assert.match(words(await talk.direct("wang2", "确认绑定")), /没有等着您确认/);
  const first = await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "wang")}`);
  const old = first[0]?.buttons?.[0]?.says ?? "";
  await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "wang")}`);
  await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "zhao")}`);
  assert.match(words(await talk.direct("wang2", "确认绑定")), /不止一个/);
  assert.match(words(await talk.line({ press: old, chat: "@wang2", from: "wang2" })), /没有等着您确认/);
  assert.match(words(await talk.press("@wang2", "wang2", "确认绑定")), /赵\*傅/, "the newest card is the one on top");
});

test("redelivery, double taps and a restart in between do no harm", async (t) => {
  const talk = await two(t);
  const code = await codeFor(talk, "wang");
  await talk.direct("wang2", `绑定账号 ${code}`, { id: "m7" });
  assert.deepEqual(await talk.direct("wang2", `绑定账号 ${code}`, { id: "m7" }), []);
  await talk.restart();
  const done = await talk.press("@wang2", "wang2", "确认绑定", "p1");
  assert.match(words(done), /绑好了/);
  assert.deepEqual(await talk.press("@wang2", "wang2", "确认绑定", "p1"), []);
  assert.match(words(await talk.press("@wang2", "wang2", "确认绑定", "p2")), /没有等着您确认/);
  assert.match(words(await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "wang")}`)), /已经绑在一起/);
  await sound(talk);
});

test("two taps at the same moment link once", async (t) => {
  const talk = await two(t);
  const first = await codeFor(talk, "wang");
  const second = await codeFor(talk, "wang2");
  await talk.direct("wang2", `绑定账号 ${first}`);
  await talk.direct("wang", `绑定账号 ${second}`);
  const { core } = talk.script.app;
  const at = new Date(talk.script.clock.now()).toISOString();
  const tap = (who: string, n: number) =>
    core.receive({
      id: `terminal:tap${n}`,
      chat: `terminal:${who}`,
      from: `terminal:${who}`,
      name: "",
      addressed: true,
      text: "确认绑定",
      files: [],
      at,
    });
  await Promise.all([tap("wang", 1), tap("wang2", 2)]);
  await core.idle();
  assert.equal(talk.said.filter((one) => /绑好了/.test(one.text)).length, 1, "codes that cross link once");
  assert.ok(await sameperson(talk, "wang", "wang2"));
  await sound(talk);
});

test("the name is the one that was chosen; consent counts only where both gave the same", async (t) => {
  const talk = await two(t);
  await talk.direct("wang2", "更正 王大力");
  await talk.direct("wang", "同意");
  const done = await linkUp(talk, "wang", "wang2");
  assert.match(words(done, "@wang2"), /按没有同意算/);
  const one = await talk.script.app.directory.of("terminal:wang", "王师傅");
  assert.deepEqual([one.name, one.consent], ["王大力", undefined]);
  await talk.direct("wang", "同意");
  await talk.direct("zhao", "同意");
  assert.doesNotMatch(words(await linkUp(talk, "wang", "zhao")), /按没有同意算/);
  assert.match((await talk.script.app.directory.of("terminal:zhao")).consent ?? "", /^1-/);
});

test("private words go to where the person spoke last", async (t) => {
  const talk = await two(t);
  await linkUp(talk, "wang", "wang2");
  const { directory } = talk.script.app;
  const id = (await directory.of("terminal:wang2")).id;
  assert.equal(await directory.addressOf(id), "terminal:wang2");
  await talk.clock("2026-11-23T09:20:00+08:00");
  await talk.direct("wang", "帮助");
  assert.equal(await directory.addressOf(id), "terminal:wang");
  await talk.direct("wang2", "帮助");
  assert.equal(await directory.addressOf(id), "terminal:wang2", "also within the same moment");
  assert.equal((await directory.byId(id))?.address, "terminal:wang2");
});

test("我的数据 covers both accounts, and 删除我的数据 leaves neither", async (t) => {
  const talk = await two(t);
  await linkUp(talk, "wang", "wang2");
  await talk.direct("wang2", "我的数据");
  const ask = await talk.direct("wang2", "删除我的数据");
  assert.match(words(ask), /绑在一起的 2 个账号会一起删除/);
  await talk.press("@wang2", "wang2", "确认删除");
  const left = JSON.stringify([
    await db(talk).selectFrom("addresses").selectAll().execute(),
    await db(talk).selectFrom("link_codes").selectAll().execute(),
    await db(talk).selectFrom("joined_people").selectAll().execute(),
  ]);
  assert.doesNotMatch(left, /terminal:wang/);
  assert.equal(JSON.parse(left)[2].length, 0);
});

test("whoever is erased in between is linked with nobody", async (t) => {
  const talk = await two(t);
  await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "wang")}`);
  await talk.direct("wang", "删除我的数据");
  await talk.press("@wang", "wang", "确认删除");
  assert.match(words(await talk.press("@wang2", "wang2", "确认绑定")), /没有等着您确认/);
  await talk.direct("wang", "帮助");
  await talk.direct("wang2", `绑定账号 ${await codeFor(talk, "wang")}`);
  await talk.direct("wang2", "删除我的数据");
  await talk.press("@wang2", "wang2", "确认删除");
  assert.match(words(await talk.direct("wang2", "确认绑定")), /没有等着您确认/);
  assert.equal(await sameperson(talk, "wang", "wang2"), false);
  await sound(talk);
});

test("an erasure that was confirmed for one account does not take another along", async (t) => {
  const talk = await two(t);
  await talk.direct("wang2", "删除我的数据");
  await linkUp(talk, "zhao", "wang");
  const code = await codeFor(talk, "zhao");
  await talk.direct("wang2", `绑定账号 ${code}`);
  const { core, directory } = talk.script.app;
  const at = new Date(talk.script.clock.now()).toISOString();
  const say = (text: string, n: number) =>
    core.receive({
      id: `terminal:race${n}`,
      chat: "terminal:wang2",
      from: "terminal:wang2",
      name: "",
      addressed: true,
      text,
      files: [],
      at,
    });
  await Promise.all([say("确认绑定", 1), say("确认删除", 2)]);
  await core.idle();
  assert.ok(await directory.find("terminal:zhao"), "those who were not asked are still there");
  await sound(talk);
});

test("nor one that was asked about before another account came along", async (t) => {
  const talk = await two(t);
  await talk.direct("wang", "删除我的数据");
  await linkUp(talk, "wang", "wang2");
  assert.match(words(await talk.direct("wang", "确认删除")), /没有删除。请再说一次/);
  assert.ok(await sameperson(talk, "wang", "wang2"));
  assert.match(words(await talk.direct("wang", "删除我的数据")), /2 个账号/);
  assert.match(words(await talk.direct("wang", "确认删除")), /已于/);
  assert.equal(await talk.script.app.directory.find("terminal:wang2"), undefined);
});
