import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracy, macroF1, precisionRecall } from "../../src/eval/scores.ts";

const rows = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [expected = "", given = ""] = pair.split(">");
    return { expected, given };
  });

test("accuracy is the share of what was taken rightly", () => {
  assert.equal(accuracy(rows("a>a", "a>b", "b>b", "b>b")), 0.75);
});

test("every label counts alike in macro-F1, however rare it is", () => {
  // a: precision 1, recall 1/2; b: precision 2/3, recall 1.
  const mean = ((2 * 0.5) / 1.5 + (2 * (2 / 3)) / (2 / 3 + 1)) / 2;
  assert.ok(Math.abs(macroF1(rows("a>a", "a>b", "b>b", "b>b")) - mean) < 1e-12);
  assert.equal(macroF1(rows("a>b", "b>a")), 0);
});

test("a label that is only given, never expected, costs precision but is no class of its own", () => {
  assert.equal(macroF1(rows("a>a", "a>c")), 2 / 3);
  assert.deepEqual(precisionRecall(rows("a>a", "a>c", "b>a"), "a"), { precision: 0.5, recall: 0.5 });
  assert.deepEqual(precisionRecall(rows("a>a"), "never"), { precision: 1, recall: 1 });
});
