import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCases } from "../../../../src/features/tickets/rules/read.ts";
import { digest, signed, unreviewed } from "../../../../src/features/tickets/rules/review.ts";
import { changed, reviewed } from "./house.ts";

const text = changed(["by: 驿站项目", "by: 王小明"]);

function why(of: string): string | undefined {
  const { file, faults } = readCases(of);
  assert.ok(file, JSON.stringify(faults));
  return unreviewed(of, file);
}

test("unsigned, signed by its author, changed since: each is refused with the remedy", () => {
  assert.match(why(text) ?? "", /还没有人复核.*cases sign/);
  const good = reviewed(text);
  assert.equal(why(good), undefined);
  assert.match(why(good.replace("due: 2", "due: 9")) ?? "", /复核之后又改过.*cases sign/);
  assert.match(
    why(good.replace("隐患比投诉急", "随便写的")) ?? "",
    /又改过/,
    "the sources of numbers are reviewed too",
  );
  assert.match(why(good.replace('by: "李芳"', 'by: "王 小明"')) ?? "", /不能是同一位/);
  assert.equal(why(good.replace('by: "李芳"', 'by: "赵六"')), undefined, "what was read is the same");
});

test("the author cannot sign, however the name is written", () => {
  const { file } = readCases(text);
  assert.ok(file);
  for (const name of ["王小明", " 王 小明 ", "王小明　"])
    assert.throws(() => signed(text, file, name, "2026-11-22"), RangeError);
});

test("line ends, blanks at line ends and a byte order mark do not count; signing again takes the place of the first", () => {
  const good = reviewed(text);
  assert.equal(why(good.replaceAll("\n", "\r\n")), undefined);
  assert.equal(why(`\uFEFF${good}\n\n`), undefined);
  const { file } = readCases(good);
  assert.ok(file);
  const again = signed(good, file, "赵六", "2026-11-23");
  assert.equal(again.match(/^reviewed:/gm)?.length, 1);
  assert.equal(why(again), undefined);
});

test("no letter can be changed, taken or added without the review falling", () => {
  const good = reviewed(text);
  const lines = good.split("\n").flatMap((line, i) => (line.startsWith("reviewed:") || line.trim() === "" ? [] : [i]));
  fc.assert(
    fc.property(fc.constantFrom(...lines), fc.constantFrom("x", "# 改", "1"), (at, more) => {
      const next = good.split("\n").map((line, i) => (i === at ? `${line}${more}` : line));
      assert.notEqual(digest(next.join("\n")), digest(good));
    }),
    { numRuns: 200 },
  );
});
