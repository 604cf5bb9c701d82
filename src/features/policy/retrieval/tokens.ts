import { isHan } from "./normalise.ts";

/**
 * Every token is one 32-bit number, so that a library fits in typed arrays: a Han character is its code unit, two
 * neighbours are both units side by side, a Latin word or a number is a hash inside the surrogates' range, which no
 * pair of characters can reach (2^27 values: two of 10,000 words share one with a chance of about a third).
 */
export type Token = number;

/** Anything at or above this is a hashed word, below it one or two Han characters. */
export const WORD = 0xd800_0000;

/**
 * Calls `emit` for each token of folded units `from` to `to`; `pair` tells two-character tokens from single ones, `at`
 * is its place counted from `from`.
 */
export function eachToken(
  units: Uint16Array,
  from: number,
  to: number,
  emit: (token: Token, pair: boolean, at: number) => void,
): void {
  let before = 0;
  for (let i = from; i < to; ) {
    const unit = units[i] ?? 32;
    if (isHan(unit)) {
      emit(unit, false, i - from);
      if (before !== 0) emit(before * 65_536 + unit, true, i - 1 - from);
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
      for (; i < to; i++) {
        const next = units[i] ?? 32;
        if (next === 32 || isHan(next)) break;
        hash = Math.imul(hash ^ next, 0x01000193);
      }
      // A word carries as much as a pair of characters; a letter or a short number no more than one.
      emit(WORD + (hash >>> 5), i - start > 2, start - from);
    }
  }
}

/** The same over a folded text. */
export function eachTokenOf(folded: string, emit: (token: Token, pair: boolean, at: number) => void): void {
  const units = new Uint16Array(folded.length);
  for (let i = 0; i < folded.length; i++) units[i] = folded.charCodeAt(i);
  eachToken(units, 0, units.length, emit);
}
