/** What a text says about itself, and how places in an article are named. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clauseAt } from "../../../src/features/policy/library/clause.ts";
import { damage } from "../../../src/features/policy/library/damage.ts";
import { readDocument } from "../../../src/features/policy/library/document.ts";
import { readFacts } from "../../../src/features/policy/library/facts.ts";
import { plainTitle } from "../../../src/features/policy/library/law.ts";
import { mend } from "../../../src/features/policy/library/mend.ts";

test("number, issuer, area, days and what it ends are found on the first and last lines", () => {
  const text = `东街市新就业群体服务办法

东政规〔2024〕12号

（2024年3月12日东街市人民政府常务会议通过）

第一章 总则

第一条 为了规范服务，依据《某法》（国发〔2019〕1号）制定本办法。

第二条 本办法自2024年5月1日起施行。2019年1月1日起施行的《东街市骑手服务暂行办法》同时废止。

东街市人民政府办公室

2024年3月15日`;
  assert.deepEqual(readFacts(text), {
    title: "东街市新就业群体服务办法",
    number: "东政规〔2024〕12号",
    issuer: "东街市人民政府办公室",
    area: "东街市",
    date: "2024-03-12",
    effective: "2024-05-01",
    repeals: ["东街市骑手服务暂行办法"],
  });
});

test("an order's number, labelled facts, brackets of any kind, and from the day of publication", () => {
  const order = readFacts(
    "# 某某条例\n\n中华人民共和国国务院令 第586号\n\n第一条 甲。\n\n第二条 本条例自公布之日起施行。\n\n2010年12月20日",
  );
  assert.deepEqual(
    [order.number, order.date, order.effective],
    ["中华人民共和国国务院令第586号", "2010-12-20", "2010-12-20"],
  );
  const page = readFacts(
    "发文机关：某某局\n成文日期：2024-03-02\n施行日期：2024年4月1日\n某局发[2024]7号\n关于某事的通知\n\n一、甲",
  );
  assert.deepEqual(
    [page.issuer, page.date, page.effective, page.number, page.title],
    ["某某局", "2024-03-02", "2024-04-01", "某局发〔2024〕7号", "关于某事的通知"],
  );
  // What rules speak of is no fact about the text.
  const rule = readFacts("第一条 依照国发〔2019〕1号文件办理。\n\n第二条 合同自2020年1月1日签订的，照旧。");
  assert.deepEqual(rule, {});
});

test("a text dropped in without a date, that says itself since when it holds, holds since then", () => {
  const document = readDocument("file", "a.md", "# 某办法\n\n第一条 甲。\n\n第二条 本办法自2030年5月1日起施行。\n");
  assert.equal(document.front.effective, "2030-05-01");
  const stated = readDocument(
    "file",
    "a.md",
    "---\nstatus: in-force\n---\n第一条 甲。\n\n第二条 本办法自2030年5月1日起施行。\n",
  );
  assert.equal(stated.front.effective, undefined);
});

test("places in an article: 款, 项, 目", () => {
  const article = "平台应当：\n（一）公开规则；\n（二）下列之一：\n1. 甲；\n2. 乙。\n前款规定的，除外。";
  const at = (words: string) => clauseAt(article, article.indexOf(words));
  assert.deepEqual(["平台", "公开", "下列", "乙", "前款"].map(at), [
    "第一款",
    "第一款第（一）项",
    "第一款第（二）项",
    "第一款第（二）项第2目",
    "第二款",
  ]);
  assert.equal(clauseAt("只有一款。", 0), "");
  const long = `第一条 ${"甲".repeat(900)}。\n${"乙".repeat(900)}。`;
  assert.deepEqual(
    readDocument("file", "a.md", long).passages.map((one) => one.clause),
    ["第一款", "第二款"],
  );
});

test("titles are compared without marks and versions", () => {
  for (const one of ["《甲办法》", "甲办法（2019年修订）", "甲 办法 (2023修正)", "甲办法（2022年版）"])
    assert.equal(plainTitle(one), "甲办法", one);
  assert.notEqual(plainTitle("甲办法（示例）"), plainTitle("甲办法"));
});

test("facts are put right by words; what is no fact changes nothing", () => {
  const front = { title: "甲", number: "", issuer: "", area: "全国", sample: false };
  assert.deepEqual(mend(front, "2026年5月1日"), { ...front, effective: "2026-05-01" });
  assert.deepEqual(mend(front, "地区：东县"), { ...front, area: "东县" });
  assert.equal(mend(front, "施行 2月30日"), "day");
  assert.equal(mend({ ...front, effective: "2026-01-01" }, "废止 2025-01-01"), "day");
  assert.equal(mend({ ...front, effective: "2026-01-01" }, "你好"), undefined);
});

test("B12 hostile lengths cost little", () => {
  const texts = [
    "<!--".repeat(200_000),
    `${"<!-- a -->".repeat(100_000)}`,
    "<a hidde".repeat(100_000),
    "《".repeat(300_000),
    "某发〔".repeat(100_000),
    "2024年1月1日".repeat(60_000),
    `${"局".repeat(100_000)}\n2024年1月1日`,
    "?".repeat(500_000),
  ];
  for (const text of texts) {
    const began = performance.now();
    readFacts(text);
    damage(text);
    plainTitle(text.slice(0, 200));
    mend({ title: "甲", number: "", issuer: "", area: "全国", sample: false }, text);
    const took = performance.now() - began;
    // Quadratic work on half a million characters would take minutes.
    assert.ok(took < 2_000, `${text.slice(0, 8)}: ${took} ms`);
  }
});
