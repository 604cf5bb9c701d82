import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cut } from "../../../src/features/policy/library/cut.ts";
import { damage } from "../../../src/features/policy/library/damage.ts";
import { readFront } from "../../../src/features/policy/library/front-matter.ts";
import { readNumeral, writeNumeral } from "../../../src/features/policy/library/numerals.ts";

/** Milliseconds of the quickest of three runs: what the work takes, not what else the machine does. */
function quickest(work: () => void): number {
  const runs = [1, 2, 3].map(() => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...runs);
}

/** Label and text of every passage. */
function parts(raw: string, title = ""): [string, string][] {
  return cut(raw, 0, title).map((one) => [one.article, raw.slice(one.start, one.end)]);
}

test("articles are cut at 第…条, with the text on that line or in the paragraphs after it", () => {
  const raw = "第一条　甲。\n\n第二条\n乙。\n\n丙。\n第三条 丁。\n（一）戊；\n（二）己。\n";
  assert.deepEqual(parts(raw), [
    ["第一条", "甲。"],
    ["第二条", "乙。\n\n丙。"],
    ["第三条", "丁。\n（一）戊；\n（二）己。"],
  ]);
});

test("a cross-reference at the start of a line is no heading", () => {
  const raw = [
    "第九条 甲。",
    "第十条规定的情形，由平台负责。",
    "第十条、第十一条所列的除外。",
    "第三条 规定的标准不变。",
    "第十条 乙。",
    "第十一条（一）项不适用。",
    "第十一条的规定另行公布。",
    "第十一条 丙。",
  ].join("\n");
  assert.deepEqual(
    parts(raw).map(([label]) => label),
    ["第九条", "第十条", "第十一条"],
  );
  assert.match(parts(raw)[0]?.[1] ?? "", /第三条 规定的标准不变。$/);
});

test("articles without a gap are told by their turn; inserted ones and figures are known", () => {
  const raw =
    "第一条平台应当甲。\n第二条骑手可以乙。\n第二条之一 丙。\n第3条 丁。\n**第四条** 戊。\n## 第五条 己。\n庚。";
  assert.deepEqual(parts(raw), [
    ["第一条", "平台应当甲。"],
    ["第二条", "骑手可以乙。"],
    ["第二条之一", "丙。"],
    ["第3条", "丁。"],
    ["第四条", "戊。"],
    ["第五条", "己。\n庚。"],
  ]);
});

test("the path of parts, chapters and sections is kept, and a chapter ends its sections", () => {
  const raw =
    "# 某办法\n第一编 总则\n第一章 一般\n第一节 目的\n第一条 甲。\n第二章 其他\n第二条 乙。\n第三章规定的事项除外。\n第二编 分则\n第三条 丙。";
  assert.deepEqual(
    cut(raw, 0, "某办法").map((one) => [one.article, one.path]),
    [
      ["第一条", ["第一编 总则", "第一章 一般", "第一节 目的"]],
      ["第二条", ["第一编 总则", "第二章 其他"]],
      ["第三条", ["第二编 分则"]],
    ],
  );
});

test("a text without articles is cut at its headings, a long section at its items", () => {
  const long = "很长的一句话说明办理的要求。".repeat(30);
  const raw = `# 指引\n\n## 怎么办\n\n带身份证。\n\n## 材料\n\n一、${long}\n\n二、${long}\n`;
  assert.deepEqual(
    parts(raw, "指引").map(([label, text]) => [label, text.length]),
    [
      ["怎么办", 5],
      ["材料一、", long.length + 2],
      ["材料二、", long.length + 2],
    ],
  );
  assert.deepEqual(parts("只有一段话。"), [["第1段", "只有一段话。"]]);
});

test("an article of tens of thousands of characters is cut into pieces that make up the whole", () => {
  const raw = `第一条 ${"平台应当公开算法规则。".repeat(3_000)}`;
  const passages = cut(raw);
  assert.ok(passages.length > 20);
  assert.ok(passages.every((one) => one.article === "第一条" && one.end - one.start <= 1_200));
  assert.equal(passages.map((one) => raw.slice(one.start, one.end)).join(""), raw.slice(4));
});

test("whatever the text, passages lie in it, in order and apart, and every article is there", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "",
      "　",
      "第十条规定的情形除外。",
      "（一）甲；",
      "一、乙",
      "第三条、第四条",
      "> 注",
      "---",
      "附件",
      "**粗**",
    ),
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(..."第条章节一二三十规定的、。（）# \t\r"), maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 4 }), { minLength: 1, maxLength: 8 }), (articles) => {
      const raw = articles.map((lines, i) => `第${writeNumeral(i + 1)}条 正文${i}。\n${lines.join("\n")}`).join("\n");
      const passages = cut(raw);
      let at = 0;
      for (const { start, end, whole } of passages) {
        assert.ok(start >= at && end > start && end <= raw.length && whole.start <= start && whole.end >= end);
        at = end;
      }
      for (const i of articles.keys()) {
        const label = `第${writeNumeral(i + 1)}条`;
        assert.ok(
          passages.some((one) => one.article === label && raw.slice(one.start, one.end).startsWith(`正文${i}。`)),
          label,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test("numerals are read as they are written", () => {
  for (let n = 0; n < 2_000; n++) assert.equal(readNumeral(writeNumeral(n)), n);
  assert.deepEqual(
    ["十", "二十三", "一百零五", "〇", "一〇三", "38", "两百", "一千二百三十四"].map(readNumeral),
    [10, 23, 105, 0, 103, 38, 200, 1234],
  );
  assert.deepEqual(["", "甲", "12345", "第"].map(readNumeral), [undefined, undefined, undefined, undefined]);
});

test("hostile lines cost little", () => {
  const lines = [
    "第".repeat(50_000) + "条".repeat(50_000),
    `# ${" ".repeat(100_000)}x`,
    "#".repeat(100_000),
    `附件${"一".repeat(100_000)}`,
    "发（".repeat(50_000),
  ];
  for (const line of [...lines, "\n第一条".repeat(20_000), " \t".repeat(50_000)]) {
    const took = quickest(() => {
      cut(line);
      damage(line);
      readFront(`---\n${line}`, "a");
    });
    // Quadratic work on 100,000 characters would take many seconds.
    assert.ok(took < 300, `${line.slice(0, 8)}: ${took} ms`);
  }
});
