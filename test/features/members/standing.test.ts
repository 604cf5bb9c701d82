import assert from "node:assert/strict";
import { test } from "node:test";
import { openTalk, words } from "../../talk.ts";
import { codeFor, db, linkUp, sameperson, sound } from "./talk.ts";

const ADMINS = { ADMINS: "terminal:boss" };

async function house(t: Parameters<typeof openTalk>[0]) {
  const talk = await openTalk(t, ADMINS);
  await talk.bind("g2", "东街", "handlers");
  await talk.bind("g3", "西街", "handlers");
  await talk.role("handler", "sun", "东街");
  for (const [from, name] of [
    ["sun", "孙主任"],
    ["sun2", "孙大力"],
    ["thief", "骗子"],
    ["boss", "郑总"],
  ])
    await talk.direct(from ?? "", "帮助", { name });
  return talk;
}

const roleOf = async (talk: Awaited<ReturnType<typeof house>>, from: string) => {
  const one = await talk.script.app.directory.of(`terminal:${from}`);
  return [one.role, one.unit?.name];
};

test("a role is given to another account only by a tap in the chat that holds it, after reading whom it goes to", async (t) => {
  const talk = await house(t);
  const code = await codeFor(talk, "sun");
  assert.match(words(talk.said, "@sun"), /还要您在这里再点一次/);
  await talk.direct("thief", `绑定账号 ${code}`);
  const tapped = await talk.press("@thief", "thief", "确认绑定");
  assert.match(words(tapped, "@thief"), /还差一步/);
  assert.match(words(tapped, "@sun"), /“骗\*”说了您要的串/);
  assert.match(words(tapped, "@sun"), /不是您自己的账号/);
  const again = await talk.press("@thief", "thief", "确认绑定");
  assert.deepEqual(
    again.map((one) => one.to),
    ["@thief"],
    "tapping again neither links nor nags",
  );
  assert.deepEqual(await roleOf(talk, "thief"), ["member", undefined]);
  const no = await talk.press("@sun", "sun", "不绑定");
  assert.match(words(no, "@thief"), /没有确认/);
  assert.deepEqual(await roleOf(talk, "thief"), ["member", undefined]);
  assert.equal(await sameperson(talk, "sun", "thief"), false);
});

test("with that tap the role holds on both accounts", async (t) => {
  const talk = await house(t);
  await talk.direct("sun2", `绑定账号 ${await codeFor(talk, "sun")}`);
  await talk.press("@sun2", "sun2", "确认绑定");
  assert.match(words(await talk.press("@sun", "sun", "确认绑定"), "@sun2"), /绑成了同一个人/);
  assert.deepEqual(await roleOf(talk, "sun2"), ["handler", "东街"]);
  assert.equal((await talk.script.app.directory.staff("handler")).filter((one) => one.name === "孙主任").length, 1);
  await sound(talk);
});

test("said on the staff side one tap is enough, and the role stays there when the two part", async (t) => {
  const talk = await house(t);
  const code = await codeFor(talk, "sun2");
  assert.match(words(await talk.direct("sun", `绑定账号 ${code}`)), /您在这里的身份（东街承办人），那个账号也能用/);
  await talk.press("@sun", "sun", "确认绑定");
  assert.deepEqual(await roleOf(talk, "sun2"), ["handler", "东街"]);
  const renamed = await talk.script.app.directory.of("terminal:sun2", "孙大力");
  assert.equal(renamed.name, "孙主任", "known by the name staff has, whatever the other platform calls them");
  await talk.direct("sun2", "解除绑定");
  await talk.press("@sun2", "sun2", "确认解绑");
  assert.deepEqual(await roleOf(talk, "sun2"), ["member", undefined]);
  assert.deepEqual(await roleOf(talk, "sun"), ["handler", "东街"]);
  await sound(talk);
});

test("two different roles are not merged; a secretary is asked first", async (t) => {
  const talk = await house(t);
  await talk.role("secretary", "sun2", "西街");
  assert.match(words(await talk.direct("sun2", `绑定账号 ${await codeFor(talk, "sun")}`)), /书记先把其中一边/);
  await talk.role("handler", "sun2", "西街");
  assert.match(words(await talk.direct("sun2", `绑定账号 ${await codeFor(talk, "sun")}`)), /书记先把其中一边/);
  await talk.role("handler", "sun2", "东街");
  await talk.direct("sun2", `绑定账号 ${await codeFor(talk, "sun")}`);
  await talk.press("@sun2", "sun2", "确认绑定");
  await talk.role("secretary", "sun", "东街");
  assert.match(words(await talk.press("@sun", "sun", "确认绑定")), /不能自动合并/, "decided again at the last tap");
  assert.equal(await sameperson(talk, "sun", "sun2"), false);
});

