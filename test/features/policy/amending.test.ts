/** Amending decisions as they are written: carried out to the letter, or said of the articles they change. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type Entry, entriesOf } from "../../../src/features/policy/library/amendments.ts";
import { type Document, readDocument, standing } from "../../../src/features/policy/library/document.ts";
import { readInstructions } from "../../../src/features/policy/library/instructions.ts";
import { settleVersions } from "../../../src/features/policy/library/versions.ts";
import { openTalk, words } from "../../talk.ts";

const LAW = `---
title: 甲办法
number: 甲〔2020〕1号
effective: 2020-01-01
---
第一章　总则
第一条　为了保护骑手，制定本办法。
第二条　站点应当在三日以内退还押金。
第三条　违反本办法的，处五百元以下罚款。
第二章　其他
第四条　站点应当公示单价。

单价调整的，应当提前三日公示。
第五条　骑手可以在驿站休息。
第六条　本办法自公布之日起施行。`;

function decision(body: string, more = "effective: 2022-03-01\n"): Document {
  return readDocument(
    "file",
    "d.md",
    `---\ntitle: 关于修改《甲办法》的决定\nnumber: 甲〔2022〕9号\n${more}---\n${body}`,
  );
}

function law(raw = LAW): Document {
  return readDocument("file", "law.md", raw);
}

const textOf = ({ document, passage }: Entry) => document.raw.slice(passage.start, passage.end);

/** What is in force on a day: article to its words, with ? behind those that say they were amended. */
function on(day: string, ...documents: Document[]): Record<string, string> {
  const held = entriesOf(settleVersions(documents)).filter(({ document }) => standing(document, day) === "in-force");
  const rows = held.map((one): [string, string] => [
    one.passage.article,
    `${textOf(one)}${one.document.front.amendedBy ? "?" : ""}`,
  ]);
  const out = Object.fromEntries(rows);
  assert.equal(Object.keys(out).length, rows.length, `twice on ${day}: ${rows.map(([article]) => article).join()}`);
  return out;
}

const BEFORE = on("2022-02-28", law());

/** That day's articles after a decision, and proof that the day before is untouched. */
function after(body: string, more?: string): Record<string, string> {
  const one = decision(body, more);
  if (more === undefined) assert.deepEqual(on("2022-02-28", law(), one), BEFORE, "the day before");
  return on("2022-03-01", law(), one);
}

test("an article is replaced, with or without its label repeated, over several paragraphs", () => {
  for (const said of [
    "一、将第二条修改为：“站点应当在一日以内退还押金。”",
    "一、将第二条修改为：“第二条　站点应当在一日以内退还押金。”",
    "一、第二条修改为：\n“第二条　站点应当在一日以内退还押金。”",
    "将第二条修改为：“站点应当在一日以内退还押金。”\n\n本决定自2022年3月1日起施行。",
  ])
    assert.deepEqual(after(said), { ...BEFORE, 第二条: "站点应当在一日以内退还押金。" }, said);
  const long = after(
    "一、将第二条修改为：“站点不得收取押金。\n\n已经收取的，应当在“一日”以内退还。”\n二、删去第五条。",
  );
  assert.equal(long.第二条, "站点不得收取押金。\n\n已经收取的，应当在“一日”以内退还。");
  assert.equal(long.第五条, undefined);
  assert.equal(Object.keys(long).length, 5);
});

test("words in an article, in one of its paragraphs, and a paragraph", () => {
  assert.equal(after("一、第二条中的“三日”修改为“五日”。").第二条, "站点应当在五日以内退还押金。");
  const fourth = "站点应当公示单价。\n\n单价调整的，应当提前五日公示。";
  assert.equal(after("一、将第四条第二款中的“三日”修改为“五日”。").第四条, fourth);
  assert.equal(after("一、将第四条第二款修改为：“单价调整的，应当提前五日公示。”").第四条, fourth);
  assert.equal(after("一、删去第三条中的“以下”。").第三条, "违反本办法的，处五百元罚款。");
  const both = after("一、第四条第二款中的“三日”修改为“五日”。\n二、第四条第二款中的“公示”修改为“公告”。");
  assert.equal(both.第四条, "站点应当公示单价。\n\n单价调整的，应当提前五日公告。");
});

