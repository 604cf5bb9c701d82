import assert from "node:assert/strict";
import { test } from "node:test";
import { readDay, statusOn } from "../../../src/features/policy/library/dates.ts";
import { readDocument, standing } from "../../../src/features/policy/library/document.ts";

test("days are read in the ways offices write them, and only if the calendar has them", () => {
  const same = ["2025-09-01", "2025-9-1", "2025/9/1", "2025.9.1", "2025年9月1日", " ２０２５年９月１日 "];
  assert.deepEqual(
    same.map(readDay),
    same.map(() => "2025-09-01"),
  );
  for (const none of ["2025-02-30", "2025-13-01", "明天", "", "2025", "20250901"])
    assert.equal(readDay(none), undefined);
});

test("without a written status the dates decide, the first and the last day included", () => {
  const dates = { effective: "2025-07-01", repealed: "2026-01-01" };
  assert.equal(statusOn(dates, "2025-06-30"), "not-yet");
  assert.equal(statusOn(dates, "2025-07-01"), "in-force");
  assert.equal(statusOn(dates, "2025-12-31"), "in-force");
  assert.equal(statusOn(dates, "2026-01-01"), "repealed");
  assert.equal(statusOn({}, "2026-01-01"), "in-force");
  assert.equal(statusOn({ date: "2026-05-01" }, "2026-01-01"), "not-yet");
});

test("a written status makes stricter, never laxer", () => {
  assert.equal(statusOn({ status: "repealed" }, "2026-01-01"), "repealed");
  assert.equal(statusOn({ status: "not-yet" }, "2026-01-01"), "not-yet");
  assert.equal(statusOn({ status: "in-force", repealed: "2025-01-01" }, "2026-01-01"), "repealed");
  assert.equal(statusOn({ status: "in-force", effective: "2027-01-01" }, "2026-01-01"), "not-yet");
  // What was in force on an earlier day stays so, although it is written "repealed" today.
  assert.equal(
    statusOn({ status: "repealed", effective: "2022-05-01", repealed: "2025-07-01" }, "2024-01-01"),
    "in-force",
  );
});

test("front matter is read by its names, and what cannot be read is never quoted", () => {
  const head =
    "title: 《某办法》\nnumber: 某〔2025〕3号\nissuer: 某局\narea: 某县\ndate: 2025-06-10\neffective: 2025年7月1日\nsample: true";
  const good = readDocument("file", "a.md", `---\n${head}\n---\n第一条 甲。\n`);
  assert.deepEqual(good.front, {
    title: "某办法",
    number: "某〔2025〕3号",
    issuer: "某局",
    area: "某县",
    sample: true,
    date: "2025-06-10",
    effective: "2025-07-01",
  });
  assert.deepEqual(good.flags, []);
  for (const wrong of [
    "effective: 2025-02-30",
    "status: 大概有效",
    "effective: 2025-07-01\nrepealed: 2024-01-01",
    "title: [",
    "- a",
  ]) {
    const bad = readDocument("file", "b.md", `---\n${wrong}\n---\n第一条 甲。\n`);
    assert.equal(bad.flags.length, 1, wrong);
    assert.equal(standing(bad, "2026-01-01"), "unclear");
  }
});

test("without front matter the heading or the file names the text, which is in force everywhere", () => {
  const named = readDocument("file", "某通知.md", "\uFEFF# 关于某事的通知\r\n\r\n第一条 甲。\r\n");
  assert.equal(named.front.title, "关于某事的通知");
  assert.equal(readDocument("file", "某通知.txt", "第一条 甲。").front.title, "某通知");
  assert.equal(named.front.area, "全国");
  assert.equal(standing(named, "2026-01-01"), "in-force");
});
