const DIGITS = "零一二三四五六七八九";
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** "十二", "一百零三", "103" and "〇" to a number below 10,000; undefined when it is none. */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const plain = text.replaceAll("〇", "零").replaceAll("两", "二");
  // Digits side by side, as in 一〇三.
  if (plain.length > 1 && [...plain].every((char) => DIGITS.includes(char)))
    return plain.length > 4 ? undefined : Number([...plain].map((char) => DIGITS.indexOf(char)).join(""));
  let total = 0;
  let digit = -1;
  for (const char of plain) {
    const value = DIGITS.indexOf(char);
    const unit = UNITS[char];
    if (value >= 0) digit = value;
    else if (unit !== undefined) {
      // 十二 begins without a digit; 二十 does not.
      total += (digit < 0 ? 1 : digit) * unit;
      digit = -1;
    } else return undefined;
  }
  return plain === "" ? undefined : total + Math.max(0, digit);
}

/** 38 to 三十八, for questions that write article numbers in figures. Up to 9,999. */
export function writeNumeral(n: number): string {
  let out = "";
  let gap = false;
  for (const [name, unit] of [...Object.entries(UNITS).reverse(), ["", 1]] as [string, number][]) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) gap = out !== "";
    else {
      out += `${gap ? "零" : ""}${DIGITS[digit]}${name}`;
      gap = false;
    }
  }
  return out.startsWith("一十") ? out.slice(1) : out || "零";
}