test("articles go and come; where they are counted anew each keeps its words under its new number", () => {
  const { 第五条: _, ...rest } = BEFORE;
  assert.deepEqual(after("一、删去第五条。"), rest);
  assert.deepEqual(after("一、增加一条，作为第七条：“站点应当配备药箱。”"), {
    ...BEFORE,
    第七条: "站点应当配备药箱。",
  });
  const moved = after("一、增加一条，作为第二条：“骑手有权休息。”\n二、删去第五条。\n此外，对条文顺序作相应调整。");
  assert.deepEqual(moved, {
    第一条: BEFORE.第一条,
    第二条: "骑手有权休息。",
    第三条: BEFORE.第二条,
    第四条: BEFORE.第三条,
    第五条: BEFORE.第四条,
    第六条: BEFORE.第六条,
  });
  const named = after(
    "一、增加一条，作为第二条：“骑手有权休息。”\n二、将第二条改为第三条，修改为：“站点应当在一日以内退还押金。”\n《甲办法》根据本决定作相应修改，对条文顺序作相应调整，重新公布。",
  );
  assert.equal(named.第三条, "站点应当在一日以内退还押金。");
  assert.equal(named.第七条, BEFORE.第六条);
});

test("doubt refuses: what cannot be carried out exactly leaves the old words, and they say that they were amended", () => {
  const only = (article: string) => ({ ...BEFORE, [article]: `${BEFORE[article]}?` });
  // Words that stand nowhere, or twice; a paragraph that is not there; marks that do not close.
  assert.deepEqual(after("一、第二条中的“七日”修改为“五日”。"), only("第二条"));
  assert.deepEqual(after("一、第四条中的“单价”修改为“报酬”。"), only("第四条"));
  assert.deepEqual(after("一、将第四条第三款修改为：“单价不变。”"), only("第四条"));
  assert.deepEqual(after("一、将第二条第一项修改为：“五日”。"), only("第二条"));
  assert.deepEqual(after("一、对第三条作文字修改。"), only("第三条"));
  // A new article on a number that is taken, and nothing said of the others.
  const all = Object.fromEntries(Object.entries(BEFORE).map(([article, text]) => [article, `${text}?`]));
  assert.deepEqual(after("一、增加一条，作为第二条：“骑手有权休息。”"), all);
  // Of another text of this law, or of nothing that can be placed.
  assert.deepEqual(after("一、将第九条修改为：“站点应当配备药箱。”"), all);
  assert.deepEqual(after("一、将全文中的“站点”修改为“网点”。"), all);
  assert.deepEqual(after("一、将第二条修改为：“第八条　站点应当配备药箱。”"), all.第二条 ? only("第二条") : {});
});

test("a text that names another article by its number is doubted where articles are counted anew", () => {
  const raw = LAW.replace("骑手可以在驿站休息。", "违反第三条的，由站点负责。");
  const held = on("2022-03-01", law(raw), decision("一、增加一条，作为第二条：“骑手有权休息。”\n条文顺序作相应调整。"));
  assert.equal(
    Object.values(held)
      .filter((text) => text.endsWith("?"))
      .join(),
    "违反第三条的，由站点负责。?",
  );
});

test("a decision never stands for the law: by its title alone, undated, or with no law at all", () => {
  const one = decision("一、将第二条修改为：“站点应当在一日以内退还押金。”");
  assert.equal(one.front.amends, "甲办法");
  assert.deepEqual(entriesOf([one]), [], "its own sentences are no rule");
  const undated = entriesOf(settleVersions([law(), decision("一、将第二条修改为：“一日。”", "")]));
  assert.equal(undated.length, 6);
  assert.ok(undated.every((entry) => entry.document.front.amendedBy?.title === "关于修改《甲办法》的决定"));
  for (const title of ["《甲办法》修正案", "某市人民政府关于修改《甲办法》部分条款的决定"])
    assert.equal(
      readDocument("file", "x.md", `---\ntitle: ${title}\n---\n一、删去第五条。`).front.amends,
      "甲办法",
      title,
    );
  for (const title of ["甲办法", "关于印发《甲办法》的通知"])
    assert.equal(
      readDocument("file", "x.md", `---\ntitle: ${title}\n---\n第一条　甲。`).front.amends,
      undefined,
      title,
    );
});

