/** A call-out's code: one letter and two digits, "A12", short enough to say aloud. I and O look like digits and are left out. */

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const PER_LETTER = 90;
const ALL = LETTERS.length * PER_LETTER;
/** The first code of a fresh house. */
const FIRST = "A12";

function number(code: string): number {
  return LETTERS.indexOf(code.charAt(0)) * PER_LETTER + Number(code.slice(1)) - 10;
}

/**
 * The code after the last one given, stepping over those that are taken. Going round in order means that a code comes
 * back only after 2,160 others, when nobody confuses the two any more. Undefined when all are taken.
 */
export function nextCode(last: string | undefined, taken: ReadonlySet<string>): string | undefined {
  const start = last === undefined ? number(FIRST) : number(last) + 1;
  for (let step = 0; step < ALL; step++) {
    const n = (start + step) % ALL;
    const code = `${LETTERS.charAt(Math.floor(n / PER_LETTER))}${10 + (n % PER_LETTER)}`;
    if (!taken.has(code)) return code;
  }
  return undefined;
}

/** The first code in a sentence, whatever its case or width, and the words without it. */
export function findCode(text: string): { code: string | undefined; rest: string } {
  const plain = text.normalize("NFKC");
  const found = /(?<![A-Za-z0-9])([A-HJ-NP-Z])\s?([1-9]\d)(?!\d)/i.exec(plain);
  if (!found) return { code: undefined, rest: plain.trim() };
  const rest = `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`;
  return { code: `${found[1]?.toUpperCase()}${found[2]}`, rest: rest.replace(/\s+/g, " ").trim() };
}
