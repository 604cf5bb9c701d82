import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { maskPapers } from "../../src/features/tickets/intake/mask.ts";
import { acrossTwo, personalNumbers } from "../../src/features/tickets/intake/personal-numbers.ts";
import { street, to } from "../features/tickets/talk.ts";
import { words } from "../talk.ts";
import { dumped } from "./dump.ts";
import { filed } from "./file.ts";

// Made up: a region, a date and a serial that belong to nobody; cards are a network's published test numbers.
const ID = "110101199003070038";
const CARD = "6222020200112345678";
const VISA = "4111111111111111";

const wide = (text: string) => text.replace(/[0-9X]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const chinese = (text: string) => text.replace(/\d/g, (digit) => "零一二三四五六七八九"[Number(digit)] ?? "");
const formal = (text: string) => text.replace(/\d/g, (digit) => "零壹贰叁肆伍陆柒捌玖"[Number(digit)] ?? "");
const cut = (text: string, size: number, by: string) => text.match(new RegExp(`.{1,${size}}`, "g"))?.join(by) ?? "";

/** Ways of writing digits apart, and sentences around them. */
const SEPARATORS = [" ", "-", ".", "·", "　", "_", "/", "—", "\n", "\u200b", "\u00ad", "，", " - "];
const SENTENCES = [
  (number: string) => `站长让我报${number}才发工资`,
  (number: string) => `${number}这是我的，帮我查三百块`,
  (number: string) => `电话13812345678，另外${number}`,
];

function variants(number: string): string[] {
  return [
    number,
    wide(number),
    chinese(number),
    formal(number),
    cut(number, 1, " "),
    ...SEPARATORS.map((by) => cut(number, 4, by)),
    ...SENTENCES.map((sentence) => sentence(number)),
    ...SENTENCES.map((sentence) => sentence(wide(cut(number, 4, " ")))),
  ];
}

const ALL = [ID, CARD, VISA].flatMap(variants);

test("P7: over fifty spellings of identity and bank card numbers are refused, several in one message too", async (t) => {
  assert.ok(ALL.length >= 50, `${ALL.length} variants`);
  const talk = await street(t);
  for (const text of [...ALL, `${ID}和${CARD}`, `身份证${cut(ID, 6, " ")}，卡${cut(CARD, 4, " ")}`]) {
    const said = words(await talk.direct("wang", `提诉求 ${text}`));
    assert.match(said, /不能收|没有登记/, JSON.stringify(text));
    assert.ok(!said.includes(text), "nor is it said back");
  }
  // In a group, in a supplement and in staff's answer as well.
  assert.match(words(await talk.group("g1", "wang", `提诉求 卡号${CARD}`), "g1"), /撤回/);
  const { no } = await filed(talk, "zhao", "站长扣了我三百块");
  assert.match(words(await talk.direct("zhao", `补充 ${no} 我的身份证${ID}`)), /不能收/);
  await talk.group("g2", "li", `认领 ${no}`);
  assert.match(words(await talk.direct("li", `答复 ${no} 已打到${CARD}`)), /不能收/);
  assert.deepEqual(to(await talk.direct("zhao", `查进度 ${no}`), "@zhao").length, 1);
  const dump = await dumped(talk);
  const all = JSON.stringify(
    dump.rows.map((row) => row.values),
    plain,
  )
    .normalize("NFKC")
    .replace(/[^\d]+/g, "");
  for (const number of [ID, CARD, VISA]) assert.ok(!all.includes(number), "nothing of it is kept");
  // Words pass through the inbox and the store's log; once the house is shut nothing of them is left there.
  await talk.stop();
  const paths = readdirSync(talk.dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const { parentPath, name } of paths)
    for (const number of [ID, CARD, VISA])
      assert.equal(readFileSync(join(parentPath, name)).indexOf(number), -1, `raw bytes of ${name}`);
});

test("P7: a number in two halves, in two messages of one matter, is refused with its second half", async (t) => {
  const talk = await street(t);
  for (const [first, second] of [
    ["我的号码前面是110101199003", "后面是070038"],
    ["6222 0202 0011", "2345 678"],
    ["一一零一零一一九九零", "零三零七零零三八"],
  ] as const) {
    await talk.direct("wang", `提诉求 站长扣钱，${first}`);
    assert.match(words(await talk.direct("wang", second)), /连起来/, second);
    await talk.direct("wang", "取消");
  }
  const { no } = await filed(talk, "zhao", "站长要我报110101199003");
  assert.match(words(await talk.direct("zhao", `补充 ${no} 070038`)), /连起来/);
  // A telephone number and a sum after it are no card; neither are two orders.
  assert.deepEqual(acrossTwo("电话13812345678", "扣了300块"), []);
  assert.deepEqual(acrossTwo("订单6222020200", "还有订单112345678"), []);
});

test("P7: passports and permits are kept masked, in every way they are written", async (t) => {
  const papers = [
    "护照E12345678",
    "护照号：EA1234567",
    "E 1234 5678",
    "Ｅ１２３４５６７８",
    "G12345678",
    "港澳通行证C12345678",
    "回乡证H1234567890",
    "台胞证12345678",
    "香港身份证A123456(7)",
    "A123456（7）",
    "澳门身份证5123456(7)",
    "居住证 810000199003070038".slice(0, 14),
    "passport no. K1234567",
  ];
  for (const text of papers) {
    const kept = maskPapers(text);
    assert.match(kept, /\*\*\*\*/, text);
    assert.ok((kept.normalize("NFKC").match(/\d/g) ?? []).length <= 1, `${text} -> ${kept}`);
  }
  for (const text of [
    "诉求 482913",
    "482913-K7WQ2M9R",
    "扣了300块",
    "运单SF1234567890123",
    "A栋1203",
    "电话13812345678",
  ])
    assert.equal(maskPapers(text), text, "what is no paper stays");
  const talk = await street(t);
  const { no } = await filed(talk, "wang", "站长扣着我的护照E12345678不还");
  assert.match(words(await talk.group("g2", "li", `认领 ${no}`), "@li"), /护照E\*\*\*\*不还/);
  const rows = JSON.stringify(
    (await dumped(talk)).rows.map((row) => row.values),
    plain,
  );
  assert.ok(!rows.includes("12345678"), "the copy that is kept is the masked one");
});

test("P7: what only looks like a number is taken", () => {
  for (const text of [
    "订单1234567890123456789被罚",
    "2026年11月23日12点10分",
    "金额1000元，2000元，3000元，4000元，5000元",
  ])
    assert.deepEqual(personalNumbers(text), [], text);
});

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);