test("the standing of an address named in ADMINS stays with that address", async (t) => {
  const talk = await house(t);
  await talk.direct("thief", `绑定账号 ${await codeFor(talk, "boss")}`);
  assert.match(words(await talk.press("@thief", "thief", "确认绑定"), "@thief"), /还差一步/);
  await talk.press("@boss", "boss", "确认绑定");
  assert.ok(await sameperson(talk, "boss", "thief"));
  assert.deepEqual(await roleOf(talk, "boss"), ["admin", undefined]);
  assert.deepEqual(await roleOf(talk, "thief"), ["member", undefined]);
  await talk.direct("thief", "帮助");
  const admins = await talk.script.app.directory.staff("admin");
  assert.deepEqual(
    admins.map((one) => one.address),
    ["terminal:boss"],
  );
});

test("a case that no unit has is seen where the admin is named, not from a linked handler's account", async (t) => {
  const talk = await house(t);
  await talk.direct("sun", `绑定账号 ${await codeFor(talk, "boss")}`);
  await talk.press("@sun", "sun", "确认绑定");
  await talk.press("@boss", "boss", "确认绑定");
  await talk.direct("he", "提诉求 站长扣了我三百块");
  for (const word of ["跳过", "实名", "提交"]) await talk.press("@he", "he", word);
  const no = /编号 \*\*(\d+)\*\*/.exec(words(talk.said, "@he"))?.[1] ?? "";
  const rows = talk.script.app.database.db.withTables<{ tickets: { no: string; unit: string | null } }>();
  const row = await rows.selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirst();
  assert.equal(row?.unit, null);
  assert.match(words(await talk.direct("sun", `查看 ${no}`)), /没有找到/);
  assert.match(words(await talk.direct("boss", `查看 ${no}`)), /三百/);
});

test("whoever is linked and a handler as well as an admin is told once, where ADMINS names them", async (t) => {
  const talk = await house(t);
  await talk.direct("sun", `绑定账号 ${await codeFor(talk, "boss")}`);
  await talk.press("@sun", "sun", "确认绑定");
  await talk.press("@boss", "boss", "确认绑定");
  await talk.direct("sun", "帮助");
  const told = await talk.script.app.directory.staff("handler");
  assert.deepEqual(
    told.map((one) => one.address),
    ["terminal:boss"],
  );
});

test("解除绑定: from the first account any other, from another itself alone; the first keeps everything", async (t) => {
  const talk = await openTalk(t);
  for (const from of ["a1", "b2", "c3"]) await talk.direct(from, "帮助", { name: `${from}师傅` });
  assert.match(words(await talk.direct("a1", "解除绑定")), /没有和别的账号/);
  await linkUp(talk, "a1", "b2");
  await linkUp(talk, "a1", "c3");
  await talk.direct("b2", "更正 王大力");
  const which = await talk.direct("a1", "解除绑定");
  assert.deepEqual(
    which[0]?.buttons?.map((button) => button.label),
    ["terminal …b2", "terminal …c3"],
  );
  await talk.press("@a1", "a1", "terminal …b2");
  const done = await talk.press("@a1", "a1", "确认解绑", "p1");
  assert.match(words(done, "@a1"), /terminal …b2 不再是您/);
  assert.match(words(done, "@b2"), /从这里重新开始/);
  assert.equal(await sameperson(talk, "a1", "b2"), false);
  assert.ok(await sameperson(talk, "a1", "c3"));
  assert.equal((await talk.script.app.directory.of("terminal:a1")).name, "王大力");
  assert.equal((await talk.script.app.directory.of("terminal:b2", "b2师傅")).name, "b2师傅", "a fresh person");
  const old = await talk.press("@a1", "a1", "确认解绑", "p2");
  assert.match(words(old), /没有和别的账号/);
  await talk.direct("c3", "解除绑定");
  assert.match(words(talk.said, "@c3"), /把您现在这个账号分出来/);
  await talk.press("@c3", "c3", "确认解绑");
  assert.equal(await sameperson(talk, "a1", "c3"), false);
  assert.equal((await db(talk).selectFrom("people").selectAll().execute()).length, 3);
  await sound(talk);
  assert.match(words(await linkUp(talk, "a1", "b2")), /绑好了/, "and linked again");
});

test("what was asked of the person is not answered by the account that left", async (t) => {
  const talk = await openTalk(t);
  for (const from of ["a1", "b2"]) await talk.direct(from, "帮助", { name: from });
  await linkUp(talk, "a1", "b2");
  await talk.direct("b2", "更正");
  await talk.direct("a1", "解除绑定");
  await talk.press("@a1", "a1", "确认解绑");
  await talk.direct("b2", "换个名字");
  assert.notEqual((await talk.script.app.directory.of("terminal:b2")).name, "换个名字");
});

test("neither is done in a group", async (t) => {
  const talk = await openTalk(t);
  for (const from of ["a1", "b2"]) await talk.direct(from, "帮助", { name: from });
  await talk.direct("b2", `绑定账号 ${await codeFor(talk, "a1")}`);
  assert.match(words(await talk.group("g1", "b2", "确认绑定")), /私聊/);
  assert.equal(await sameperson(talk, "a1", "b2"), false);
  await talk.press("@b2", "b2", "确认绑定");
  assert.match(words(await talk.group("g1", "b2", "解除绑定")), /私聊/);
  assert.match(words(await talk.group("g1", "b2", "确认解绑")), /私聊/);
  assert.ok(await sameperson(talk, "a1", "b2"));
});
