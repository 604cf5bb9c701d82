/** What a reply looks like in Feishu, and what people may type without any of it coming alive. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Reply } from "#bot";
import { ONE_CARD_BYTES, type Shown, toCard } from "../../../adapters/lark/toCard.ts";

const extras = { direct: false, images: [], files: [], nameOf: (id: string) => (id === "ou_li" ? "李四" : "") };
const shown = (reply: Reply, more: object = {}) => toCard(reply, { ...extras, ...more });
const bodyOf = (one: Shown | undefined) => JSON.parse(one?.content ?? "{}");
const markdownOf = (one: Shown | undefined): string =>
  bodyOf(one).body.elements.find((element: { tag: string }) => element.tag === "markdown")?.content ?? "";
/** As it lies in the request: a JSON string in a JSON body, with an envelope. */
const bytesOf = (one: Shown) =>
  Buffer.byteLength(JSON.stringify({ receive_id: "oc_".padEnd(40, "x"), ...one, uuid: "u".repeat(50) }));
const four = [1, 2, 3, 4].map((n) => ({ label: `第${n}个`, says: `选 ${n}` }));

test("plain words are a text; a list is plain too", () => {
  const text = "明早 8 点集合：\n- 带水\n1. 戴头盔";
  assert.deepEqual(shown({ text }), [{ msg_type: "text", content: JSON.stringify({ text }) }]);
});

for (const text of [
  "**第七条**",
  "> 原文",
  "# 标题",
  "见[原文](https://x.cn)",
  "~~作废~~",
  "`A12`",
  "| a | b |\n|---|---|",
  "一\n---\n二",
])
  test(`Markdown that a text would not show makes a card: ${JSON.stringify(text)}`, () => {
    const [card] = shown({ text });
    assert.equal(card?.msg_type, "interactive");
    assert.equal(markdownOf(card), text);
  });

test("buttons: a row each, two short ones side by side; a private one is left out", () => {
  const buttons = [
    { label: "满意", says: "满意" },
    { label: "不满意", says: "不满意" },
    { label: "我想补充一些情况说明", says: "补充 K7" },
    { label: "私聊继续", says: "继续 K7", private: true as const },
  ];
  const [card] = shown({ text: "办得怎么样？", buttons });
  const { schema, config, body } = bodyOf(card);
  assert.deepEqual([schema, config.update_multi], ["2.0", true]);
  const [words, pair, single, ...rest] = body.elements;
  assert.deepEqual(words, { tag: "markdown", content: "办得怎么样？" });
  assert.deepEqual(
    pair.columns.map((column: { elements: { text: { content: string } }[] }) => column.elements[0]?.text.content),
    ["满意", "不满意"],
  );
  assert.deepEqual(single.behaviors, [{ type: "callback", value: { says: "补充 K7" } }]);
  assert.deepEqual(rest, []);
  const [direct] = shown({ text: "", buttons: buttons.slice(2, 3) }, { direct: true });
  assert.deepEqual(bodyOf(direct).body.elements[0].behaviors[0].value, { says: "补充 K7", d: 1 });
});

test("a living reply is always one card, however long", () => {
  assert.equal(shown({ text: "已报名 1 人", living: "x" })[0]?.msg_type, "interactive");
  const long = shown({ text: `名单：\n${"王师傅\n".repeat(9_000)}`, living: "x", buttons: four });
  assert.equal(long.length, 1);
  assert.ok(markdownOf(long[0]).endsWith("……") && long.every((one) => bytesOf(one) <= 30 * 1024));
});

test("pictures stand in the card with the words, alone as pictures; files follow", () => {
  const both = shown({ text: "现场" }, { images: ["img_1"], files: ["file_1"] });
  assert.deepEqual(
    both.map((one) => one.msg_type),
    ["interactive", "file"],
  );
  assert.deepEqual(bodyOf(both[0]).body.elements[1].img_key, "img_1");
  const alone = shown({ text: "" }, { images: ["img_1", "img_2"] });
  assert.deepEqual(alone, [
    { msg_type: "image", content: '{"image_key":"img_1"}' },
    { msg_type: "image", content: '{"image_key":"img_2"}' },
  ]);
  assert.deepEqual(shown({ text: "  " }), []);
});