test("one decision after another, and a whole new version ends them all", () => {
  const first = decision("一、第二条中的“三日”修改为“五日”。");
  const second = readDocument(
    "file",
    "d2.md",
    "---\ntitle: 关于修改《甲办法》的决定\nnumber: 甲〔2023〕2号\neffective: 2023-03-01\n---\n一、第二条中的“五日”修改为“七日”。\n二、删去第五条。",
  );
  const version = law("---\ntitle: 甲办法\nnumber: 甲〔2024〕1号\neffective: 2024-01-01\n---\n第一条　新的。");
  const at = (day: string) => on(day, second, law(), version, first);
  assert.equal(at("2022-03-01").第二条, "站点应当在五日以内退还押金。");
  assert.equal(at("2023-03-01").第二条, "站点应当在七日以内退还押金。");
  assert.equal(at("2023-03-01").第五条, undefined);
  assert.deepEqual(at("2024-01-01"), { 第一条: "新的。" });
});

test("what is put together is found under the law's name, chapter and the decision's number and day", () => {
  const entries = entriesOf([
    law(),
    decision("一、第二条中的“三日”修改为“五日”。\n二、增加一条，作为第七条：“药箱。”"),
  ]);
  const put = entries.filter(({ document }) => document.front.amended === "2022-03-01");
  assert.deepEqual(
    put.map(({ passage }) => [passage.article, passage.path.join()]),
    [
      ["第二条", "第一章 总则"],
      ["第七条", "第二章 其他"],
    ],
  );
  for (const { document } of put) {
    assert.equal(document.front.title, "甲办法");
    assert.equal(document.front.number, "甲〔2022〕9号");
    assert.equal(document.front.amends, undefined);
  }
  assert.equal(new Set(put.map(({ passage }) => passage.start)).size, 2, "each has a place of its own");
});

test("no text makes the reading slow or throw", () => {
  const began = performance.now();
  for (const piece of [
    "“",
    "第",
    "第一条修改为：“",
    "一、",
    "删去第一条、",
    "增加一条，作为第",
    "第一条中的“",
    "”修改为“",
    "\n",
  ])
    readInstructions(piece.repeat(5_000), 0);
  assert.ok(performance.now() - began < 2_000, String(performance.now() - began));
});

test("in a chat: the amended words are quoted, the doubted ones say so, the decision's own sentences never", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-amending-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, "policy"));
  writeFileSync(join(dir, "policy", "law.md"), LAW);
  const said =
    "---\ntitle: 关于修改《甲办法》的决定\nnumber: 甲〔2022〕9号\neffective: 2022-03-01\n---\n一、第二条中的“三日”修改为“五日”。\n二、对第三条作文字修改。";
  writeFileSync(join(dir, "policy", "decision.md"), said);
  const talk = await openTalk(t, { LIBRARY_DIR: dir });
  const deposit = words(await talk.group("g1", "wang", "问政策 站点几日以内退还押金"));
  assert.match(deposit, /《甲办法》甲〔2022〕9号 第二条/);
  assert.match(deposit, /站点应当在五日以内退还押金。/);
  assert.doesNotMatch(deposit, /修改为|三日以内退还/);
  const fine = words(await talk.group("g1", "wang", "问政策 违反甲办法处多少罚款"));
  assert.match(
    fine,
    /第三条（自2020年1月1日起施行，2022年3月1日起已由《关于修改《甲办法》的决定》修改，以下是修改前的文字/,
  );
  const then = await talk.script.app.policy.ask("站点几日以内退还押金", "2022-02-28");
  assert.equal(then.passages[0]?.text, "站点应当在三日以内退还押金。");
});
