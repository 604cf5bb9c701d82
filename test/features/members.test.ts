import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openTalk, words } from "../talk.ts";

test("the first direct words are preceded by the notice, which names the operator; once", async (t) => {
  const talk = await openTalk(t);
  const first = await talk.direct("wang", "帮助", { name: "王师傅" });
  assert.match(first[0]?.text ?? "", /东街党群服务中心/);
  assert.ok(first[0]?.buttons?.some((button) => button.says === "同意"));
  assert.match(first[1]?.text ?? "", /学一点/);
  const second = await talk.direct("wang", "帮助");
  assert.equal(second.length, 1);
});

test("consent is recorded by version and can be withdrawn", async (t) => {
  const talk = await openTalk(t);
  await talk.direct("wang", "帮助");
  assert.match(words(await talk.press("@wang", "wang", "同意")), /已记下/);
  assert.match((await talk.script.app.directory.of("terminal:wang")).consent ?? "", /^1-[0-9a-f]{6}$/);
  await talk.direct("wang", "撤回同意");
  assert.equal((await talk.script.app.directory.of("terminal:wang")).consent, undefined);
});

test("unaddressed words in a group leave no trace and get no answer", async (t) => {
  const talk = await openTalk(t);
  const said = await talk.line({ chat: "g1", from: "wang", name: "王师傅", text: "紫色的长颈鹿在唱歌" });
  assert.deepEqual(said, []);
  assert.equal(await talk.script.app.directory.find("terminal:wang"), undefined);
});

test("a redelivered message is answered once", async (t) => {
  const talk = await openTalk(t);
  assert.equal((await talk.group("g1", "wang", "帮助", { id: "m1" })).length, 1);
  assert.equal((await talk.group("g1", "wang", "帮助", { id: "m1" })).length, 0);
  await talk.restart();
  assert.equal((await talk.group("g1", "wang", "帮助", { id: "m1" })).length, 0);
});

test("a group is bound by a secretary's word only, and only to their own unit", async (t) => {
  const talk = await openTalk(t);
  await talk.role("secretary", "li", "东街");
  await talk.role("secretary", "xu", "西街");
  assert.match(words(await talk.group("g1", "wang", "绑定本群 东街")), /书记/);
  assert.equal(await talk.script.app.directory.groupOf("terminal:g1"), undefined);
  assert.match(words(await talk.group("g1", "li", "绑定本群 西街")), /范围/);
  assert.match(words(await talk.group("g1", "li", "绑定本群 东街")), /已绑定到“东街”/);
  assert.match(words(await talk.group("g1", "xu", "解绑本群")), /范围/);
  await talk.group("g2", "li", "绑定本群 东街 承办");
  assert.equal((await talk.script.app.directory.groupOf("terminal:g2"))?.purpose, "handlers");
  assert.match(words(await talk.group("g1", "li", "解绑本群")), /已解绑/);
});

test("nobody appoints beyond their own unit or above their own role", async (t) => {
  const talk = await openTalk(t);
  await talk.role("secretary", "li", "东街");
  await talk.bind("g9", "西街");
  await talk.direct("sun", "帮助", { name: "孙主任" });
  assert.match(words(await talk.direct("wang", "任命 @sun 承办人 东街")), /书记/);
  assert.match(words(await talk.direct("li", "任命 @sun 管理员 东街")), /只有管理员/);
  assert.match(words(await talk.direct("li", "任命 @sun 承办人 西街")), /范围/);
  const said = await talk.direct("li", "任命 @孙主任 承办人 东街");
  assert.match(words(said, "@li"), /孙主任现在是东街承办人/);
  assert.match(words(said, "@sun"), /承办人/);
  const sun = await talk.script.app.directory.of("terminal:sun");
  assert.deepEqual([sun.role, sun.unit?.name], ["handler", "东街"]);
});

test("我的数据 exports what is kept, readable and as a file, privately", async (t) => {
  const talk = await openTalk(t);
  await talk.direct("wang", "更正 王大力");
  const said = await talk.group("g1", "wang", "我的数据");
  assert.doesNotMatch(words(said, "g1"), /王大力/);
  const sent = said.find((one) => one.to === "@wang" && one.files?.length);
  assert.match(sent?.text ?? "", /王大力/);
  assert.equal(sent?.files?.[0]?.name, "我的数据.json");
});

test("a day after 删除我的数据 nothing of the person is left in the data directory", async (t) => {
  const talk = await openTalk(t);
  await talk.direct("zebra77", "更正 斑马先生", { name: "斑马" });
  await talk.direct("zebra77", "我的数据");
  await talk.direct("zebra77", "删除我的数据");
  assert.match(words(await talk.press("@zebra77", "zebra77", "确认删除")), /已于 2026-11-23 删除/);
  await talk.clock("2026-11-24T09:00:00+08:00");
  await talk.stop();
  const left = filesUnder(talk.dir).filter((path) => /zebra77|斑马/.test(readFileSync(path, "utf8")));
  assert.deepEqual(left, []);
});

function filesUnder(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}