test("people are called where they are named, else in front; who is only named is not called", () => {
  const text = "请 [@李四](lark:ou_li) 看一下，[@王五](lark:ou_wu) 提的，[@赵](wecom:zhao) 知道";
  const [plain] = shown({ text, mentions: ["lark:ou_li", "lark:ou_sun", "telegram:5"] });
  assert.equal(
    bodyOf(plain).text,
    '<at user_id="ou_sun"></at> 请 <at user_id="ou_li">李四</at> 看一下，@王五 提的，@赵 知道',
  );
  const [card] = shown({ text, mentions: ["lark:ou_li", "lark:ou_sun"], buttons: four });
  assert.equal(markdownOf(card), "<at id=ou_sun></at> 请 <at id=ou_li></at> 看一下，@王五 提的，@赵 知道");
  const [alone] = shown({ text: "", mentions: ["lark:ou_li"] });
  assert.equal(bodyOf(alone).text, '<at user_id="ou_li">李四</at>');
});

const typed = [
  '<at user_id="all"></at>',
  "<at id=all></at>",
  "< AT id=all >",
  "[@所有人](lark:all)",
  "[<at id=all></at>](lark:ou_li)",
  "<<at id=all></at>",
];
for (const text of typed)
  test(`nobody can call everybody by typing ${text}`, () => {
    const replies: Reply[] = [
      { text, mentions: ["lark:all", "lark:ou_x><at id=all"] },
      { text, buttons: four },
      { text: `**${text}**`, living: "x" },
    ];
    for (const [one] of replies.map((reply) => shown(reply))) {
      assert.ok(!/<\s*at[^>]*all/i.test(one?.content ?? ""), one?.content);
      assert.ok(!/<at/i.test((one?.content ?? "").replace("<at id=ou_li>", "")), one?.content);
    }
  });

test("a typed picture would break the card: it becomes words", () => {
  const [card] = shown({ text: "**看** ![x](https://x.cn/1.png)" });
  assert.equal(markdownOf(card), "**看** &#33;[x](https://x.cn/1.png)");
});

test("the claimed length stays one card, with buttons and line breaks", () => {
  const line = "新就业形态劳动者权益保障办法\n"; // 43 bytes
  const text = `**办法**\n${line.repeat(ONE_CARD_BYTES / 43)}`.slice(0, ONE_CARD_BYTES / 3);
  const long = `**${"驿".repeat((ONE_CARD_BYTES - 4) / 3)}**`;
  assert.ok(Buffer.byteLength(long) > ONE_CARD_BYTES - 3);
  const ten = [...four, ...four, ...four.slice(2)];
  for (const words of [text, long]) {
    const cards = shown({ text: words, buttons: ten }, { direct: true });
    assert.equal(cards.length, 1);
    assert.ok(cards.every((one) => bytesOf(one) <= 30 * 1024));
  }
});

test("a character made of several is never torn", () => {
  const family = "👨‍👩‍👧‍👦";
  for (const text of [`**x**${family.repeat(3_000)}`, family.repeat(9_000)]) {
    const parts = shown({ text });
    assert.ok(parts.length > 1);
    for (const one of parts) assert.equal(markdownOrText(one).replaceAll(family, "").replace("**x**", ""), "");
  }
});

test("any words, in any form, fit Feishu's limits and lose nothing but blanks at the seams", () => {
  const family = "👨‍👩‍👧‍👦";
  const unit = fc.constantFrom("驿", "a", '"', "\\", "\n", "\n\n", "。", " ", "<", family, "🇨🇳", "e\u0301", "**x**");
  const words = fc.tuple(fc.array(unit, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 2_000 }));
  fc.assert(
    fc.property(words, fc.boolean(), ([units, times], withButtons) => {
      const text = units.join("").repeat(times);
      const parts = shown({ text, ...(withButtons && { buttons: four }) });
      for (const one of parts) assert.ok(bytesOf(one) <= (one.msg_type === "text" ? 150 : 30) * 1024);
      const read = parts.map((one) => (one.msg_type === "text" ? bodyOf(one).text : markdownOf(one))).join("");
      const bare = (value: string) =>
        value
          .replace(/\s/g, "")
          .replace(/&#60;|＜/g, "<")
          .replace(/&#33;/g, "!");
      assert.equal(bare(read), bare(text));
      for (const one of parts) assert.ok(one.content.isWellFormed());
    }),
    { numRuns: 60 },
  );
});

function markdownOrText(one: Shown): string {
  return one.msg_type === "text" ? bodyOf(one).text : markdownOf(one);
}
