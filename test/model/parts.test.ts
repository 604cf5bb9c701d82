import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonIn } from "../../src/model/answer.ts";
import { template } from "../../src/model/prompt.ts";

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

test("a prompt holds its places and no others", () => {
  const fill = template("<!-- for people {{x}} -->\nA {{one}} and {{two}}.", "p.md", ["one", "two"]);
  assert.equal(fill({ one: "{{two}}", two: "$&" }), "A {{two}} and $&.", "what is filled in is not filled in again");
  assert.throws(() => template("A {{one}}", "p.md", ["one", "two"]), /p\.md lacks \{\{two\}\}/);
  assert.throws(() => template("A {{one}} {{tow}}", "p.md", ["one"]), /p\.md holds \{\{tow\}\}/);
});
