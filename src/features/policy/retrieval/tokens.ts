import { isHan } from "./normalise.ts";

/**
 * Every token is one 32-bit number, so that a library fits in typed arrays: a Han character is its code unit, two
 * neighbours are both units side by side, a Latin word or a number is a hash inside the surrogates' range, which no
 * pair of characters can reach (2^27 values: two of 10,000 words share one with a chance of about a third).
 */
export type Token = number;

/** Calls `emit` for each token of a folded text; `pair` tells two-character tokens from single ones, `at` is its place. */
export function eachToken(folded: string, emit: (token: Token, pair: boolean, at: number) => void): void {
  let before = 0;
  for (let i = 0; i < folded.length; ) {
    const unit = folded.charCodeAt(i);
    if (isHan(unit)) {
      emit(unit, false, i);
      if (before !== 0) emit(before * 65_536 + unit, true, i - 1);
      before = unit;
      i++;
    } else if (unit === 32) {
      before = 0;
      i++;
    } else {
      before = 0;
      const start = i;
      let hash = 0x811c9dc5;
      // FNV-1a over the run of letters and digits.
      for (; i < folded.length; i++) {
        const next = folded.charCodeAt(i);
        if (next === 32 || isHan(next)) break;
        hash = Math.imul(hash ^ next, 0x01000193);
      }
      // A word carries as much as a pair of characters; a letter or a short number no more than one.
      emit(0xd800_0000 + (hash >>> 5), i - start > 2, start);
    }
  }
}
