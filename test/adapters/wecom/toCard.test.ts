/** Replies to what WeCom shows: pure. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply } from "#bot";
import { cut } from "../../../adapters/wecom/cut.ts";
import { called, named, render } from "../../../adapters/wecom/render.ts";
import { type Extras, type Part, toCard } from "../../../adapters/wecom/toCard.ts";
import { zh } from "../../../adapters/wecom/words.ts";
import { checkedCard } from "../../emulators/wecom/show.ts";

const plain: Extras = { group: false, robot: false, task: "T", media: [], words: zh };
const show = (reply: Partial<Reply>, extras: Partial<Extras> = {}) =>
  toCard({ text: "", ...reply }, { ...plain, ...extras });
const button = (n: number) => ({ label: `第${n}项`, says: `选 ${n}` });
const kinds = (parts: Part[]) => parts.map((part) => part.kind).join(" ");
function cardOf(part: Part | undefined) {
  assert.ok(part?.kind === "card");
  return checkedCard(part.card);
}

test("words are Markdown, nothing is nothing", () => {
  assert.deepEqual(show({ text: "**早上好**\n- 一" }), [{ kind: "markdown", content: "**早上好**\n- 一" }]);
  assert.deepEqual(show({ text: " " }), []);
});

test("short words with buttons are one card: the first line its title, marks taken off", () => {
  const text = "## 学一点\n**骑手**也能参加工伤保险。\n- 先看第十条";
  const [part, ...more] = show({ text, buttons: [button(1), button(2)] });
  assert.equal(more.length, 0);
  assert.deepEqual(cardOf(part), {
    card_type: "button_interaction",
    main_title: { title: "学一点" },
    sub_title_text: "骑手也能参加工伤保险。\n• 先看第十条",
    button_list: [
      { text: "第1项", key: "选 1" },
      { text: "第2项", key: "选 2" },
    ],
    task_id: "T",
  });
});

test("lines of the form name：value at the end are rows; on a living card also from the middle", () => {
  const text = "【招募令 A12】东街口疏导\n时间：11-28 8:00-10:00\n地点：东街口\n已报 3/10\n点“报名”。";
  const still = cardOf(show({ text, buttons: [button(1)] })[0]);
  assert.equal(still.horizontal_content_list, undefined);
  assert.equal(still.sub_title_text, "时间：11-28 8:00-10:00\n地点：东街口\n已报 3/10\n点“报名”。");
  const living = cardOf(show({ text, living: "callout:A12", buttons: [button(1)] })[0]);
  assert.deepEqual(living.horizontal_content_list, [
    { keyname: "时间", value: "11-28 8:00-10:00" },
    { keyname: "地点", value: "东街口" },
  ]);
  assert.equal(living.sub_title_text, "已报 3/10\n点“报名”。");
  const last = cardOf(show({ text: "通知\n请带证件\n时间：8:00", buttons: [button(1)] })[0]);
  assert.deepEqual([last.sub_title_text, last.horizontal_content_list?.length], ["请带证件", 1]);
});

test("one line too long for a title stands under 请选择", () => {
  const card = cardOf(
    show({ text: "您这件事是投诉，还是想问政策？选一个，我接着办，选错了也不要紧。", buttons: [button(1)] })[0],
  );
  assert.equal(card.main_title?.title, "请选择");
});

for (const [what, text] of [
  ["long words", "快递员权益保障。".repeat(40)],
  ["a link", "看[这里](https://example.org/a)"],
  ["a table", "| 一 | 二 |\n|---|---|\n| 1 | 2 |"],
  ["a fence", "```\na\n```"],
] as const)
  test(`${what} with buttons: the words first, then a card with their first line`, () => {
    const parts = show({ text, buttons: [button(1)] });
    assert.equal(kinds(parts), "markdown card");
    assert.equal(parts[0]?.kind === "markdown" && parts[0].content, text);
    const { title = "" } = cardOf(parts[1]).main_title ?? {};
    assert.ok([...title].length <= 26 && title.length > 0, title);
  });

test("more than six buttons: the words, then cards of six, each with a task of its own", () => {
  const parts = show({ text: "选一个", buttons: Array.from({ length: 8 }, (_, n) => button(n)) });
  assert.equal(kinds(parts), "markdown card card");
  const [first, second] = [cardOf(parts[1]), cardOf(parts[2])];
  assert.deepEqual([first.button_list?.length, second.button_list?.length], [6, 2]);
  assert.deepEqual([first.task_id, second.task_id], ["T", "T@2"]);
});

test("two buttons that say the same have different keys", () => {
  const buttons = [
    { label: "报名", says: "报名 A12" },
    { label: "我来", says: "报名 A12" },
  ];
  assert.deepEqual(
    cardOf(show({ text: "来吗", buttons })[0]).button_list?.map((one) => one.key),
    ["报名 A12", "报名 A12\n2"],
  );
});

test("buttons without words, pictures without words, pictures before the card", () => {
  assert.equal(cardOf(show({ buttons: [button(1)] })[0]).main_title?.title, "请选择");
  const media = [{ type: "image" as const, media_id: "m1" }];
  assert.equal(kinds(show({}, { media })), "media");
  assert.equal(kinds(show({ text: "办结", buttons: [button(1)] }, { media })), "media card");
  assert.equal(kinds(show({ text: "办结" }, { media })), "markdown media");
});

test("the way to the direct chat is told in words in a group, and left out in the direct chat", () => {
  const reply = { text: "编号 A12", buttons: [{ label: "私聊继续", says: "继续 A12", private: true as const }] };
  const [inGroup] = show(reply, { group: true });
  assert.match(inGroup?.kind === "markdown" ? inGroup.content : "", /^编号 A12\n\n.*头像.*“继续 A12”/);
  assert.deepEqual(show(reply), [{ kind: "markdown", content: "编号 A12" }]);
});

test("people are named by the bot, called only through the group's robot, and never in a direct chat", () => {
  const reply = {
    text: "请 [@李四](wecom:lisi) 看看",
    mentions: ["wecom:lisi", "wecom:wang"] as `${string}:${string}`[],
  };
  assert.deepEqual(show(reply, { group: true }), [{ kind: "markdown", content: "@wang 请 @李四 看看" }]);
  assert.deepEqual(show(reply, { group: true, robot: true }), [
    { kind: "robot", content: "<@wang> 请 <@lisi> 看看", instead: "@wang 请 @lisi 看看" },
  ]);
  assert.deepEqual(show(reply, { robot: true }), [{ kind: "markdown", content: "请 @李四 看看" }]);
  assert.equal(kinds(show({ ...reply, buttons: [button(1)] }, { group: true, robot: true })), "robot card");
});

test("what people typed cannot call anybody, paint or fetch a picture", () => {
  const typed = '<@all> <font color="warning">快</font> ![x](https://evil.example/a.png) 1<2 <https://ok.example>';
  for (const mention of [named, called]) {
    const out = render(typed, [], mention);
    assert.ok(!/<@|<font|<\/font|!\[/.test(out), out);
    assert.ok(out.includes("1<2") && out.includes("<https://ok.example>"), out);
  }
  assert.equal(render("[@x](wecom:all) ", ["wecom:a>b<@all"], called), "@a>b＜@all @x ");
});

test("long words: pieces that fit, nothing lost, no character, mention or link torn", () => {
  const family = "👨‍👩‍👧‍👦";
  const text = `${`${family}骑手说：电动车能带进楼吗？看[这里](https://example.org/${"a".repeat(60)})。\n`.repeat(400)}${family}`;
  const parts = show({ text });
  assert.ok(parts.length > 2);
  const pieces = parts.map((part) => (part.kind === "markdown" ? part.content : ""));
  for (const piece of pieces) {
    assert.ok(Buffer.byteLength(piece) <= 20_480);
    assert.equal(piece.match(/\[/g)?.length, piece.match(/\)/g)?.length);
  }
  assert.equal(pieces.join("\n"), text);
  const dense = cut(family.repeat(50), 90);
  assert.ok(dense.every((piece) => piece.length % family.length === 0 && Buffer.byteLength(piece) <= 90));
  assert.equal(dense.join(""), family.repeat(50));
  const link = "[这里](https://example.org/abc)";
  for (const piece of cut(`看${link}和<@lisi>`.repeat(20), 100)) {
    assert.equal(
      piece
        .replaceAll(link, "")
        .replaceAll("<@lisi>", "")
        .replace(/[看和]/g, ""),
      "",
    );
  }
  assert.equal(cut("啊".repeat(100), 10).join(""), "啊".repeat(100));
  const marks = `e${"\u0301".repeat(30)}`; // one character longer than a piece
  assert.equal(cut(marks, 10).join(""), marks);
});

test("through the robot 4096 bytes fit, so long words are several messages", () => {
  const parts = show({ text: "保障。".repeat(1_000), mentions: ["wecom:lisi"] }, { group: true, robot: true });
  assert.equal(kinds(parts), "robot robot robot");
  for (const part of parts) assert.ok(part.kind === "robot" && Buffer.byteLength(part.content) <= 4_096);
  assert.ok(parts[0]?.kind === "robot" && parts[0].content.startsWith("<@lisi> 保障"));
});
