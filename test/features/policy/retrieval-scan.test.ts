/** The quick inner parts beside plain ones that do the same: tokens, the first stage, what is met in a passage. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Asked } from "../../../src/features/policy/retrieval/asked.ts";
import { buildIndex, type Fields, holders, type Index } from "../../../src/features/policy/retrieval/build.ts";
import { KINDS } from "../../../src/features/policy/retrieval/kinds.ts";
import { foldUnits } from "../../../src/features/policy/retrieval/normalise.ts";
import { type Query, readQuery } from "../../../src/features/policy/retrieval/query.ts";
import { reading } from "../../../src/features/policy/retrieval/reading.ts";
import { scan } from "../../../src/features/policy/retrieval/scan.ts";
import { eachToken, readTokens } from "../../../src/features/policy/retrieval/tokens.ts";
import { warm } from "../../../src/features/policy/retrieval/warm.ts";

const text = fc.string({
  unit: fc.constantFrom(..."劳动报酬押金站点工资骑手第三条〇A9 b。，１勞𠮷"),
  maxLength: 40,
});
const passages = fc.array(
  fc.record({ title: fc.constantFrom("劳动法", "站点办法", ""), path: fc.constantFrom("第三条", ""), body: text }),
  { maxLength: 60 },
);

test("the tokens read into a table are the tokens told one by one", () => {
  fc.assert(
    fc.property(text, (one) => {
      const units = foldUnits(one);
      const told: number[] = [];
      eachToken(units, 0, units.length, (token) => told.push(token));
      const into = new Uint32Array(units.length * 2);
      const n = readTokens(units, 0, units.length, into);
      assert.deepEqual([...into.subarray(0, n)], told);
    }),
  );
});

/** Every sum in floating point, every passage sorted. */
function plainly(index: Index, query: Query, k: number, allowed?: Uint8Array, lift?: number[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { term, weight } of query.wanted) {
    if (term < 0) continue;
    for (let i = index.offsets[term] ?? 0; i < (index.offsets[term + 1] ?? 0); i++) {
      const doc = index.docs[i] ?? 0;
      sums.set(doc, (sums.get(doc) ?? 0) + (weight * (index.impacts[i] ?? 0)) / 65_535);
    }
  }
  const lead = (doc: number) => (index.lawful ? (lift?.[index.kinds[doc] ?? 0] ?? 0) : 0);
  const all = [...sums].filter(([doc, sum]) => sum > 0 && (!allowed || allowed[doc] === 1));
  return new Map(all.sort(([a, x], [b, y]) => y + lead(b) - x - lead(a) || a - b).slice(0, k));
}

/** The same passages with the same sums, but for those that stand a rounding from the last one in. */
function same(found: { doc: number; score: number }[], wanted: Map<number, number>): void {
  assert.equal(found.length, wanted.size);
  const scores = [...wanted.values()];
  found.forEach(({ doc, score }, i) => {
    assert.ok(Math.abs(score - (scores[i] ?? 0)) < 0.001, `place ${i}: ${score} beside ${scores[i]}`);
    assert.ok(wanted.has(doc) || Math.abs(score - (scores.at(-1) ?? 0)) < 0.001);
  });
}

test("the first stage finds what adding up and sorting everything finds", () => {
  fc.assert(
    fc.property(passages, text, fc.integer({ min: 1, max: 20 }), fc.integer(), (all, question, k, mask) => {
      const index = buildIndex(all);
      const query = readQuery(index, question);
      const allowed = Uint8Array.from(all, (_, i) => (mask >> (i % 31)) & 1);
      for (const only of [undefined, allowed]) {
        const found = scan(index, query, k, only);
        same(found, plainly(index, query, k, only));
        for (let i = 1; i < found.length; i++)
          assert.ok((found[i - 1]?.score ?? 0) >= (found[i]?.score ?? 0), "best first");
      }
    }),
  );
});

/** More passages than wait at once, so that the choice is made several times over; fewer than make a word too common to count. */
const law: Fields[] = [...Array(3_600).keys()].map((i) => ({
  title: ["劳动法典", "工资条例", "站点办法"][Math.floor(i / 1_200)] ?? "",
  path: `第${i}条`,
  body: `${"押金".repeat(i % 7)}，${"工资".repeat((i * 31) % 5)}，${"站点".repeat((i * 17) % 11)}${i % 13 === 0 ? "高温津贴" : ""}`,
}));

test("so it does in a library of law, with a head start for codes", () => {
  const index = buildIndex(law);
  assert.ok(index.lawful);
  for (const question of ["站点收押金", "高温津贴", "工资", "押金工资站点高温津贴第三百条"]) {
    const query = readQuery(index, question);
    const lift = KINDS.map((_, kind) => [0, 0.2, 0.1, 0, 0.05][kind] as number).map((one) => one * query.whole);
    const wanted = plainly(index, query, 150, undefined, lift);
    const found = scan(index, query, 150, undefined, lift);
    const lead = (doc: number) => lift[index.kinds[doc] ?? 0] ?? 0;
    const heights = [...wanted].map(([doc, sum]) => sum + lead(doc));
    assert.equal(found.length, 150);
    found.forEach(({ doc, score }, i) => {
      assert.ok(Math.abs(score + lead(doc) - (heights[i] ?? 0)) < 0.001, `${question}, place ${i}`);
    });
  }
});

test("of equal ones the earlier passage stands first, however many there are", () => {
  const index = buildIndex([...Array(3_000).keys()].map(() => ({ title: "", path: "", body: "押金不得收取" })));
  const found = scan(index, readQuery(index, "押金"), 20);
  assert.deepEqual(
    found.map(({ doc }) => doc),
    [...Array(20).keys()],
  );
});

test("what is met in a passage is what its tokens say, and nothing is left over for the next question", () => {
  fc.assert(
    fc.property(text, text, text, (first, second, body) => {
      const index = buildIndex([{ title: "", path: "", body }]);
      for (const question of [first, second]) {
        const { wanted } = readQuery(index, question);
        const asked = new Asked(wanted);
        const met: string[] = [];
        const pairs = asked.each(index.text, 0, index.text.length, (place, at) => met.push(`${place} ${at}`));
        asked.done();
        const told: string[] = [];
        let all = 0;
        eachToken(index.text, 0, index.text.length, (token, pair, at) => {
          if (pair) all++;
          const place = wanted.findIndex((one) => one.token === token);
          if (place >= 0) told.push(`${place} ${at}`);
        });
        assert.deepEqual(met, told);
        assert.equal(pairs, all);
      }
    }),
  );
});

test("rarity is told from the postings, or from the larger library that they are a part of", () => {
  const index = buildIndex([{ title: "", path: "", body: "押金" }]);
  const term = readQuery(index, "押金").wanted.find(({ pair }) => pair)?.term ?? -1;
  assert.equal(holders(index, term), 1);
  assert.equal(holders(index, -1), 0);
  assert.equal(holders({ ...index, df: Uint32Array.from({ length: index.terms.size }, () => 70) }, term), 70);
});

test("an index is warmed by questions of its own, and ranks afterwards as before", () => {
  const index = buildIndex(law);
  const before = scan(index, readQuery(index, "站点收押金"), 50);
  let steps = 0;
  for (const _ of warm(index)) steps++;
  assert.ok(steps > 50);
  assert.deepEqual(scan(index, readQuery(index, "站点收押金"), 50), before);
  assert.equal([...warm(buildIndex(law.slice(0, 10)))].length, 0);
});

test("how texts are read has one name in one build of the program", () => {
  assert.match(reading(), /^[0-9a-f]{32}$/);
  assert.equal(reading(), reading());
});
