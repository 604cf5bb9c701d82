import assert from "node:assert/strict";
import { test } from "node:test";
import { matcher } from "../../src/bot/match.ts";

const commands = [
  ["help", "帮助"],
  ["status", "查进度 …"],
  ["open", "提诉求 …"],
  ["mute", "暂停"],
  ["sign", "报名 …"],
  ["plus", "+1"],
  ["recruit", "招募"],
  ["list", "招募令"],
  ["back", "撤回 …"],
  ["withdraw", "撤回诉求 …"],
  ["suggest", "建议 …"],
].map(([name = "", word = ""]) => ({ name, words: [word], examples: [], about: "" }));
const match = matcher(commands);
const found = (text: string) => {
  const one = match(text);
  return one && [one.command.name, one.rest, one.kind];
};

test("the whole word, in any width, with a closing mark", () => {
  assert.deepEqual(found("帮助"), ["help", "", "exact"]);
  assert.deepEqual(found(" 帮助。"), ["help", "", "exact"]);
  assert.deepEqual(found("＋１"), ["plus", "", "exact"]);
});

test("a word and what comes after it, as typed", () => {
  assert.deepEqual(found("查进度 482913"), ["status", "482913", "code"]);
  assert.deepEqual(found("查进度482913"), ["status", "482913", "code"]);
  assert.deepEqual(found("报名 A12 2人"), ["sign", "A12 2人", "code"]);
  assert.deepEqual(found("报名Ａ12"), ["sign", "Ａ12", "code"]);
  assert.deepEqual(found("提诉求 站长，扣钱！"), ["open", "站长，扣钱！", "plain"]);
  assert.deepEqual(found("提诉求：站长扣钱"), ["open", "站长扣钱", "plain"]);
  assert.deepEqual(found("提诉求站长扣钱"), ["open", "站长扣钱", "loose"]);
});

test("the longest word wins", () => {
  assert.deepEqual(found("撤回诉求 482913"), ["withdraw", "482913", "code"]);
  assert.deepEqual(found("撤回 安全骑行"), ["back", "安全骑行", "loose"]);
  assert.deepEqual(found("招募令"), ["list", "", "exact"]);
});

test("a word that stands alone is no prefix, and a short one needs a gap", () => {
  assert.equal(found("暂停营业的驿站有哪些"), undefined);
  assert.equal(found("暂停 营业"), undefined);
  assert.equal(found("建议书怎么写"), undefined);
  assert.deepEqual(found("建议 多装充电柜"), ["suggest", "多装充电柜", "loose"]);
});

test("long and odd texts are harmless", () => {
  assert.equal(found("啊".repeat(100_000)), undefined);
  assert.deepEqual(found(`提诉求 ${"很".repeat(5_000)}`)?.[0], "open");
  assert.equal(found(""), undefined);
  assert.equal(found("\u0000\ud800"), undefined);
});
