import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { jsonIn } from "../../src/model/answer.ts";
import { checkPrompts, template } from "../../src/model/prompt.ts";
import { seats } from "../../src/model/seats.ts";

test("the object inside what a model says", () => {
  for (const said of [
    '{"a":1}',
    ' {"a":1}\n',
    '```json\n{"a":1}\n```',
    '<think>{"a":2}</think>{"a":1}',
    'x</think>\n{"a":1}',
    'Sure: {"a":1}. Bye',
  ]) {
    assert.deepEqual(jsonIn(said), { a: 1 }, said);
  }
  for (const said of ["", "[1]", '"a"', "null", "{", "}{", '{"a":}', "<think>{}", `{"a":"${"x".repeat(300_000)}"}`]) {
    assert.equal(jsonIn(said), undefined, said.slice(0, 20));
  }
});

const written = (body: string, values = "[one, two]", more = "") =>
  `---\nid: p\nversion: "3"\nvalues: ${values}\n${more}---\n<!-- for people {{x}} -->\n${body}`;

test("a prompt holds its places and no others, and tells its version", () => {
  const p = template(written("A {{one}} and {{two}}."), "p.md", ["one", "two"]);
  assert.equal(p.fill({ one: "{{two}}", two: "$&" }), "A {{two}} and $&.", "what is filled in is not filled in again");
  assert.equal(p.version, "p@3");
  assert.equal(p.maxTokens, 900);
  assert.equal(template(written("A", "[]", "max_tokens: 50\n"), "p.md", []).maxTokens, 50);
});

test("a prompt that lacks a value, or holds one that nothing fills, is refused by name", () => {
  const wrong: [string, string[], RegExp][] = [
    [written("A {{one}}"), ["one", "two"], /p\.md lacks \{\{two\}\}/],
    [written("A {{one}} {{tow}}", "[one]"), ["one"], /p\.md holds \{\{tow\}\}/],
    [written("A {{one}} {{two}}"), ["one"], /p\.md holds \{\{two\}\}/],
    [written("A {{one}}", "[one]"), ["one", "two"], /p\.md lacks \{\{two\}\}/],
    [written("A {{on e}}", "[]"), [], /p\.md holds \{\{on e\}\}/],
    ["A {{one}}", ["one"], /p\.md has no front matter/],
    [written("A", "[]", "max_tokens: none\n"), [], /p\.md: the front matter is wrong: max_tokens/],
    ["---\nid: [\n---\nA", [], /not YAML/],
  ];
  for (const [text, places, why] of wrong) assert.throws(() => template(text, "p.md", places), why);
});

test("the house's own prompts are whole; a folder with a broken one stops the start", (t) => {
  assert.deepEqual(checkPrompts(), ["answer@1", "choose@1", "json-retry@1", "json@1"]);
  const dir = mkdtempSync(join(tmpdir(), "yizhan-prompts-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, "words.md"), "# a list, no prompt");
  writeFileSync(join(dir, "p.md"), written("A {{one}} and {{two}}."));
  assert.deepEqual(checkPrompts(pathToFileURL(`${dir}/`)), ["p@3"]);
  writeFileSync(join(dir, "q.md"), written("A {{one}} and {{two}}."));
  assert.throws(() => checkPrompts(pathToFileURL(`${dir}/`)), /q\.md: its id is "p"/);
});

test("a stretch of a prompt is found in what a model says, reversed and spaced out too", () => {
  const p = template(written("只依据原文回答，别的知识一概不用。{{one}}{{two}}"), "p.md", ["one", "two"]);
  assert.ok(p.leaks("它说：只依据 原文回答 别的知识一概不用", 12));
  assert.ok(p.leaks("用不概一识知的别，答回文原据依只", 12));
  assert.ok(!p.leaks("只依据原文，别的不用", 12));
});

test("so many sit, so many wait, and who waits too long goes", async () => {
  const room = seats(1, 1);
  const never = new AbortController();
  assert.equal(await room.take(never.signal), true);
  const waiting = room.take(never.signal);
  assert.equal(await room.take(never.signal), false, "the line is full");
  room.give();
  assert.equal(await waiting, true);
  const late = room.take(never.signal);
  never.abort();
  assert.equal(await late, false);
  room.give();
  assert.equal(await room.take(new AbortController().signal), true);
});
