/** Width and hidden characters: what looks like a digit to a reader is one here. */

/** Joiners, marks of direction, and what an emoji keycap is put together from. */
const HIDDEN = /\p{Cf}|\p{M}/u;
const CHINESE = "零一二三四五六七八九";
const MORE: Record<string, string> = {
  〇: "0",
  "○": "0",
  幺: "1",
  壹: "1",
  贰: "2",
  两: "2",
  叁: "3",
  肆: "4",
  伍: "5",
  陆: "6",
  柒: "7",
  捌: "8",
  玖: "9",
};

/** The compatibility form: full-width digits and letters become plain ones. */
export function numeral(text: string): string {
  return text.normalize("NFKC");
}

export interface Folded {
  /** Plain characters, hidden ones left out. */
  text: string;
  /** For each character of `text`, where the one it came from begins and ends in the original. */
  from: { start: number; end: number }[];
}

/** Folds width and hidden characters, keeping where each came from; `spoken` also turns 一 to 1. */
export function fold(original: string, spoken = false): Folded {
  let text = "";
  const from: Folded["from"] = [];
  let start = 0;
  for (const char of original) {
    const end = start + char.length;
    if (!HIDDEN.test(char)) {
      for (const plain of numeral(char)) {
        const digit = CHINESE.indexOf(plain);
        text += spoken && digit >= 0 ? String(digit) : spoken ? (MORE[plain] ?? plain) : plain;
        for (let i = 0; i < plain.length; i++) from.push({ start, end });
      }
    }
    start = end;
  }
  return { text, from };
}
