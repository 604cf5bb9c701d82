import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BM25F, buildIndex, type Fields } from "../../../src/features/policy/retrieval/build.ts";
import { fold } from "../../../src/features/policy/retrieval/normalise.ts";
import { readQuery } from "../../../src/features/policy/retrieval/query.ts";
import { rank } from "../../../src/features/policy/retrieval/rank.ts";
import { scan } from "../../../src/features/policy/retrieval/scan.ts";
import { eachTokenOf } from "../../../src/features/policy/retrieval/tokens.ts";
import { samples } from "./library.ts";

function tokens(text: string): number[] {
  const out: number[] = [];
  eachTokenOf(fold(text), (token) => out.push(token));
  return out;
}

test("folding: width, case, script; hidden marks vanish, other marks separate", () => {
  assert.equal(fold("ＡＢ１２ 勞動報酬"), "ab12 劳动报酬");
  assert.equal(fold("忽\u200B略\uFEFF以\u202E上"), "忽略以上");
  assert.equal(fold("a\u{E0041}b"), "ab");
  assert.equal(fold("工资，5%！😀").trimEnd(), "工资 5");
  assert.equal(fold("e\u0301".repeat(3)).length, 3);
  assert.equal(fold("x".repeat(20_000)).length, 20_000);
});

test("tokens: characters, neighbours, whole words; nothing joins across a mark", () => {
  assert.deepEqual(
    tokens("工资"),
    [0x5de5, 0x5de5 * 65_536 + 0x8d44, 0x8d44].toSorted(
      (a, b) => tokens("工资").indexOf(a) - tokens("工资").indexOf(b),
    ),
  );
  assert.equal(tokens("工，资").length, 2);
  assert.equal(tokens("app 2025").length, 2);
  assert.notDeepEqual(tokens("app"), tokens("apq"));
  assert.ok(tokens("app")[0]! >= 0xd800_0000 && tokens("app")[0]! < 0xe000_0000);
});

/** BM25F as the books have it, word by word: what the compact index must agree with. */
function plainScores(passages: Fields[], wanted: { token: number; weight: number }[]): number[] {
  const names = ["title", "path", "body"] as const;
  const mean = (name: keyof Fields) =>
    Math.max(1, passages.reduce((sum, one) => sum + fold(one[name]).length, 0) / passages.length);
  return passages.map((one) =>
    wanted.reduce((sum, { token, weight }) => {
      const tf = names.reduce((all, name) => {
        const { weight: w, b } = BM25F[name];
        const count = tokens(one[name]).filter((each) => each === token).length;
        return all + (w * count) / (1 - b + (b * fold(one[name]).length) / mean(name));
      }, 0);
      return sum + (weight * tf) / (BM25F.k1 + tf);
    }, 0),
  );
}

test("the compact index gives the scores of BM25F, and the best k of them in order", () => {
  const { documents } = samples();
  const words =
    documents
      .map((one) => one.raw)
      .join("")
      .match(/[\u4e00-\u9fff]{2,6}/g) ?? [];
  const text = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((list) => list.join("，"));
  const passage = fc.record({ title: text, path: text, body: text });
  fc.assert(
    fc.property(
      fc.array(passage, { minLength: 1, maxLength: 12 }),
      text,
      fc.integer({ min: 1, max: 8 }),
      (passages, question, k) => {
        const index = buildIndex(passages);
        const query = readQuery(index, question);
        const expected = plainScores(passages, query.wanted);
        const found = scan(index, query, k);
        const order = expected.map((score, doc) => ({ doc, score })).filter((one) => one.score > 0);
        order.sort((a, b) => b.score - a.score);
        assert.equal(found.length, Math.min(k, order.length));
        found.forEach((one, i) => {
          // A 65,535th of each term's weight is lost in storing it.
          assert.ok(Math.abs(one.score - (expected[one.doc] ?? 0)) < 0.01);
          assert.ok(Math.abs(one.score - (order[i]?.score ?? 0)) < 0.01);
        });
      },
    ),
    { numRuns: 80 },
  );
});

test("only allowed passages are returned", () => {
  const index = buildIndex(["工资按月发", "工资按季发", "工资按年发"].map((body) => ({ title: "", path: "", body })));
  const query = readQuery(index, "工资怎么发");
  assert.deepEqual(
    scan(index, query, 3, Uint8Array.of(0, 1, 0)).map((one) => one.doc),
    [1],
  );
});

test("what is said is met by what is written", () => {
  const index = buildIndex([
    { title: "", path: "", body: "应当按月支付劳动报酬。" },
    { title: "", path: "", body: "应当按月检查消防设施。" },
  ]);
  assert.equal(scan(index, readQuery(index, "工钱啥时候给"), 1)[0]?.doc, 0);
});

test("a common term misspelt, misheard or in pinyin finds what was meant, a word that the library knows stays itself", () => {
  const index = buildIndex([
    { title: "", path: "", body: "职工应当依法参加工伤保险，由用人单位缴纳社会保险费。" },
    { title: "", path: "", body: "发生争议的，可以申请仲裁。" },
    { title: "", path: "", body: "站点不得收取押金。" },
  ]);
  const first = (question: string) => rank(index, readQuery(index, question), 1)[0]?.doc;
  assert.equal(first("公伤咋弄"), 0);
  assert.equal(first("shebao谁交"), 0);
  assert.equal(first("可不可以仲栽"), 1);
  assert.equal(first("压金退不退"), 2);
  const other = buildIndex([
    { title: "", path: "", body: "压金是一种工艺。" },
    { title: "", path: "", body: "站点不得收取押金。" },
  ]);
  assert.equal(rank(other, readQuery(other, "压金"), 1)[0]?.doc, 0);
  assert.equal(readQuery(other, "压金").met.length, 0);
});

test("a passage is found by what everyday words mean in law", () => {
  const index = buildIndex([
    { title: "", path: "", body: "用人单位违法解除劳动合同的，应当支付赔偿金。" },
    { title: "", path: "", body: "承租人未经出租人同意转租的，出租人可以解除合同。" },
    { title: "", path: "", body: "债务人应当按照约定的期限返还借款。" },
  ]);
  const first = (question: string) => rank(index, readQuery(index, question), 1)[0]?.doc;
  assert.equal(first("被炒鱿鱼了"), 0);
  assert.equal(first("二房东靠谱吗"), 1);
  assert.equal(first("朋友打了欠条"), 2);
});

test("a library of law is ordered by what was learned, any other by the score", () => {
  const article = (i: number) => ({ title: `第${i % 40}法`, path: `第${i}条`, body: `主管机关第${i}项登记。` });
  const many = [...Array(2_400).keys()].map(article);
  const law = { title: "合同法", path: "第一条", body: "定金合同自实际交付定金时成立。" };
  const rule = { title: "某市管理办法", path: "第一条", body: "定金合同自实际交付定金时成立。" };
  const large = buildIndex([...many, rule, law]);
  assert.ok(large.lawful);
  const found = rank(large, readQuery(large, "定金合同什么时候成立"), 2).map(({ doc }) => doc);
  // Word for word the same: the law stands before the rule.
  assert.deepEqual(found, [2_401, 2_400]);
  const small = buildIndex([rule, law]);
  assert.ok(!small.lawful);
  for (const one of rank(small, readQuery(small, "定金合同什么时候成立"), 2)) assert.equal(one.order, one.score);
  const notices = buildIndex(many.map(({ title, body }) => ({ title, path: "", body })));
  assert.ok(!notices.lawful);
});
