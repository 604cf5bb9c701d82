import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readAmount } from "../../../../src/features/policy/answering/count.ts";
import { figures } from "../../../../src/features/policy/answering/figures.ts";
import { writeNumeral } from "../../../../src/features/policy/library/numerals.ts";

const same = (...spellings: string[]) => {
  const [first = []] = spellings.map(figures);
  for (const one of spellings) assert.deepEqual(figures(one), first, `${spellings[0]} and ${one}`);
  assert.ok(first.length > 0, spellings[0]);
};
const differ = (a: string, b: string) => assert.notDeepEqual(figures(a), figures(b), `${a} and ${b}`);

test("one figure in many spellings", () => {
  same("三十日内", "30天内", "３０日以内", "30 日之内", "不超过三十日");
  same("三至五日", "3-5日", "3～5天", "三日至五日", "三日到五日");
  same("五千元以上一万元以下", "5000元至1万元", "5,000元-10,000元");
  same("百分之五十", "50%", "５０％", "一半", "二分之一", "五成");
  same("千分之三点五", "3.5‰", "0.35%");
  same("一年半", "18个月", "十八个月");
  same("半年", "六个月", "6个月");
  same("四十八小时", "48小时", "48个小时");
  same("2025年8月1日", "二〇二五年八月一日", "2025-08-01", "2025/8/1");
  same("晚上10点半", "22:30", "22时30分");
  same("1.5万元", "一万五千元", "15000元");
  same("第三十八条", "第38条");
  same("双倍", "两倍", "2倍");
  same("不满十八周岁", "未满18岁");
  same("不少于十人", "十人以上", "至少10人");
});

test("what looks alike and is not", () => {
  for (const [a, b] of [
    ["三十日", "三十个工作日"],
    ["三十日内", "三十日后"],
    ["三十日以内", "三十日以上"],
    ["三个月", "三年"],
    ["3个月", "3月"],
    ["百分之五", "千分之五"],
    ["5%", "50%"],
    ["五百元", "五百万元"],
    ["一万元", "一万人"],
    ["第三条", "第三款"],
    ["三倍", "三成"],
    ["不超过两小时", "超过两小时"],
    ["3.5%", "35%"],
    ["2025年", "2026年"],
    ["八时", "八小时"],
  ] as const)
    differ(a, b);
});

test("words that hold a numeral and count nothing are no figures", () => {
  for (const text of [
    "一般",
    "一定",
    "一律",
    "统一",
    "一旦",
    "十分重要",
    "千万不要",
    "万一",
    "三轮车",
    "四川",
    "另一方面",
    "一种",
    "进一步",
    "其一",
    "（一）",
    "一、",
  ])
    assert.deepEqual([...figures(text)], [], text);
});

test("every number up to ten thousand is read in figures and in characters, with and without a unit", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9_999 }), fc.constantFrom("元", "个工作日", "%", "小时"), (n, unit) => {
      const written = unit === "%" ? `百分之${writeNumeral(n)}` : `${writeNumeral(n)}${unit}`;
      assert.deepEqual(figures(written), figures(`${n}${unit}`));
      assert.notDeepEqual(figures(written), figures(`${n + 1}${unit}`));
    }),
  );
});

test("amounts", () => {
  for (const [text, value] of [
    ["一百零三", 103],
    ["一〇三", 103],
    ["十二", 12],
    ["两万三千", 23_000],
    ["一亿二千万", 120_000_000],
    ["三点五", 3.5],
    ["1,200.5", 1200.5],
    ["3万5千", undefined],
    ["百", undefined],
  ] as const)
    assert.equal(readAmount(text), value, text);
});

test("any text is read without a fault, in time", () => {
  const pieces = fc.constantFrom(
    "一",
    "半",
    "个",
    "月",
    "年",
    "第",
    "条",
    "百",
    "分之",
    "万",
    "1e999",
    "-",
    "0",
    ".",
    "%",
    "至",
    "以上",
    "点",
    "\u0000",
  );
  fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (all) => void figures(all.join(""))));
  for (const piece of ["第", "一", "百分之", "9", "1.", "一年半", "三至"]) {
    const began = process.cpuUsage();
    figures(piece.repeat(2_000 / piece.length));
    assert.ok(process.cpuUsage(began).user < 1_000_000, piece);
  }
});
