/** The same question in another script, width, case or spelling finds the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { buildIndex } from "../../../src/features/policy/retrieval/build.ts";
import { confidence } from "../../../src/features/policy/retrieval/gate.ts";
import { kinOf } from "../../../src/features/policy/retrieval/kin.ts";
import { fold } from "../../../src/features/policy/retrieval/normalise.ts";
import { readQuery } from "../../../src/features/policy/retrieval/query.ts";
import { rank } from "../../../src/features/policy/retrieval/rank.ts";
import { SHAPED } from "../../../src/features/policy/retrieval/shape.ts";
import { ANSWERED, samples } from "./library.ts";

const { index } = samples();

/** What is found, in order, with its score; and how sure the gate is. */
function found(question: string) {
  const query = readQuery(index, question);
  const ranked = rank(index, query, SHAPED);
  return { order: ranked.map(({ doc, score }) => [doc, score]), sure: confidence(index, query, ranked) };
}

const question = fc.constantFrom(...ANSWERED.map((one) => one.question));

/** Half-width marks, letters and digits as full-width ones. */
const wide = (text: string) => text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

test("full width, upper case and hidden characters change nothing", () => {
  const hidden = fc.constantFrom("\u200b", "\u200d", "\ufeff", "\u202e", "\u2060", "\u{e0041}");
  fc.assert(
    fc.property(question, fc.constantFrom("", " app 2025", "（GPS）"), hidden, fc.nat(), (text, tail, mark, at) => {
      const plain = `${text}${tail}`;
      const place = at % (plain.length + 1);
      const odd = wide(`${plain.slice(0, place)}${mark}${plain.slice(place)}`.toUpperCase());
      assert.deepEqual(found(odd), found(plain));
    }),
    { numRuns: 60 },
  );
});

/** Questions on the sample library in Traditional script beside the same in simplified one. */
const SCRIPTS = [
  ["勞動報酬什麼時候發放", "劳动报酬什么时候发放"],
  ["職業傷害保障費誰出", "职业伤害保障费谁出"],
  ["帳號被停了怎麼辦", "账号被停了怎么办"],
  ["驛站幾點開門", "驿站几点开门"],
  ["志願服務時長怎麼算", "志愿服务时长怎么算"],
  ["黨員組織關係怎麼轉", "党员组织关系怎么转"],
  ["養老保險中斷了還能補繳嗎", "养老保险中断了还能补缴吗"],
  ["單價調整要提前公示嗎", "单价调整要提前公示吗"],
] as const;

test("Traditional script finds what simplified script finds", () => {
  for (const [traditional, simplified] of SCRIPTS) {
    assert.deepEqual(found(traditional).order[0]?.[0], found(simplified).order[0]?.[0], traditional);
    if (!traditional.includes("帳")) assert.deepEqual(found(traditional), found(simplified), traditional);
  }
});

test("folding twice is folding once, and keeps no mark", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const once = fold(text);
      assert.equal(fold(once), once);
      assert.doesNotMatch(once, /[\p{P}\p{S}\p{M}\p{Cf}]/u);
    }),
    { numRuns: 300 },
  );
});

test("homophones, near shapes and pinyin of common terms reach the article that the right spelling reaches", () => {
  const pairs = [
    ["发生公伤咋办", "发生工伤咋办"],
    ["社宝断了能补吗", "社保断了能补吗"],
    ["站点收压金", "站点收押金"],
    ["对结论申述", "对结论申诉"],
    ["志原者多大年纪可以当", "志愿者多大年纪可以当"],
    ["译站几点开门", "驿站几点开门"],
    ["托欠工姿", "拖欠工资"],
    ["shebao 中断", "社保中断"],
    ["高文津贴", "高温津贴"],
  ] as const;
  for (const [wrong, right] of pairs) {
    const top = (text: string) => found(text).order.map(([doc]) => doc);
    assert.ok(top(right).slice(0, 3).includes(top(wrong)[0]), wrong);
  }
});

test("one wrong character in a question rarely loses the article: it stays in the first three for nine in ten", () => {
  let kept = 0;
  let all = 0;
  for (const { question } of ANSWERED) {
    const right = found(question).order[0]?.[0];
    for (let at = 0; at < question.length; at += 3) {
      const typo = `${question.slice(0, at)}某${question.slice(at + 1)}`;
      all++;
      if (
        found(typo)
          .order.slice(0, 3)
          .some(([doc]) => doc === right)
      )
        kept++;
    }
  }
  assert.ok(kept / all >= 0.9, `${kept} of ${all}`);
});

test("a passage is read within its document: what its head says counts for what stands beside it", () => {
  const part = (title: string, body: string) => ({ title, path: "", body });
  const index = buildIndex([
    part("甲通知", "海州市各有关单位。"),
    part("甲通知", "企业停工期间，减免房租三个月。"),
    part("乙通知", "青山市各有关单位。"),
    part("乙通知", "企业停工期间，减免房租三个月。"),
  ]);
  const first = (text: string) => rank(index, readQuery(index, text), 1)[0]?.doc;
  assert.equal(first("海州市企业停工减免房租几个月"), 1);
  assert.equal(first("青山市企业停工减免房租几个月"), 3);
});

test("kin: unions, nearness and sisters, counted plainly", () => {
  const passages = [...Array(12).keys()].map((i) => ({ title: i < 7 ? "甲" : "乙", path: "", body: "甲乙丙丁" }));
  const index = buildIndex(passages);
  const query = readQuery(index, "甲乙丙丁戊");
  const words = Math.ceil(query.wanted.length / 32);
  const doc = fc.integer({ min: 0, max: 11 });
  const some = fc.uniqueArray(fc.record({ doc, score: fc.integer({ min: 1, max: 50 }), bits: fc.nat() }), {
    selector: (one) => one.doc,
    minLength: 1,
  });
  fc.assert(
    fc.property(some, (chosen) => {
      const isPair = (i: number) => query.wanted[i]?.pair === true;
      const holds = ({ bits }: { bits: number }, i: number) => isPair(i) && (bits & (1 << i)) !== 0;
      const held = new Int32Array(chosen.length * words);
      chosen.forEach((one, n) => {
        query.wanted.forEach((_, i) => {
          if (holds(one, i)) held[n * words + (i >> 5)] = (held[n * words + (i >> 5)] ?? 0) | (1 << (i & 31));
        });
      });
      const covered = (members: typeof chosen) =>
        query.wanted.reduce((sum, { weight }, i) => sum + (members.some((one) => holds(one, i)) ? weight : 0), 0) /
        query.pairs;
      const isSister = (a: number, b: number) => index.first[a] === index.first[b];
      kinOf(index, query, chosen, held).forEach((kin, n) => {
        const own = chosen[n]?.doc ?? 0;
        const family = chosen.filter((one) => isSister(one.doc, own));
        const away = (one: { doc: number }) => Math.abs(one.doc - own);
        const near = family.filter((one) => away(one) > 0 && away(one) <= 5);
        const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-5, `${a} ${b}`);
        close(kin.document, covered(family));
        close(kin.beside, covered(family.filter((one) => away(one) <= 2)));
        close(
          kin.neighbours,
          near.reduce((sum, one) => sum + one.score / query.whole / away(one), 0),
        );
        assert.equal(kin.sisters, family.length);
      });
    }),
    { numRuns: 100 },
  );
});
