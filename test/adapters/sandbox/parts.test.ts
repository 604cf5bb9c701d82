import assert from "node:assert/strict";
import { test } from "node:test";
import { calling, partsOf } from "../../../adapters/sandbox/web/chat/parts.ts";
import type { Shown } from "../../../adapters/sandbox/wire.ts";

const line = (text: string, more: Partial<Shown> = {}): Shown => ({
  id: "1",
  chat: "sandbox:g1",
  from: "sandbox:xiaoyi",
  kind: "said",
  text,
  at: "",
  ...more,
});
const buttons = [{ label: "报名", says: "报名 A12" }];

test("a first line that stands out becomes the head of a card", () => {
  assert.deepEqual(partsOf(line("【招募令 A12】送考\n时间：周六", { buttons })), {
    title: "【招募令 A12】送考",
    rest: "时间：周六",
  });
  assert.equal(partsOf(line("**雨天骑行**（约 1 分钟）\n\n慢。", { living: true })).title, "**雨天骑行**（约 1 分钟）");
});

test("plain words, a single line and a text without a card stay whole", () => {
  for (const each of [line("已登记\n请私聊我", { buttons }), line("【招募令】", { buttons }), line("**粗**\n下一行")])
    assert.deepEqual(partsOf(each), { title: undefined, rest: each.text });
});

test("people are called before the words, once, and never in the way of a title or a list", () => {
  const nameOf = (address: string) => (address === "sandbox:zhao" ? "赵姐" : undefined);
  const call = (text: string) => calling(line(text, { mentions: ["sandbox:zhao"] }), nameOf);
  assert.equal(call("报上了"), "[@赵姐](sandbox:zhao) 报上了");
  assert.equal(call("- 一\n- 二"), "[@赵姐](sandbox:zhao)\n- 一\n- 二");
  assert.equal(call("请 [@赵姐](sandbox:zhao) 看"), "请 [@赵姐](sandbox:zhao) 看");
  assert.equal(calling(line("好", { mentions: ["sandbox:p9"] }), nameOf), "[@sandbox:p9](sandbox:p9) 好");
});
