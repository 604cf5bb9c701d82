/** Takes telephone, identity and card numbers out of what goes to a model. */

/** Digits as people type them: half and full width, and the spoken ones (幺三八…). */
const D = "[0-9０-９〇零一二三四五六七八九幺]";
/** What people put between them. */
const GAP = "[\\s\\-–—_.·]?";
const ALONE = `(?<!${D})`;
const END = `(?!${D})`;

const IDENTITY = new RegExp(`${ALONE}(?:${D}${GAP}){17}[0-9０-９xXｘＸ]${END}|${ALONE}[0-9０-９]{15}${END}`, "gu");
const MOBILE = new RegExp(
  `${ALONE}(?:[+＋]?(?:86|８６)${GAP})?[1１一幺]${GAP}[3-9３-９三四五六七八九]${GAP}(?:${D}${GAP}){8}${D}${END}`,
  "gu",
);
const LANDLINE = /(?<![0-9０-９])[0０][0-9０-９]{2,3}[\s\-–—－]?[2-8２-８][0-9０-９]{6,7}(?![0-9０-９])/gu;
const CARD = new RegExp(`${ALONE}(?:[0-9０-９]${GAP}){15,18}[0-9０-９]${END}`, "gu");

/** "13800138000" becomes 〔电话〕, an identity number 〔证件号〕, a card number 〔卡号〕; everything else stays. */
export function mask(text: string): string {
  return (
    text
      .replace(IDENTITY, "〔证件号〕")
      // UnionPay's own range (62…) is a card even with a slip in its check digit.
      .replace(CARD, (found) => (/^(?:[0-9０-９]+$|[6６]\s?[2２])/u.test(found) || luhn(found) ? "〔卡号〕" : found))
      .replace(MOBILE, "〔电话〕")
      .replace(LANDLINE, "〔电话〕")
  );
}

/** The same for every string inside plain data. */
export function maskAll(data: unknown): unknown {
  if (typeof data === "string") return mask(data);
  if (typeof data === "number" && Number.isInteger(data)) {
    const masked = mask(String(data));
    return masked === String(data) ? data : masked;
  }
  if (Array.isArray(data)) return data.map(maskAll);
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [mask(key), maskAll(value)]));
}

/** The check digit of bank cards: tells a card written in groups from a row of years or amounts. */
function luhn(text: string): boolean {
  const digits = [...text.normalize("NFKC")]
    .filter((char) => char >= "0" && char <= "9")
    .map(Number)
    .reverse();
  const sum = digits.reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return sum % 10 === 0;
}
