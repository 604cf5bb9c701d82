import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { packed, Vectors } from "../../../src/features/policy/retrieval/vectors.ts";

const vector = (dims: number) =>
  fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: dims, maxLength: dims })
    .map((values) => Float32Array.from(values))
    .filter((values) => Math.hypot(...values) > 0.1);

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += value * (b[i] ?? 0);
  return sum / (Math.hypot(...a) * Math.hypot(...b));
}

test("a cosine out of bytes is the exact one within a hundredth, for any numbers and any dimension", async () => {
  for (const dims of [16, 33, 256, 1_024])
    await fc.assert(
      fc.asyncProperty(vector(dims), vector(dims), async (text, question) => {
        const vectors = new Vectors();
        assert.ok(vectors.add("a", packed(text)));
        const found = await vectors.cosines(Int32Array.of(0, -1), question);
        assert.ok(Math.abs((found?.[0] ?? 9) - cosine(text, question)) < 0.01);
        assert.ok(Number.isNaN(found?.[1]));
      }),
      { numRuns: dims > 500 ? 10 : 50 },
    );
});

test("the largest numbers of the largest dimension do not overflow", async () => {
  const vectors = new Vectors();
  const ones = new Float32Array(16_384).fill(1);
  vectors.add("a", packed(ones));
  assert.ok(Math.abs(((await vectors.cosines(Int32Array.of(0), ones))?.[0] ?? 0) - 1) < 1e-5);
});

test("thousands come and go; places are used again, and each answers for its own text", async () => {
  const vectors = new Vectors();
  const of = (i: number) => Float32Array.from({ length: 16 }, (_, at) => Math.sin(i * 31 + at * 7));
  for (let i = 0; i < 3_000; i++) vectors.add(`k${i}`, packed(of(i)));
  for (let i = 0; i < 3_000; i += 2) vectors.drop(`k${i}`);
  vectors.drop("k0");
  assert.equal(vectors.size, 1_500);
  for (let i = 3_000; i < 4_500; i++) vectors.add(`k${i}`, packed(of(i)));
  const places = Array.from({ length: 4_500 }, (_, i) => vectors.place(`k${i}`));
  assert.equal(new Set(places.filter((place) => place >= 0)).size, 3_000);
  assert.ok(Math.max(...places) < 3_000);
  for (const i of [1, 2_999, 3_000, 4_499]) {
    const found = await vectors.cosines(Int32Array.of(places[i] ?? -1), of(i));
    assert.ok((found?.[0] ?? 0) > 0.999, String(i));
  }
  assert.equal(vectors.place("k0"), -1);
});

test("another dimension is neither taken in nor compared, until nothing of the first is left", async () => {
  const vectors = new Vectors();
  const [two, three] = [Float32Array.of(1, 0), Float32Array.of(0, 1, 0)];
  assert.ok(vectors.add("a", packed(two)));
  assert.equal(vectors.add("b", packed(three)), false);
  assert.equal(vectors.size, 1);
  assert.equal(await vectors.cosines(Int32Array.of(0), three), undefined);
  vectors.drop("a");
  assert.ok(vectors.add("b", packed(three)));
  assert.equal(vectors.dims, 3);
  assert.ok(((await vectors.cosines(Int32Array.of(vectors.place("b")), three))?.[0] ?? 0) > 0.999);
});

test("between two slices the process hears others", async () => {
  const vectors = new Vectors();
  const dims = 1_024;
  vectors.add("a", packed(new Float32Array(dims).fill(1)));
  let heard = 0;
  const listen = () => {
    heard++;
    next = setImmediate(listen);
  };
  let next = setImmediate(listen);
  await vectors.cosines(new Int32Array(30_000), new Float32Array(dims).fill(1));
  clearImmediate(next);
  assert.ok(heard >= 5, String(heard));
});
