import assert from "node:assert/strict";
import { test } from "node:test";
import { profiles } from "../../../adapters/sandbox/profiles.ts";
import { becomes } from "../../../adapters/sandbox/web/chat/becomes.ts";
import { type Inline, parseInline } from "../../../adapters/sandbox/web/markdown/inline.ts";
import { parse } from "../../../adapters/sandbox/web/markdown/parse.ts";
import { plainText } from "../../../adapters/sandbox/web/markdown/plain.ts";
import type { Shown } from "../../../adapters/sandbox/wire.ts";

test("bold, italics, code and links inside a line", () => {
  assert.deepEqual(parseInline("第**七**条，见[原文](https://gov.cn/a_(1))"), [
    { kind: "text", text: "第" },
    { kind: "bold", inside: [{ kind: "text", text: "七" }] },
    { kind: "text", text: "条，见" },
    { kind: "link", href: "https://gov.cn/a_(1)", inside: [{ kind: "text", text: "原文" }] },
  ]);
  assert.deepEqual(parseInline("`报名 A12`"), [{ kind: "code", text: "报名 A12" }]);
});

test("only web pages and telephone numbers become links", () => {
  const links = (text: string) => parseInline(text).filter(({ kind }) => kind === "link");
  assert.equal(links("[打](tel:12333)").length, 1);
  assert.equal(links("[看](http://a.cn)").length, 1);
  for (const to of [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "file:///etc",
    "//evil.cn",
    "tel:javascript",
  ])
    assert.deepEqual(links(`[点我](${to})`), [], to);
});

test("an address of the sandbox is a person, and a bare page a link that ends at the Chinese stop", () => {
  assert.deepEqual(parseInline("[@赵姐](sandbox:zhao)"), [{ kind: "mention", address: "sandbox:zhao", text: "@赵姐" }]);
  const [, link] = parseInline("见 https://gov.cn/x。谢谢") as [Inline, Extract<Inline, { kind: "link" }>];
  assert.equal(link.href, "https://gov.cn/x");
});

test("what does not close stays as typed, escapes are taken away, tags are only words", () => {
  const text = (source: string) =>
    parseInline(source)
      .map((part) => ("text" in part ? part.text : "?"))
      .join("");
  assert.equal(text("2 * 3 ** 4 [a](b"), "2 * 3 ** 4 [a](b");
  assert.equal(text("\\*\\*不粗\\*\\*"), "**不粗**");
  assert.equal(text("<img src=x onerror=alert(1)>"), "<img src=x onerror=alert(1)>");
});

test("paragraphs keep their lines; headings, quotes, lists and rules are told apart", () => {
  const kinds = parse("# 题\n一\n二\n\n> 引\n> - 项\n- 甲\n- 乙\n  续\n3. 丙\n---\n末").map(({ kind }) => kind);
  assert.deepEqual(kinds, ["heading", "paragraph", "quote", "list", "list", "rule", "paragraph"]);
  const [list] = parse("3. 丙\n4. 丁");
  assert.ok(list?.kind === "list");
  assert.equal(list.start, 3);
  assert.equal(list.items.length, 2);
});

test("plain words show where a link leads", () => {
  assert.equal(plainText("**打** [12333](tel:12333)\n> 第七条\n\n- 甲"), "打 12333（12333）\n「第七条」\n· 甲");
});

test("a long text is read in linear time", () => {
  const began = performance.now();
  parse("**".repeat(7_000));
  parse("[".repeat(14_000));
  parse("> ".repeat(2_000));
  assert.ok(performance.now() - began < 2_000);
});

test("what the platforms make of a card", () => {
  const line: Shown = {
    id: "1",
    chat: "sandbox:g1",
    from: "sandbox:xiaoyi",
    kind: "said",
    text: "**招募令** A12",
    at: "",
    living: true,
    buttons: ["一", "二", "三", "四", "五", "六", "七"].map((label) => ({ label, says: label })),
  };
  const on = (id: string, shown = line) => {
    const profile = profiles.find((each) => each.id === id);
    assert.ok(profile);
    return becomes(shown, profile);
  };
  assert.equal(on("lark").buttons.length, 7);
  assert.equal(on("lark").anew, false);
  assert.equal(on("wecom").buttons.length, 7, "six on a card, the others on the next one");
  assert.equal(on("wechat").numbered.length, 7);
  assert.equal(on("wecom").anew, true);
  assert.equal(on("wechat").text, "招募令 A12");
  assert.equal(on("telegram", { ...line, text: "长".repeat(4097) }).parts, 2);
  assert.equal(on("lark", { ...line, text: "长".repeat(10_001) }).parts, 2);
});
