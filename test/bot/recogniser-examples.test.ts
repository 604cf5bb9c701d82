import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadExamples } from "../../src/bot/examples.ts";

test("sentences of all files, by command", (t) => {
  const dir = mkdtempSync(join(tmpdir(), "intents-"));
  t.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, "a.md"), "# About\n\n## help\n- 帮助\n- 怎么用\r\n\nwords\n## study.next\n- 学一点\n");
  writeFileSync(join(dir, "b.md"), "## help\n- 帮助\n* 菜单\n");
  writeFileSync(join(dir, "c.txt"), "## help\n- not this\n");
  const examples = loadExamples(dir);
  assert.deepEqual(examples("help"), ["帮助", "怎么用", "菜单"]);
  assert.deepEqual(examples("study.next"), ["学一点"]);
  assert.deepEqual(examples("nobody"), []);
  examples("help").push("mine");
  assert.equal(examples("help").length, 3, "the caller's list is its own");
});

test("a missing folder teaches nothing, a stray sentence is named", (t) => {
  assert.deepEqual(loadExamples("/nowhere/at/all")("help"), []);
  const dir = mkdtempSync(join(tmpdir(), "intents-"));
  t.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, "x.md"), "# Title\n- lost\n");
  assert.throws(() => loadExamples(dir), /x\.md line 2/);
});

test("the sentences in prompts/intents can be read", () => {
  const examples = loadExamples(join(import.meta.dirname, "../../prompts/intents"));
  for (const name of ["member.data", "member.erase", "member.correct", "help", "none"])
    assert.ok(examples(name).length >= 8, name);
});
