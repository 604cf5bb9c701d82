import assert from "node:assert/strict";
import { test } from "node:test";
import type { Button, Reply } from "#bot";
import { toCard, type Where } from "../../../adapters/telegram/toCard.ts";
import { parseHtml } from "../../emulators/telegram/html.ts";

const inGroup: Where = { direct: false, username: "xiaoyi_bot", call: () => "您" };
const alone = { ...inGroup, direct: true };
const card = (reply: Partial<Reply>, where = inGroup) => toCard({ text: "", ...reply }, where);
const html = (text: string) =>
  card({ text })
    .map((part) => part.html)
    .join("\n=====\n");

test("Markdown is simplified faithfully", () => {
  assert.equal(html("**加粗：**后 *斜* _x_ ~~删~~"), "<b>加粗：</b>后 <i>斜</i> <i>x</i> <s>删</s>");
  assert.equal(html("***都***"), "<b><i>都</i></b>");
  assert.equal(html("# 第七条\n正文"), "<b>第七条</b>\n正文");
  assert.equal(html("- 一\n  * 二\n1. 三"), "• 一\n  • 二\n1. 三");
  assert.equal(html("> 引\n> 用\n完"), "<blockquote>引\n用</blockquote>\n完");
  assert.equal(html("`a<b` 和\n```ts\nx && y\n```"), "<code>a&lt;b</code> 和\n<pre>x &amp;&amp; y</pre>");
  assert.equal(html("一\n\n---\n二"), "一\n\n———\n二");
});

test("links open, other addresses keep their words, people become mentions", () => {
  assert.equal(html("[文件](https://a.cn/x_(1)?a=1&b=2)"), '<a href="https://a.cn/x_(1)?a=1&amp;b=2">文件</a>');
  assert.equal(html("[电话](tel:12345) [脚本](javascript:alert)"), "电话 脚本");
  assert.equal(html("[@小王](telegram:5)"), '<a href="tg://user?id=5">@小王</a>');
  assert.equal(html("[@小王](lark:ou_1)"), "@小王");
});

test("what is no markup stays as it was written", () => {
  for (const words of ["2*3*4=24", "file_id_x", 'a < b && c > d "q"', "* 注：", "**没关上", "https://x.cn/_a_/b*c*d"]) {
    const [part] = card({ text: words });
    assert.equal(parseHtml(part?.html ?? "").text, words.replace(/^\* /, "• "), words);
  }
  assert.equal(html("\\*不斜\\* \\[x\\]"), "*不斜* [x]");
});

test("buttons: two narrow ones a row, wide ones alone, the words themselves as data", () => {
  const say = (label: string): Button => ({ label, says: `说 ${label}` });
  const [part] = card({ text: "x", buttons: ["我报名", "取消", "详情", "把这件事转给别的单位", "好"].map(say) });
  const rows = part?.keyboard?.inline_keyboard.map((row) => row.map((key) => key.text));
  assert.deepEqual(rows, [["我报名", "取消"], ["详情"], ["把这件事转给别的单位"], ["好"]]);
  assert.deepEqual(part?.keyboard?.inline_keyboard[0]?.[0], { text: "我报名", callback_data: "说 我报名" });
  assert.throws(() => card({ text: "x", buttons: [{ label: "x", says: "字".repeat(22) }] }), /64 bytes/);
});

test("the way to the direct chat: a url button and the plain link on its own line; nothing in the direct chat", () => {
  const buttons: Button[] = [{ label: "私聊继续", says: "继续 K7M2", private: true }];
  const [part] = card({ text: "收到，编号 K7M2", buttons });
  assert.equal(part?.html, "收到，编号 K7M2\nhttps://t.me/xiaoyi_bot?start=K7M2");
  assert.deepEqual(part?.keyboard?.inline_keyboard, [
    [{ text: "私聊继续", url: "https://t.me/xiaoyi_bot?start=K7M2" }],
  ]);
  assert.deepEqual(card({ text: "收到", buttons }, alone), [{ html: "收到" }]);
  const [plain] = card({ text: "x", buttons: [{ label: "私聊", says: "继续", private: true }] });
  assert.match(plain?.html ?? "", /\?start=go$/);
  const [odd] = card({ text: "x", buttons: [{ label: "私聊", says: `继续 东-街_${"a".repeat(80)}`, private: true }] });
  assert.match(odd?.html ?? "", /\?start=-_a{62}$/);
});

