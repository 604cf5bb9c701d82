import { foldTraditional } from "./traditional.ts";

/** What a code unit becomes: 0 is dropped, 32 separates words. Built once: 65,536 look-ups beat any regular expression. */
const TABLE = makeTable();

/**
 * The form in which words are compared, never shown: NFKC, lower case, traditional to simplified, and without
 * zero-width, direction, tag and combining characters, so that neither hidden characters nor another script
 * change what is found. Everything that is no letter, digit or Han character becomes a space.
 */
export function fold(text: string): string {
  return unfolded(foldUnits(text));
}

/** Folded units as a string. */
export function unfolded(units: Uint16Array): string {
  let out = "";
  // In pieces: spreading a long array into one call would overflow the stack.
  for (let i = 0; i < units.length; i += 8192)
    out += String.fromCharCode.apply(null, units.subarray(i, i + 8192) as unknown as number[]);
  return out;
}

/** The same as code units, without making a string of them. */
export function foldUnits(text: string): Uint16Array {
  const plain = text.normalize("NFKC").toLowerCase();
  const units = new Uint16Array(plain.length);
  let n = 0;
  for (let i = 0; i < plain.length; i++) {
    const to = TABLE[plain.charCodeAt(i)] ?? 32;
    if (to !== 0) units[n++] = to;
  }
  return units.subarray(0, n);
}

/** A Han character of the basic plane (with extension A and 〇), as folded. */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || unit === 0x3007;
}

function makeTable(): Uint16Array {
  const table = new Uint16Array(65_536).fill(32);
  for (let unit = 0; unit < 65_536; unit++) {
    const char = String.fromCharCode(unit);
    if (isHan(unit) || /[\p{L}\p{N}]/u.test(char)) table[unit] = unit;
    else if (/[\p{M}\p{Cf}]/u.test(char)) table[unit] = 0;
  }
  // Beyond the basic plane characters come as two surrogates: an emoji separates words once, a hidden tag (U+E0000
  // and on, which begin with DB40) vanishes.
  for (let unit = 0xd800; unit <= 0xdbff; unit++) table[unit] = 32;
  for (let unit = 0xdc00; unit <= 0xdfff; unit++) table[unit] = 0;
  table[0xdb40] = 0;
  foldTraditional(table);
  return table;
}
