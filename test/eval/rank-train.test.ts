/** What `npm run rank:train` stands on, on made-up data. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { folds } from "../../bench/rank/folds.ts";
import { dots, fitLists, type List } from "../../bench/rank/listwise.ts";
import { type Case, fitGate, judge } from "../../bench/rank/refusal.ts";
import { auc } from "../../src/eval/ranking.ts";
import { FEATURES } from "../../src/features/policy/retrieval/features.ts";
import { SHAPE } from "../../src/features/policy/retrieval/shape.ts";

/** Chances that are the same every time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test("no passage is shared between folds, and folds are of a size", () => {
  const gold = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 400 }).map(String), { minLength: 1, maxLength: 3 }), {
    minLength: 40,
    maxLength: 120,
  });
  fc.assert(
    fc.property(gold, (sets) => {
      const fold = folds(sets.map((one) => new Set(one)));
      const of = new Map<string, number>();
      sets.forEach((one, i) => {
        for (const passage of one) {
          const known = of.get(passage);
          assert.ok(known === undefined || known === fold[i]);
          of.set(passage, fold[i] ?? -1);
        }
      });
    }),
    { numRuns: 50 },
  );
  const single = folds([...Array(50).keys()].map((i) => new Set([String(i)])));
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((k) => single.filter((one) => one === k).length),
    [10, 10, 10, 10, 10],
  );
});

test("the listwise fit finds what tells right from wrong, and its sign", () => {
  const chance = chances(7);
  const lists = [...Array(60).keys()].map((): List => {
    const rows = new Float32Array(20 * 3);
    const right = new Uint8Array(20);
    let best = 0;
    for (let i = 0; i < 20; i++) {
      rows.set([chance() * 100, chance(), chance()], i * 3);
      const worth = (at: number) => (rows[at * 3] ?? 0) / 100 - (rows[at * 3 + 1] ?? 0);
      if (worth(i) > worth(best)) best = i;
    }
    right[best] = 1;
    return { rows, right };
  });
  const w = fitLists(lists.slice(0, 40), 3);
  assert.ok((w[0] ?? 0) > 0 && (w[1] ?? 0) < 0);
  // The third figure says nothing.
  assert.ok(Math.abs(w[2] ?? 0) < Math.abs(w[1] ?? 0) / 4);
  const found = lists.slice(40).filter(({ rows, right }) => {
    const scores = dots(rows, w);
    return right[scores.indexOf(Math.max(...scores))] === 1;
  });
  assert.ok(found.length >= 17, `${found.length} of 20`);
});

test("the gate's fit tells the two sides apart, whatever their numbers", () => {
  const chance = chances(11);
  const of = (answerable: boolean, n: number): Case[] =>
    [...Array(n).keys()].map((i) => ({
      shape: SHAPE.map((_, j) => chance() + (j === 1 && answerable ? 0.6 : 0) - (j === 3 && answerable ? 0.6 : 0)),
      answerable,
      weight: 1 / n,
      fold: i % 5,
    }));
  const gate = fitGate([...of(true, 300), ...of(false, 60)]);
  assert.ok((gate.weights[1] ?? 0) > 0 && (gate.weights[3] ?? 0) < 0);
  const scores = (answerable: boolean) => of(answerable, 200).map(({ shape }) => judge(gate, shape));
  assert.ok(auc(scores(true), scores(false)) > 0.9, String(auc(scores(true), scores(false))));
  // Sides weigh alike, so the middle lies at zero.
  const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  assert.ok(Math.abs(mean(scores(true)) + mean(scores(false))) < 1);
});

test("the weights that are shipped name every figure and where they come from", () => {
  const file = new URL("../../src/features/policy/retrieval/weights.json", import.meta.url);
  const weights = JSON.parse(readFileSync(file, "utf8"));
  assert.deepEqual(Object.keys(weights.rank).sort(), [...FEATURES].sort());
  assert.deepEqual(Object.keys(weights.gate.weights).sort(), [...SHAPE].sort());
  assert.match(weights.provenance.learnedFrom, /stard-r/);
  assert.equal(weights.provenance.figures.rank.folds.length, 5);
  assert.ok(weights.provenance.figures.gate.offTopic.auc > 0.9);
});
