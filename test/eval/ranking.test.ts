import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { answerableAt, auc, percentile, rankingFigures } from "../../src/eval/ranking.ts";

const right = (...ids: string[]) => new Set(ids);

test("figures of a ranking, reckoned by hand", () => {
  const figures = rankingFigures([
    { ranking: ["a", "x", "b"], right: right("a", "b") },
    { ranking: ["x", "y", "z", "c"], right: right("c") },
    { ranking: ["x", "y"], right: right("d") },
  ]);
  const ideal = 1 + 1 / Math.log2(3);
  const expected = ((1 + 1 / Math.log2(4)) / ideal + 1 / Math.log2(5) + 0) / 3;
  assert.ok(Math.abs(figures["ndcg@10"] - expected) < 1e-12);
  assert.equal(figures["hit@1"], 1 / 3);
  assert.equal(figures["hit@3"], 1 / 3);
  assert.equal(figures["hit@10"], 2 / 3);
  assert.equal(figures["recall@100"], 2 / 3);
  assert.equal(figures["mrr@10"], (1 + 1 / 4) / 3);
});

test("what stands behind the tenth gains recall only", () => {
  const ranking = [...Array(10).keys()].map((i) => `x${i}`).concat("a");
  const figures = rankingFigures([{ ranking, right: right("a") }]);
  assert.deepEqual(figures, { "ndcg@10": 0, "hit@1": 0, "hit@3": 0, "hit@10": 0, "recall@100": 1, "mrr@10": 0 });
});

test("more right passages than ten: the ideal is ten of them", () => {
  const ids = [...Array(14).keys()].map(String);
  assert.equal(rankingFigures([{ ranking: ids, right: new Set(ids) }])["ndcg@10"], 1);
});

test("percentiles are values that were seen", () => {
  assert.equal(percentile([3, 1, 2, 4], 0.5), 2);
  assert.equal(percentile([3, 1, 2, 4], 0.99), 4);
  assert.equal(percentile([], 0.5), 0);
});

test("AUC is the share of pairs in the right order, ties half", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(scores, scores, (yes, no) => {
      const pairs = yes.flatMap((a) => no.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
      const expected = pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
      assert.ok(Math.abs(auc(yes, no) - expected) < 1e-9);
    }),
  );
});

test("the share answered where one in ten is answered falsely", () => {
  const no = [...Array(20).keys()];
  // Two of twenty may pass: 19 and 18 set the bar, which itself does not pass.
  assert.equal(answerableAt([18, 18.5, 30, 1], no, 0.1), 0.5);
  assert.equal(answerableAt([18, 19, 30, 1], no, 0.05), 0.25);
  assert.equal(answerableAt([1, 2], [], 0.1), 1);
  assert.equal(answerableAt([], no, 0.1), 0);
});
