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
      const end = endOfWord(units, i, to);
      // A word carries as much as a pair of characters; a letter or a short number no more than one.
      emit(hashed(units, i, end), end - i > 2, i - from);
      i = end;
    }
  }
}

/** FNV-1a over a run of letters and digits. */
function hashed(units: Uint16Array, from: number, to: number): Token {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (units[i] ?? 32), 0x01000193);
  return WORD + (hash >>> 5);
}

/**
 * The same tokens into a table, which must hold two for each unit; how many they are. A library is read by this: a call
 * for each of its tokens would cost more than all else.
 */
export function readTokens(units: Uint16Array, from: number, to: number, into: Uint32Array): number {
  let n = 0;
  let before = 0;
  for (let i = from; i < to; ) {
    const unit = units[i] ?? 32;
    if (isHan(unit)) {
      into[n++] = unit;
      if (before !== 0) into[n++] = (before << 16) | unit;
      before = unit;
      i++;
      continue;
    }
    before = 0;
    if (unit === 32) {
      i++;
      continue;
    }
    const end = endOfWord(units, i, to);
    into[n++] = hashed(units, i, end);
    i = end;
  }
  return n;
}

/** Where the run of letters and digits ends that begins at `from`. */
function endOfWord(units: Uint16Array, from: number, to: number): number {
  let i = from + 1;
  while (i < to && units[i] !== 32 && !isHan(units[i] ?? 32)) i++;
  return i;
}

/** The same over a folded text. */
export function eachTokenOf(folded: string, emit: (token: Token, pair: boolean, at: number) => void): void {
  const units = new Uint16Array(folded.length);
  for (let i = 0; i < folded.length; i++) units[i] = folded.charCodeAt(i);
  eachToken(units, 0, units.length, emit);
}
