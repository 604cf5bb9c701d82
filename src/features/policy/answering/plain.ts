/**
 * The form in which a quote is looked for in a text: NFKC, lower case, letters and digits alone, so that blanks, line
 * breaks, marks and hidden characters neither help nor hinder; with the place of every character in the text, so that
 * what is shown is cut out of the text itself. Marks that change a figure stay: 3.5 is not 35, 3-5 is not 35, nor is 5%.
 */
export interface Plain {
  original: string;
  text: string;
  /** For each code unit of `text`: where in the original it begins, and where it ends. */
  from: number[];
  to: number[];
}

/** Tag characters (U+E0000 and on) and other hidden ones fall out with everything that is neither letter nor digit. */
const KEPT = /[\p{L}\p{N}%‰]/u;
const STOP = /[。！？；]/;
/** Between two digits: a decimal point, a range, a fraction. */
const BETWEEN: Record<string, string> = {
  ".": ".",
  "-": "~",
  "–": "~",
  "—": "~",
  "~": "~",
  "〜": "~",
  "/": "/",
  ":": ":",
};

export function plain(original: string): Plain {
  let text = "";
  const from: number[] = [];
  const to: number[] = [];
  for (let at = 0; at < original.length; ) {
    const char = String.fromCodePoint(original.codePointAt(at) ?? 0);
    const end = at + char.length;
    const folded = char.normalize("NFKC").toLowerCase();
    for (const one of folded) {
      const kept = KEPT.test(one) ? one : between(original, at, end, one);
      for (let i = 0; i < kept.length; i++) {
        from.push(at);
        to.push(end);
      }
      text += kept;
    }
    at = end;
  }
  return { original, text, from, to };
}

function between(text: string, start: number, end: number, mark: string): string {
  const kept = BETWEEN[mark];
  return kept && digit(text[start - 1]) && digit(text[end]) ? kept : "";
}

function digit(char: string | undefined): boolean {
  return char !== undefined && /\d/.test(char.normalize("NFKC"));
}

/** Where a quote stands in a text, as places in the text itself, its full stop included; undefined when it does not. */
export function locate(text: Plain, quote: string): { start: number; end: number } | undefined {
  const wanted = plain(quote).text;
  for (let at = text.text.indexOf(wanted); wanted !== "" && at >= 0; at = text.text.indexOf(wanted, at + 1)) {
    const last = at + wanted.length - 1;
    // A figure is not quoted from its middle: 15日 holds no 5日.
    if (digit(wanted[0]) && digit(text.text[at - 1])) continue;
    if (digit(wanted.at(-1)) && digit(text.text[last + 1])) continue;
    const end = text.to[last] ?? 0;
    return { start: text.from[at] ?? 0, end: STOP.test(text.original[end] ?? "") ? end + 1 : end };
  }
  return undefined;
}
