/** Replies to what DingTalk shows: pure. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { paramsOf, readPress, trackOf } from "../../../adapters/dingtalk/card.ts";
import { markdown } from "../../../adapters/dingtalk/render.ts";
import { type Part, toCard, type Where } from "../../../adapters/dingtalk/toCard.ts";
import { PIECE_BYTES, weigh } from "../../../adapters/dingtalk/weigh.ts";
import { zh } from "../../../adapters/dingtalk/words.ts";
import { cut, shortened } from "../../../adapters/kit/cut.ts";

const where: Where = {
  group: "cid1==",
  cards: false,
  media: [],
  nameOf: (id) => ({ "777": "李师傅" })[id] ?? "",
  words: zh,
};
const withCards: Where = { ...where, cards: true };
const kinds = (parts: Part[]) => parts.map((part) => part.kind);

test("plain words are a text, marked words Markdown with a title", () => {
  assert.deepEqual(toCard({ text: " 早上好\n- 一 " }, where), [
    { kind: "words", title: "早上好", rich: false, at: [], called: "早上好\n- 一", named: "早上好  \n- 一" },
  ]);
  const [part] = toCard({ text: "## **学一点**\n第一条 [原文](https://a.cn/1)" }, where);
  assert.deepEqual(part, {
    kind: "words",
    title: "学一点",
    rich: true,
    at: [],
    called: "## **学一点**  \n第一条 [原文](https://a.cn/1)",
    named: "## **学一点**  \n第一条 [原文](https://a.cn/1)",
  });
  assert.deepEqual(toCard({ text: " " }, where), []);
});

test("a title is never empty and never half a character", () => {
  const [part] = toCard({ text: `${"👨‍👩‍👧".repeat(30)}` }, where);
  assert.equal(part?.kind === "words" && part.title, "👨‍👩‍👧".repeat(20));
  const [bare] = toCard({ text: "**\n```" }, where);
  assert.equal(bare?.kind === "words" && bare.title, "小驿");
});

const shown: [string, string, string][] = [
  ["single breaks stay, paragraphs stay", "一\n二\n\n三", "一  \n二\n\n三"],
  ["code is left alone", "看：\n```\na\nb <x>\n```\n好", "看：\n```\na\nb <x>\n```\n好"],
  ["a table becomes lines", "| 名 | 数 |\n|---|:-:|\n| 甲 | 1 |", "名｜数  \n甲｜1"],
  ["tags lose their bracket, comparisons do not", "<font color=red>x</font> 3 < 5", "＜font color=red>x＜/font> 3 < 5"],
  ["a typed picture is fetched by nobody's phone", "![a](https://e.cn/x.png)", "[a](https://e.cn/x.png)"],
  ["links that speak in one's name lose it", "[点我](dtmd://dingtalkclient/sendMessage?content=退订)", "点我"],
  ["other schemes too", "[x](javascript:alert) [y](tel:12345)", "x [y](tel:12345)"],
];
for (const [what, given, expected] of shown)
  test(`Markdown: ${what}`, () => {
    assert.equal(markdown(given), expected);
  });

test("mentions: really called in an answer, named in a push; nobody in a direct chat", () => {
  const text = "请 [@李四](dingtalk:777) 与 [@外人](telegram:5) 看看";
  const reply = { text, mentions: ["dingtalk:777", "dingtalk:888", "dingtalk:$:LWCP", "lark:ou_1"] as const };
  const [part] = toCard({ text, mentions: [...reply.mentions] }, where);
  assert.deepEqual(part, {
    kind: "words",
    title: "请 @李四 与 @外人 看看",
    rich: false,
    at: ["777", "888"],
    called: "@888 请 @777  与 @外人 看看",
    named: "@888 请 @李四 与 @外人 看看",
  });
  const [private_] = toCard({ text, mentions: [...reply.mentions] }, { ...where, group: "" });
  assert.deepEqual(private_?.kind === "words" && [private_.at, private_.called], [[], "请 @李四 与 @外人 看看"]);
  const [only] = toCard({ text: "", mentions: ["dingtalk:777"] }, where);
  assert.equal(only?.kind === "words" && only.named.trim(), "@李师傅");
});

const three = [
  { label: "报名", says: "报名 A12" },
  { label: "私聊继续", says: "继续 A12", private: true as const },
  { label: "名单", says: "名单 A12" },
];

test("without a template a living reply is words; the house has numbered its buttons before", () => {
  assert.deepEqual(kinds(toCard({ text: "招募令\n\n回复：1 报名", living: "x" }, where)), ["words"]);
});

test("with a template: all variables, every time, and the way to the direct chat left out", () => {
  const [part] = toCard({ text: "**招募令**\n周六", buttons: three, mentions: ["dingtalk:777"] }, withCards);
  assert.equal(part?.kind, "card");
  assert.deepEqual(part?.kind === "card" && [part.params, part.at], [
    {
      title: "招募令",
      text: "**招募令**  \n周六",
      chat: "cid1==",
      label1: "报名",
      says1: "报名 A12",
      label2: "名单",
      says2: "名单 A12",
      ...Object.fromEntries(
        [3, 4, 5, 6].flatMap((n) => [
          [`label${n}`, ""],
          [`says${n}`, ""],
        ]),
      ),
    },
    ["777"],
  ]);
});

test("words that a refused card leaves behind say what can be typed; more than six buttons are said on the card", () => {
  const eight = Array.from({ length: 8 }, (_, n) => ({ label: `第${n + 1}项`, says: `选 ${n + 1}` }));
  const [part] = toCard({ text: "选一项", buttons: eight }, withCards);
  assert.ok(part?.kind === "card");
  assert.equal(part.params.text, "选一项\n\n第7项：回复「选 7」\n\n第8项：回复「选 8」");
  assert.equal(part.params.label6, "第6项");
  const [instead] = part.instead;
  assert.match(instead?.kind === "words" ? instead.named : "", /^选一项\n\n第7项.*第1项：回复「选 1」/s);
});

test("a long text: several messages in order, the card last; a living one is shortened to one card", () => {
  const text = "快递员权益保障。\n".repeat(600).trim();
  const parts = toCard({ text, buttons: three, mentions: ["dingtalk:777"] }, withCards);
  assert.deepEqual(kinds(parts).slice(-2), ["words", "card"]);
  const first = parts[0];
  assert.deepEqual(first?.kind === "words" && first.at, ["777"], "called once, where it begins");
  assert.ok(parts.every((part) => part.kind !== "words" || Buffer.byteLength(part.named) <= 5_000));
  const living = toCard({ text, buttons: three, living: "x" }, withCards);
  assert.deepEqual(kinds(living), ["card"]);
  assert.match(living[0]?.kind === "card" ? (living[0].params.text ?? "") : "", /……$/);
});

test("pictures first, then the words", () => {
  const media = { kind: "image" as const, mediaId: "@m1", name: "a.png", type: "png" };
  assert.deepEqual(kinds(toCard({ text: "办结" }, { ...where, media: [media] })), ["media", "words"]);
  assert.deepEqual(kinds(toCard({ text: "" }, { ...where, media: [media] })), ["media"]);
});

const anything = fc.array(
  fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("\n", "。", "👨‍👩‍👧", "快递", "é", '"')),
  {
    maxLength: 400,
  },
);

test("cutting: nothing is lost, nothing is too long, no character is torn", () => {
  const graphemes = (words: string) => [...new Intl.Segmenter("zh").segment(words)].map((one) => one.segment);
  fc.assert(
    fc.property(anything, fc.integer({ min: 60, max: 300 }), (signs, most) => {
      const words = signs.join("").trim();
      const pieces = cut(words, weigh, most);
      assert.equal(pieces.join("").replace(/\s/g, ""), words.replace(/\s/g, ""));
      for (const piece of pieces) assert.ok(weigh(piece) <= most || graphemes(piece).length === 1);
      const whole = graphemes(words).filter((one) => one.trim());
      const parts = pieces.flatMap(graphemes).filter((one) => one.trim());
      assert.deepEqual(parts, whole);
      assert.ok(weigh(shortened(words, weigh, most)) <= most || graphemes(shortened(words, weigh, most)).length < 6);
    }),
    { numRuns: 300 },
  );
});

test("a text as long as the traits claim is one message, and within the stricter reading of the limit", () => {
  const text = "快递员".repeat(440).slice(0, 1_333); // 3,999 bytes
  const parts = toCard({ text }, where);
  assert.equal(parts.length, 1);
  assert.ok(PIECE_BYTES < 5_000);
});

const card = {
  chat: "dingtalk:cid1==" as const,
  id: "carrier-1",
  buttons: [
    { label: "报名", says: "报名 A12" },
    { label: "名单", says: "名单 A12" },
  ],
};
const secret = "s3cret";
const tap = (action: string, params: object, change: object = {}) => ({
  outTrackId: trackOf("k1", "dingtalk:cid1==", secret),
  userId: "777",
  content: JSON.stringify({ cardPrivateData: { actionIds: [action], params } }),
  ...change,
});

test("a card's number is the same for the same key and chat, short, and of plain signs", () => {
  assert.equal(trackOf("k1", "dingtalk:a", secret), trackOf("k1", "dingtalk:a", secret));
  assert.notEqual(trackOf("k1", "dingtalk:a", secret), trackOf("k2", "dingtalk:a", secret));
  assert.match(trackOf("k1", "dingtalk:a", secret), /^[\w-]{36}$/);
});

test("a tap is understood by its parameters after everything was forgotten, in the chat where the card is", () => {
  const says = "报名 A12";
  assert.deepEqual(readPress(tap("1", { says, chat: "cid1==" }), undefined, secret), { chat: "dingtalk:cid1==", says });
  const space = { spaceId: "dtv1.card//IM_GROUP.cid1==" };
  assert.equal(readPress(tap("1", { says }, space), undefined, secret)?.chat, "dingtalk:cid1==");
  const direct = { outTrackId: trackOf("k1", "dingtalk:777", secret) };
  assert.equal(readPress(tap("1", { says, chat: "" }, direct), undefined, secret)?.chat, "dingtalk:777");
});

test("a tap that claims another chat is believed by nobody", () => {
  const forged = tap("1", { says: "报名 A12", chat: "cidOther==" });
  assert.equal(readPress(forged, undefined, secret), undefined);
  assert.equal(readPress(forged, card, secret)?.chat, "dingtalk:cid1==", "what we remember counts");
});

test("a template that hands no parameters on: by place, by label, by words, or the only one", () => {
  for (const action of ["2", "button2", "名单", "名单 A12"])
    assert.equal(readPress(tap(action, {}), card, secret)?.says, "名单 A12", action);
  assert.equal(readPress(tap("9", {}), card, secret), undefined);
  const single = { ...card, buttons: card.buttons.slice(0, 1) };
  assert.equal(readPress(tap("button_node_ocl", {}), single, secret)?.says, "报名 A12");
  assert.equal(readPress(tap("1", {}), undefined, secret), undefined);
  assert.equal(readPress({ outTrackId: "x", userId: "777", content: "not JSON" }, card, secret), undefined);
});

test("every variable is a string", () => {
  assert.ok(Object.values(paramsOf("t", "x", [], "")).every((value) => typeof value === "string"));
});
