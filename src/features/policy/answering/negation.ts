/** Where a text denies, and what: 不得扣除 denies 扣除, and 扣除 alone does not. */

/** Everything that denies; longest first, so that 不得 is one word. */
const NOT =
  /不得不|不得|不能|不可以|不可|不准|不许|不应当|不应|不予|不必|不用|无需|无须|禁止|严禁|没有|未经|未|无|非|没|勿|免|不/gu;
/** Words that hold such a character and deny nothing. */
const NEVER =
  /不仅|不但|不同|不断|不动产|非常|无论|不论|不管|未来|未成年|除非|免疫|差不多|非机动车|非全日制|不可抗力|不良|无障碍|无人机|不定时|不定期|不服/gu;
/** Bounds of figures, which are compared with the figures. */
const BOUNDS = /不少于|不低于|不超过|不高于|不多于|不足|不满|未满|不到|不得不|无偿|无效|免费/gu;
/** "受不受理", "是否受理", "能不能": these ask. */
const ASKS = /(\p{L})[不没]\1|是否|有没有/gu;
/** How far a denial reaches: 不得直接扣除. */
const REACH = 4;

/** The text without blanks, hidden characters and words that only look like a denial. */
export function tidy(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\p{Cf}]+/gu, "")
    .replace(ASKS, "$1")
    .replace(NEVER, (word) => word.replace(/[不非无未免]/u, "ø"));
}

/** Does a tidy text deny anything? */
export function denies(text: string): boolean {
  return text.replace(BOUNDS, "").search(NOT) >= 0;
}

export interface Pair {
  /** It stands right after a denial; within its reach; out of reach of any. */
  right: boolean;
  near: boolean;
  free: boolean;
  /** A clause in which it stands out of reach denies something else. */
  beside: boolean;
}

/** Every pair of neighbouring letters of a tidy text. */
export function pairs(text: string): Map<string, Pair> {
  const out = new Map<string, Pair>();
  for (const clause of text.split(/[，。；！？,;!?\n]/)) {
    const masked = clause.replace(BOUNDS, (word) => "□".repeat(word.length));
    const ends = [...masked.matchAll(NOT)].map((match) => match.index + match[0].length);
    for (let at = 0; at + 2 <= masked.length; at++) {
      const pair = masked.slice(at, at + 2);
      if (!/^\p{L}{2}$/u.test(pair)) continue;
      const known = out.get(pair) ?? { right: false, near: false, free: false, beside: false };
      if (ends.includes(at)) known.right = true;
      else if (ends.some((end) => end < at && at - end <= REACH)) known.near = true;
      else {
        known.free = true;
        known.beside ||= ends.length > 0;
      }
      out.set(pair, known);
    }
  }
  return out;
}
