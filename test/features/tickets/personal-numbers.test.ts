import assert from "node:assert/strict";
import { test } from "node:test";
import { hideName, maskPhones } from "../../../src/features/tickets/intake/mask.ts";
import { personalNumbers } from "../../../src/features/tickets/intake/personal-numbers.ts";

// Made up: a region, a date and a serial that belong to nobody; cards are the networks' published test numbers.
const ID = "110101199003070038";
const CARD = "6222020200112345678";

const wide = (text: string) => text.replace(/[0-9X]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const chinese = (text: string) => text.replace(/\d/g, (digit) => "零一二三四五六七八九"[Number(digit)] ?? "");
const grouped = (text: string, size: number, by: string) => text.match(new RegExp(`.{1,${size}}`, "g"))?.join(by) ?? "";

const identities = [
  ID,
  "11010119900307003X",
  "11010119900307003x",
  "110101 19900307 0038",
  "110101-19900307-0038",
  "110101.19900307.0038",
  "110101·19900307·0038",
  "110101　19900307　0038",
  "110101_19900307_0038",
  "110101/19900307/0038",
  "110101 1990 0307 0038",
  "1 1 0 1 0 1 1 9 9 0 0 3 0 7 0 0 3 8",
  "1-1-0-1-0-1-1-9-9-0-0-3-0-7-0-0-3-8",
  wide(ID),
  wide("11010119900307003X"),
  wide("110101 19900307 0038"),
  `我的身份证${ID}`,
  `身份证号：${ID}，请查`,
  `${ID}这是我的`,
  `电话13812345678身份证${ID}`,
  `13812345678 ${ID}`,
  `${ID} 13812345678`,
  `两个：${ID}、330106198512120013`,
  `110101\n19900307\n0038`,
  "110101\u200b19900307\u200b0038",
  "110101\u00ad19900307\u00ad0038",
  [...ID].join("\ufe0f\u20e3"),
  "１１０１０１-１９９００３０７-００３８",
  chinese(ID),
  "幺幺零幺零幺幺九九零零三零七零零三八",
  "110101（19900307）0038",
  "110101900307003",
  "身份证110101900307003号",
  "110101--19900307--0038",
  "110101, 19900307, 0038",
];
const cards = [
  CARD,
  "6222 0202 0011 2345 678",
  "6222-0202-0011-2345-678",
  "6222　0202　0011　2345　678",
  "6222.0202.0011.2345.678",
  wide(CARD),
  wide("6222 0202 0011 2345 678"),
  grouped(CARD, 1, " "),
  `打到卡上${CARD}`,
  `工行${CARD}李某`,
  "4111 1111 1111 1111",
  "4111111111111111",
  "5555 5555 5555 4444",
  "3530111333300000",
  "378282246310005",
  "卡号 4111 1111 1111 1112",
  chinese(CARD),
  `${CARD}和13812345678`,
  `13812345678 ${CARD}`,
  "6222\u200b0202\u200b0011\u200b2345\u200b678",
];
const harmless = [
  "站长扣了我三百块",
  "电话13812345678",
  "两个电话13812345678、13912345678",
  "订单号 1234567890123456789 被罚",
  "美团订单6222020200112345了",
  "2026年11月23日12点10分在东街3号楼2单元501",
  "我有一二三四五六七八九十个包裹",
  "金额1000元，2000元，3000元，4000元，5000元",
  "诉求482913",
  "坐标 35.58123456, 104.62654321",
  "运单 SF1234567890123",
];

test("identity numbers are recognised in all their spellings", () => {
  assert.ok(identities.length >= 30);
  for (const text of identities) assert.ok(personalNumbers(text).includes("identity"), text);
});

test("bank card numbers are recognised in all their spellings", () => {
  for (const text of cards) assert.ok(personalNumbers(text).includes("bank"), text);
  assert.ok(identities.length + cards.length >= 50, "P7 asks for fifty");
});

test("several in one message are all found", () => {
  assert.deepEqual(personalNumbers(`身份证${ID}，卡${CARD}`).sort(), ["bank", "identity"]);
});

test("order numbers, telephone numbers, dates and sums are nobody's identity", () => {
  for (const text of harmless) assert.deepEqual(personalNumbers(text), [], text);
});

test("every telephone number of a text is hidden, in any spelling, and nothing else", () => {
  assert.equal(maskPhones("打13812345678"), "打138****5678");
  assert.equal(maskPhones("打 138 1234 5678 或139-1234-5678。"), "打 138****5678 或139****5678。");
  assert.equal(maskPhones("１３８１２３４５６７８"), "138****5678");
  assert.equal(maskPhones("+86 138 1234 5678"), "138****5678");
  assert.equal(maskPhones("固话0932-1234567"), "固话093****4567");
  assert.equal(maskPhones("一三八一二三四五六七八"), "138****5678");
  assert.equal(maskPhones("138\u200b1234\u200b5678"), "138****5678");
  assert.equal(maskPhones("订单号12345678901234"), "订单号12345678901234");
  assert.equal(maskPhones("扣了三百块，3号楼"), "扣了三百块，3号楼");
  assert.equal(maskPhones("全职👨‍👩‍👧13812345678👨‍👩‍👧"), "全职👨‍👩‍👧138****5678👨‍👩‍👧");
});

test("whoever does not give their name is not named by their own words either", () => {
  assert.equal(hideName("我是王师傅，站长扣我钱", "王师傅", "来访者-x7k2"), "我是来访者-x7k2，站长扣我钱");
  assert.equal(hideName("王八蛋", "王", "来访者-x7k2"), "王八蛋", "one character is no name");
});
