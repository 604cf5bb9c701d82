import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fuse, nearest, reorder, UNHEARD } from "../../../src/features/policy/retrieval/fusion.ts";

const everybody = (n: number) => new Uint8Array(n).fill(1);
const near = (docs: number[]) => ({ docs, clear: new Set<number>(), heard: () => true });

test("reciprocal rank fusion: what both name stands before what one names, by 1 / (60 + rank)", () => {
  // 1: 1/62 + 1/61, 2: 1/63 + 1/62, 0: 1/61 alone, 9: 1/63 alone.
  assert.deepEqual(fuse([0, 1, 2], near([1, 2, 9])), [1, 2, 0, 9]);
  // Even places: the words come first.
  assert.deepEqual(fuse([5], near([7])), [5, 7]);
});

test("without a second opinion the order is the words' own, to the last place", () => {
  const lists = fc.uniqueArray(fc.nat(500), { maxLength: 60 });
  fc.assert(fc.property(lists, (docs) => assert.deepEqual(fuse(docs, UNHEARD), docs)));
});

test("fusing loses nobody, invents nobody, and keeps the order that both agree on", () => {
  const lists = fc.uniqueArray(fc.nat(80), { maxLength: 50 });
  fc.assert(
    fc.property(lists, lists, (words, docs) => {
      const fused = fuse(words, near(docs));
      assert.deepEqual(new Set(fused), new Set([...words, ...docs]));
      assert.equal(fused.length, new Set(fused).size);
      for (const [at, a] of words.entries())
        for (const b of words.slice(at + 1))
          if (docs.includes(a) && docs.includes(b) && docs.indexOf(a) < docs.indexOf(b))
            assert.ok(fused.indexOf(a) < fused.indexOf(b));
    }),
  );
});

test("a passage that has no vector is neither lifted nor pushed down among those that agree", () => {
  const heard = { docs: [0, 2], clear: new Set<number>(), heard: (doc: number) => doc !== 1 };
  assert.deepEqual(fuse([0, 1, 2], heard), [0, 1, 2]);
  // Were it counted as unnamed, 2 would pass it.
  assert.deepEqual(fuse([0, 1, 2], { ...heard, heard: () => true }), [0, 2, 1]);
});

test("the nearest come in order, ties to the earlier, and only those that may be shown", () => {
  const n = 300;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: n, maxLength: n }), fc.nat(60), (raw, k) => {
      const cosines = Float32Array.from(raw, (value, i) => (i % 17 === 0 ? Number.NaN : value / 100));
      const allowed = Uint8Array.from(raw, (_, i) => (i % 5 === 0 ? 0 : 1));
      const expected = [...cosines.keys()]
        .filter((i) => i % 5 > 0 && i % 17 > 0)
        .sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0) || a - b)
        .slice(0, k);
      assert.deepEqual(nearest(cosines, allowed, k).docs, expected);
    }),
  );
});

/** Box and Muller's normal noise out of a seeded row of numbers. */
function noise(n: number, seed: number): Float32Array {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return Float32Array.from({ length: n }, () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()));
}

test("noise alone hardly ever stands out; what stands far above the rest does, though others stand there too", () => {
  let chance = 0;
  for (let seed = 1; seed <= 200; seed++)
    for (const n of [25, 100, 2_000]) {
      const cosines = noise(n, seed * 7_919).map((value) => 0.45 + 0.05 * value);
      if (nearest(cosines, everybody(n), 50).clear.size > 0) chance++;
    }
  assert.ok(chance <= 6, `${chance} of 600`);
  const cosines = noise(200, 5).map((value) => 0.45 + 0.04 * value);
  for (let i = 0; i < 20; i++) cosines[i * 10] = 0.8 + i / 1_000;
  assert.deepEqual(nearest(cosines, everybody(200), 50).clear.size, 20);
});

test("too few passages, or none that points the question's way, stand out from nothing", () => {
  const few = new Float32Array(19);
  few[3] = 0.9;
  assert.equal(nearest(few, everybody(19), 50).clear.size, 0);
  const enough = new Float32Array(20);
  enough[3] = 0.9;
  assert.deepEqual([...nearest(enough, everybody(20), 50).clear], [3]);
  enough[3] = 0.2;
  assert.equal(nearest(enough, everybody(20), 50).clear.size, 0);
  // What may not be shown does not count towards the rest either.
  const barred = Uint8Array.from({ length: 40 }, (_, i) => (i < 19 ? 1 : 0));
  const many = new Float32Array(40);
  many[3] = 0.9;
  assert.equal(nearest(many, barred, 50).clear.size, 0);
});

test("reranked ones change places among themselves; the others stay, equal ones keep their order", () => {
  const told = new Map([
    [10, 0.1],
    [12, 0.9],
    [14, 0.1],
  ]);
  assert.deepEqual(reorder([10, 11, 12, 13, 14], told), [12, 11, 10, 13, 14]);
  assert.deepEqual(reorder([1, 2, 3], new Map()), [1, 2, 3]);
});
