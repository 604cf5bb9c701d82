import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { buildIndex, buildInSlices, type Fields } from "../../../src/features/policy/retrieval/build.ts";
import { keepIndex, openIndex, readIndex } from "../../../src/features/policy/retrieval/kept.ts";
import { readQuery } from "../../../src/features/policy/retrieval/query.ts";
import { rank } from "../../../src/features/policy/retrieval/rank.ts";

const folder = mkdtempSync(join(tmpdir(), "yizhan-index-"));
after(() => rmSync(folder, { recursive: true }));

const WORDS = ["劳动报酬", "按月支付", "站点", "押金", "不得收取", "工伤", "认定", "高温津贴", "app 2025"];
/** Passages that differ, a few to a document. */
function passages(n: number): Fields[] {
  return [...Array(n).keys()].map((i) => ({
    title: `第${Math.floor(i / 7)}号办法`,
    path: `第${i % 7}条`,
    body:
      WORDS.map((word, j) => word.repeat(((i >> j) & 1) + ((i * 7 + j) % 3))).join("，") +
      String.fromCharCode(0x4e00 + (i % 900)),
  }));
}
const QUESTIONS = ["站点能收押金吗", "高温津贴怎么发", "第3号办法", "app 2025", "量子纠缠"];
const answers = (index: ReturnType<typeof buildIndex>) =>
  QUESTIONS.map((one) => rank(index, readQuery(index, one), 20).map(({ doc, order }) => [doc, order]));

test("in slices or at once, the index is the same", async () => {
  const all = passages(500);
  assert.deepEqual(await buildInSlices(all, 0), buildIndex(all));
});

test("building a library does not keep the process from hearing", async () => {
  const all = passages(12_000);
  let longest = 0;
  let last = performance.now();
  let beats = 0;
  let going = true;
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    beats++;
    if (going) setImmediate(beat);
  };
  setImmediate(beat);
  await buildInSlices(all);
  going = false;
  // At once it would be one silence of some hundred milliseconds; the machine may be busy, so the count is what holds.
  assert.ok(beats > 5, `${beats} beats, longest silence ${longest.toFixed(0)} ms`);
});

test("kept and read, it answers as before; empty ones too", async () => {
  for (const n of [0, 1, 300]) {
    const index = buildIndex(passages(n));
    const path = join(folder, `kept-${n}`);
    await keepIndex(path, "r1", index);
    const read = await readIndex(path, "r1");
    assert.ok(read);
    assert.deepEqual(answers(read), answers(index));
    assert.deepEqual({ ...read, terms: 0 }, { ...index, terms: 0 });
  }
});

test("another revision, a missing, cut or damaged file counts as none", async () => {
  const path = join(folder, "damaged");
  await keepIndex(path, "r1", buildIndex(passages(200)));
  assert.equal(await readIndex(path, "r2"), undefined);
  assert.equal(await readIndex(`${path}-not-there`, "r1"), undefined);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length - 10));
  assert.equal(await readIndex(path, "r1"), undefined);
  for (const at of [5, 2_000, whole.length - 3]) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    writeFileSync(path, damaged);
    assert.equal(await readIndex(path, "r1"), undefined, `byte ${at}`);
  }
  writeFileSync(path, whole);
  assert.ok(await readIndex(path, "r1"));
});

test("it is built once a revision, and a place that cannot be written is done without", async () => {
  const path = join(folder, "opened");
  let builds = 0;
  const source = () => {
    builds++;
    return passages(50);
  };
  const first = await openIndex(path, "r1", source);
  const second = await openIndex(path, "r1", source);
  assert.equal(builds, 1);
  assert.deepEqual(answers(second), answers(first));
  await openIndex(path, "r2", source);
  assert.equal(builds, 2);
  assert.equal((await openIndex(join(folder, "no", "folder"), "r1", source)).count, 50);
});
