/** A free sentence: what is run at once, what is offered, what a model may and may not do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CoreTables } from "../src/bot/schema.ts";
import { fakeModel } from "./emulators/openai/index.ts";
import { openTalk, words } from "./talk.ts";

test("站长扣了我三百块怎么办 is offered as complaint or question, never filed silently", async (t) => {
  const talk = await openTalk(t);
  await talk.bind("g2", "东街", "handlers");
  await talk.direct("wang", "帮助");
  const said = await talk.direct("wang", "站长扣了我三百块怎么办");
  const labels = said.at(-1)?.buttons?.map((button) => button.label) ?? [];
  assert.ok(labels.includes("提诉求") && labels.includes("问政策"), labels.join());
  assert.equal(talk.said.filter((one) => one.to === "g2").length, 0);
  assert.match(words(await talk.direct("wang", "查进度")), /没有/);
});

test("a tap hands the original words on; something else said instead is heard afresh", async (t) => {
  const talk = await openTalk(t);
  await talk.direct("wang", "帮助");
  await talk.direct("wang", "站长扣了我三百块怎么办");
  assert.match(words(await talk.press("@wang", "wang", "问政策")), /第.{1,3}条/);
  await talk.direct("wang", "站长扣了我三百块怎么办");
  assert.match(words(await talk.direct("wang", "招募令")), /招募/);
});

test("an open offer in a group does not listen in: only its own words are an answer to it", async (t) => {
  const talk = await openTalk(t);
  await talk.bind("g2", "东街", "handlers");
  const offered = await talk.group("g1", "wang", "站长扣了我三百块怎么办");
  assert.ok(offered.some((one) => one.buttons?.some((button) => button.label === "问政策")));
  const aside = (text: string) => talk.line({ chat: "g1", from: "wang", text });
  assert.deepEqual(await aside("今天单子多不多"), []);
  assert.deepEqual(await aside("工伤怎么认定啊老李"), []);
  const { db } = talk.script.app.database;
  const kept = await db.withTables<CoreTables>().selectFrom("inbox").selectAll().execute();
  assert.ok(!JSON.stringify(kept).includes("单子"));
  assert.match(
    words(await aside("问政策")),
    /第.{1,3}条/,
    "the offered word is understood without calling the bot again",
  );
});

test("a photo that comes without words is not lost: it is offered, and the tap hands it on", async (t) => {
  const talk = await openTalk(t);
  await talk.bind("g2", "东街", "handlers");
  await talk.direct("wang", "帮助");
  const offered = await talk.direct("wang", "", {
    files: [{ kind: "image", path: `${process.cwd()}/docs/pictures/group-chat.png` }],
  });
  assert.ok(
    offered.at(-1)?.buttons?.some((button) => button.label === "随手拍"),
    words(offered),
  );
  assert.match(words(await talk.press("@wang", "wang", "随手拍")), /照片|在哪/);
});

test("an emergency word gets the number in the very next words, and nothing is filed", async (t) => {
  const talk = await openTalk(t);
  const said = await talk.group("g1", "wang", "三号楼着火了");
  assert.match(said[0]?.text ?? "", /119/);
});

test("a model may choose among commands; what writes is still offered, and unaddressed words never reach it", async (t) => {
  const model = await fakeModel();
  t.after(() => model.stop());
  const talk = await openTalk(t, { OPENAI_BASE_URL: model.baseURL, OPENAI_MODEL: "fake", OPENAI_API_KEY: "k" });
  model.always({ say: { commands: [{ name: "ticket.open.complaint" }] } });
  await talk.direct("wang", "帮助");
  await talk.line({ chat: "g1", from: "zhao", text: "紫色长颈鹿今天又来上班" });
  const said = await talk.direct("wang", "呜呼哀哉奈何奈何");
  assert.ok(
    said.at(-1)?.buttons?.some((button) => button.label === "提诉求"),
    words(said),
  );
  assert.ok(model.calls.length > 0);
  assert.ok(!JSON.stringify(model.calls).includes("长颈鹿"));
});

test("a command the model makes up, or may not be used by this person, is not offered", async (t) => {
  const model = await fakeModel();
  t.after(() => model.stop());
  const talk = await openTalk(t, { OPENAI_BASE_URL: model.baseURL, OPENAI_MODEL: "fake", OPENAI_API_KEY: "k" });
  model.always({ say: { commands: [{ name: "members.appoint" }, { name: "drop.tables" }] } });
  await talk.direct("wang", "帮助");
  const said = await talk.direct("wang", "呜呼哀哉奈何奈何");
  assert.doesNotMatch(JSON.stringify(said), /任命|drop/);
});

test("a model that is down changes nothing", async (t) => {
  const talk = await openTalk(t, {
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
    OPENAI_MODEL: "fake",
    OPENAI_API_KEY: "k",
  });
  await talk.direct("wang", "帮助");
  assert.match(words(await talk.direct("wang", "呜呼哀哉奈何奈何")), /不知道|没有找到/);
});
