import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mask, maskAll } from "../../src/model/mask.ts";

test("telephone numbers in many spellings", () => {
  for (const number of [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "１３８００１３８０００",
    "+8613800138000",
    "86 138 0013 8000",
    "一三八零零一三八零零零",
    "幺三八〇〇幺三八〇〇〇",
    "0932-8212345",
    "010 62345678",
    "138.0013.8000",
  ]) {
    const masked = mask(`我电话${number}，找我`);
    assert.equal(masked, "我电话〔电话〕，找我", number);
  }
});

test("identity numbers", () => {
  for (const number of [
    "11010519491231002X",
    "11010519491231002x",
    "110105194912310021",
    "110105 19491231 0021",
    "110105-1949-1231-0021",
    "１１０１０５１９４９１２３１００２１",
    "110105491231002",
  ]) {
    assert.equal(mask(`证号:${number}。`), "证号:〔证件号〕。", number);
  }
});

test("bank cards", () => {
  for (const number of ["6222021234567890123", "6222021234567894", "6222 0212 3456 7894", "6222-0212-3456-7894"]) {
    assert.equal(mask(`卡${number}`), "卡〔卡号〕", number);
  }
});

test("several in one message", () => {
  assert.equal(mask("王13800138000李15912345678身份证110105194912310021"), "王〔电话〕李〔电话〕身份证〔证件号〕");
});

test("other numbers stay", () => {
  for (const text of [
    "扣了300块",
    "国办函〔2026〕12号",
    "工单482913",
    "2026-11-23 12:10",
    "2024 2025 2026 2027",
    "1764000000000",
    "第三十八条第一款",
    "一百二十三万四千五百六十七",
    "打12345和12356",
    "A12报名2人",
    "每天8小时，每周44小时",
  ]) {
    assert.equal(mask(text), text);
  }
});

test("everywhere in plain data, keys and numbers too", () => {
  assert.deepEqual(maskAll({ "13800138000": ["13800138000", 13800138000, 5, null, true, { a: "x" }] }), {
    "〔电话〕": ["〔电话〕", "〔电话〕", 5, null, true, { a: "x" }],
  });
});

test("no mobile number gets through, whatever stands around it", () => {
  const digit = fc.integer({ min: 0, max: 9 });
  const number = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.array(digit, { minLength: 9, maxLength: 9 }))
    .map(([second, rest]) => `1${second}${rest.join("")}`);
  const around = fc.string({ maxLength: 12 }).filter((text) => !/[0-9]/.test(text.normalize("NFKC")));
  fc.assert(
    fc.property(around, number, around, (before, phone, after) => !mask(`${before} ${phone} ${after}`).includes(phone)),
  );
});
