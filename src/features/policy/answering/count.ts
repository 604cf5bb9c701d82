/** Reads amounts as people and decrees write them: 1,200.5, 三千二百, 1.5万, 两万三千, 一〇三, 三点五. */

const DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const UNIT: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const MYRIAD: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** An amount inside a pattern; its parts are bounded, so that no text makes it slow. */
export const AMOUNT = `(?:\\d[\\d,]{0,18}(?:\\.\\d{1,6})?[十百千万亿]{0,3}|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,20}(?:点[零〇一二三四五六七八九]{1,6}(?![十百千万分半个])[万亿]?)?)`;

/** Undefined when the characters are no number ("百千", "千万" as an adverb). */
export function readAmount(text: string): number | undefined {
  const arabic = /^(\d[\d,]*(?:\.\d+)?)([十百千万亿]*)$/.exec(text);
  if (arabic) {
    const value = Number((arabic[1] ?? "").replaceAll(",", ""));
    const scale = [...(arabic[2] ?? "")].reduce((product, char) => product * (UNIT[char] ?? MYRIAD[char] ?? 1), 1);
    return Number.isFinite(value * scale) ? round(value * scale) : undefined;
  }
  const [whole = "", rest] = text.split("点");
  const base = readChinese(whole);
  if (base === undefined || rest === undefined) return base;
  const scale = MYRIAD[rest.at(-1) ?? ""] ?? 1;
  const digits = [...rest].flatMap((char) => DIGIT[char] ?? []).join("");
  return round(Number(`${base}.${digits}`) * scale);
}

function readChinese(text: string): number | undefined {
  const chars = [...text];
  // Digits side by side, as in 二〇二五.
  if (chars.length > 1 && chars.every((char) => char in DIGIT))
    return Number(chars.map((char) => DIGIT[char]).join(""));
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const char of chars) {
    const myriad = MYRIAD[char];
    const unit = UNIT[char];
    if (char in DIGIT) digit = DIGIT[char];
    else if (unit !== undefined) {
      // 十二 begins without a digit; 百 and 千 by themselves are no amount.
      if (digit === undefined && unit !== 10) return undefined;
      section += (digit ?? 1) * unit;
      digit = undefined;
    } else if (myriad !== undefined) {
      section += digit ?? 0;
      if (section === 0) return undefined;
      total += section * myriad;
      section = 0;
      digit = undefined;
    }
  }
  return total + section + (digit ?? 0);
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
