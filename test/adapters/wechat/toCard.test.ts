/** Replies as the plain messages that WeChat shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply } from "#bot";
import { toCard } from "../../../adapters/wechat/toCard.ts";
import { TEXT_BYTES } from "../../../adapters/wechat/traits.ts";
import { en, zh } from "../../../adapters/wechat/words.ts";

const where = { room: true, files: [], nameOf: (id: string) => ({ wang: "王师傅" })[id] ?? id, words: zh };
const shown = (reply: Reply, more = {}) => toCard(reply, { ...where, ...more });
const texts = (reply: Reply, more = {}) => shown(reply, more).map((one) => (one.kind === "text" ? one.text : "file"));

test("marks go, what they marked stays", () => {
  const text = "# 通知\n\n**重要**：~~不~~ `代码`\n> 引文\n- 一\n  * 二\n---\n1. 三";
  assert.deepEqual(texts({ text }), ["通知\n\n重要：不 代码\n引文\n• 一\n  • 二\n\n1. 三"]);
});

test("signs that are no marks stay", () => {
  const text = "2*3*4=24，file_id_1 __init <b>不是标记</b> & 「引号」 ** 空";
  assert.deepEqual(texts({ text }), [text]);
});

test("links show where they lead, once; what is fenced is left alone", () => {
  const text = "见 [指南](https://a.cn/b_c?d=1)，[https://a.cn](https://a.cn)\n```\n**[x](y)**\n```";
  assert.deepEqual(texts({ text }), ["见 指南（https://a.cn/b_c?d=1），https://a.cn\n**[x](y)**"]);
});

test("only who is in `mentions` is called; a name alone calls nobody", () => {
  const text = "[@王师傅](wechat:wang)、[@赵姐](wechat:zhao) 到了";
  const [part] = shown({ text, mentions: ["wechat:wang"] });
  assert.deepEqual(part, { kind: "text", text: "@王师傅\u2005、@赵姐\u2005 到了", called: ["wang"] });
  assert.deepEqual(shown({ text: "轮到您", mentions: ["wechat:wang", "lark:x"] }), [
    { kind: "text", text: "@王师傅\u2005轮到您", called: ["wang"] },
  ]);
  assert.deepEqual(shown({ text: "轮到您", mentions: ["wechat:wang"] }, { room: false }), [
    { kind: "text", text: "轮到您", called: [] },
  ]);
});

test("the way to the direct chat is told in words, in both languages", () => {
  const reply: Reply = { text: "我们私下说。", buttons: [{ label: "私聊", says: "继续 K7M2", private: true }] };
  assert.deepEqual(texts(reply), [`我们私下说。\n\n${zh.privately("继续 K7M2")}`]);
  assert.ok(texts(reply, { words: en })[0]?.includes("继续 K7M2"));
});

test("files first; nothing at all is nothing", () => {
  const files = [{ name: "a.png", bytes: new Uint8Array(1) }];
  assert.deepEqual(texts({ text: "看" }, { files }), ["file", "看"]);
  assert.deepEqual(texts({ text: "" }, { files }), ["file"]);
  assert.deepEqual(texts({ text: "" }), []);
});

test("long words in pieces; the call goes with the first", () => {
  const text = "东街站的骑手师傅们好。".repeat(400);
  const parts = shown({ text, mentions: ["wechat:wang"] });
  assert.ok(parts.length > 2);
  for (const one of parts) assert.ok(one.kind === "text" && Buffer.byteLength(one.text) <= TEXT_BYTES);
  assert.deepEqual(
    parts.map((one) => (one.kind === "text" ? one.called.length : -1)),
    [1, ...parts.slice(1).map(() => 0)],
  );
});
