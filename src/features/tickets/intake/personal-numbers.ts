/** Identity and bank card numbers in the spellings people use: such words are refused and never stored (PRODUCT.md P7). */
import { fold } from "./fold.ts";

export type PersonalNumber = "identity" | "bank";

/** What people put between digits: blanks, dashes, dots, slashes, and at most two of them in a row. */
const RUN = /\d(?:[\s\-‐-―_.·•:：,，、/\\|*'"~()（）]{0,3}\d){13,}(?:[\s\-‐-―_.·•]{0,3}[xX])?/gu;
const GROUP = /\d+[xX]?/g;
/** Three digits or more with what people put between them. */
const HALF = /\d(?:[\s\-‐-―_.·•]{0,3}\d){2,}[xX]?/gu;
/** GB/T 2260: the first two digits of every province-level code. */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split(
    " ",
  ),
);
const CARD_WORDS = /银行卡|储蓄卡|信用卡|卡号|账号|帐号|账户|开户|工资卡|打到卡|转到卡|card|account/i;
const ORDER_WORDS = /订单|单号|运单|快递|取件|流水/;

/** Which kinds of personal numbers a text holds. Chinese numerals count as digits where many stand in a row. */
export function personalNumbers(text: string): PersonalNumber[] {
  const found = new Set<PersonalNumber>();
  for (const plain of new Set([fold(text).text, fold(text, true).text])) {
    for (const run of plain.match(RUN) ?? []) {
      const groups = run.match(GROUP) ?? [];
      const digits = groups.join("");
      if (holdsIdentity(digits)) found.add("identity");
      if (holdsCard(groups, plain)) found.add("bank");
    }
  }
  return [...found];
}

/** The last digits of one message and the first of the next: a number that was sent in two halves. */
export function acrossTwo(before: string, text: string): PersonalNumber[] {
  const found = new Set<PersonalNumber>();
  for (const spoken of [false, true]) {
    const head = fold(before, spoken).text.match(HALF)?.at(-1);
    const tail = fold(text, spoken).text.match(HALF)?.at(0);
    if (head === undefined || tail === undefined) continue;
    const whole = `${head}${tail}`.replace(/[^\dxX]/g, "");
    // Each half alone was looked at when it came; the words around it may still tell an order's number from a card's.
    const words = `${before.slice(-20)} ${text.slice(0, 20)}`.replace(/\d/g, "");
    if (whole.length <= 19) for (const kind of personalNumbers(`${words} ${whole}`)) found.add(kind);
  }
  return [...found];
}

/** GB 11643: region, date of birth, serial, check character; a typing slip in the check character does not excuse it. */
function holdsIdentity(digits: string): boolean {
  for (let i = 0; i + 15 <= digits.length; i++) {
    if (!PROVINCES.has(digits.slice(i, i + 2))) continue;
    const long = digits.slice(i, i + 18);
    if (/^\d{17}[\dxX]$/.test(long) && isDate(long.slice(6, 14))) return true;
    // The 15 digits of before 1999 stand alone; within a longer run they would be chance.
    if (digits.length === 15 && isDate(`19${digits.slice(6, 12)}`)) return true;
  }
  return false;
}

function isDate(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6, 8));
  return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** A card begins and ends where a group of digits does: "6222 0212 3456 7890 123". */
function holdsCard(groups: string[], text: string): boolean {
  for (let i = 0; i < groups.length; i++) {
    let digits = "";
    for (const group of groups.slice(i)) {
      digits += group;
      if (digits.length > 19) break;
      if (digits.length >= 15 && isCard(digits, text)) return true;
    }
  }
  return false;
}

/** ISO/IEC 7812. UnionPay's own range (62) counts even with a slip; elsewhere the check digit or the words must agree. */
function isCard(digits: string, text: string): boolean {
  if (!/^\d{15,19}$/.test(digits)) return false;
  if (CARD_WORDS.test(text)) return true;
  if (ORDER_WORDS.test(text)) return false;
  if (/^62\d{14,17}$/.test(digits)) return true;
  return /^(4|5[1-5]|2[2-7]|35|37|60|9558|94)/.test(digits) && luhn(digits);
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (const [i, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
