/** 正在查阅: a slow question gets a message that becomes its answer; nothing unproved is ever shown in it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../../talk.ts";
import { house, idOf, said, type UserTurn } from "./house.ts";

const { fake, answer, asked, talk: open } = await house();

const QUESTION = "问政策 站点收了押金多久退";
const LOOKING = /^正在查阅/;
const faithful = (turn: UserTurn) =>
  said([["押金要在三十日以内退还。", [idOf(turn, "三十日以内"), "站点应当在三十日以内退还"]]]);

test("a slow model: the asker is told at once, and that message becomes the proved answer", async (t) => {
  answer((turn) => ({ ...faithful(turn), delayMs: 2_600 }));
  const talk = await open(t);
  const lines = await talk.group("g1", "wang", QUESTION);
  assert.equal(lines.length, 2);
  assert.match(lines[0]?.text ?? "", LOOKING);
  assert.match(lines[1]?.text ?? "", /^以下由机器按文件原文整理/);
  assert.equal(lines[0]?.key, lines[1]?.key, "the same message");
  // Asked again it is known, and there is nothing to wait for.
  const again = await talk.group("g1", "zhao", QUESTION);
  assert.equal(again.length, 1);
  assert.equal(asked().length, 1);
});

test("a slow model that makes things up: what was shown meanwhile becomes the passages, nothing of it in between", async (t) => {
  answer((turn) => ({
    ...said([["押金永远不用退。", [idOf(turn, "三十日以内"), "押金永远不用退"]]]),
    delayMs: 2_300,
  }));
  const talk = await open(t);
  const lines = await talk.group("g1", "wang", QUESTION);
  assert.match(lines[0]?.text ?? "", LOOKING);
  assert.match(lines.at(-1)?.text ?? "", /^以下为文件原文，未经整理/);
  assert.doesNotMatch(words(lines), /永远/);
});

test("a quick model, and a first word in private: only the answer", async (t) => {
  answer(faithful);
  const talk = await open(t);
  assert.equal((await talk.group("g1", "wang", QUESTION)).length, 1);
  answer((turn) => ({ ...faithful(turn), delayMs: 2_300 }));
  const lines = await talk.direct("sun", `${QUESTION} 孙`);
  assert.ok(!lines.some((one) => LOOKING.test(one.text)), "the notice stands first");
});

test("the number to call waits for no model", async (t) => {
  fake.always({ silent: true });
  const talk = await open(t);
  assert.match(words(await talk.group("g1", "wang", "楼上嘭的一声现在都是火")), /119/);
  assert.match(words(await talk.group("g1", "wang", `${QUESTION}。有人触电了`)), /120/);
  assert.equal(fake.calls.length, 0);
});