test("mentions call people by name before the words, unless they are named there or it is a direct chat", () => {
  const call = (address: string) => (address === "telegram:7" ? "王师傅" : "您");
  const mentions: Reply["mentions"] = ["telegram:7", "telegram:8", "telegram:5", "lark:ou_1"];
  const reply = { text: "[@小王](telegram:5) 请看", mentions };
  const [part] = card(reply, { ...inGroup, call });
  const mention = (id: number, name: string) => `<a href="tg://user?id=${id}">${name}</a>`;
  assert.equal(part?.html, `${mention(7, "王师傅")} ${mention(8, "您")} ${mention(5, "@小王")} 请看`);
  assert.equal(card({ text: "请看", mentions }, alone)[0]?.html, "请看");
});

test("a long text is cut at paragraphs, then sentences, then characters; the buttons are on the last piece", () => {
  const paragraphs = Array.from({ length: 9 }, (_, i) => `**第${i}条** ${"驿站服务".repeat(230)}`).join("\n\n");
  const parts = card({ text: paragraphs, buttons: [{ label: "好", says: "好" }] });
  const shown = parts.map((part) => parseHtml(part.html).text);
  assert.equal(parts.length, 3);
  assert.ok(shown.every((text) => text.length <= 4096 && text.startsWith("第")));
  assert.equal(shown.join("").replace(/\s/g, ""), paragraphs.replace(/[\s*]/g, ""));
  assert.deepEqual(
    parts.map((part) => part.keyboard !== undefined),
    [false, false, true],
  );

  const sentences = card({ text: "一句话说完了。".repeat(1000) }).map((part) => part.html);
  assert.ok(sentences.every((text) => text.length <= 4096 && text.endsWith("。")));

  const late = card({ text: `${"字".repeat(4096)}。${"尾".repeat(9)}` }).map((part) => part.html.length);
  assert.deepEqual(late, [4096, 10]); // a break just behind the limit is out of reach

  const family = "👨‍👩‍👧‍👦";
  const pieces = card({ text: family.repeat(1000) }).map((part) => part.html);
  assert.equal(pieces.join(""), family.repeat(1000));
  assert.ok(pieces.every((text) => text.length <= 4096 && text.length % family.length === 0));
});

test("a mark that spans a cut is closed and opened again", () => {
  const parts = card({ text: `**${"粗".repeat(5000)}**` });
  assert.deepEqual(
    parts.map(({ html }) => [html.startsWith("<b>"), html.endsWith("</b>")]),
    [
      [true, true],
      [true, true],
    ],
  );
});

test("a cluster longer than a message is still cut between characters", () => {
  const parts = card({ text: `e${"\u0301".repeat(5000)}😀` });
  assert.equal(parts.map((part) => part.html).join(""), `e${"\u0301".repeat(5000)}😀`);
});

test("files come first, the words under the last one if they fit, else after it", () => {
  const file = { kind: "image", ref: "file:abc" } as const;
  assert.deepEqual(card({ text: "看图", files: [file, file] }), [
    { html: "", file },
    { html: "看图", file },
  ]);
  const long = card({ text: "长".repeat(1025), files: [file], buttons: [{ label: "好", says: "好" }] });
  assert.deepEqual(
    long.map((part) => [part.file !== undefined, part.html.length, part.keyboard !== undefined]),
    [
      [true, 0, false],
      [false, 1025, true],
    ],
  );
});

test("nothing to say is no message", () => {
  assert.deepEqual(card({ text: "  \n " }), []);
});
