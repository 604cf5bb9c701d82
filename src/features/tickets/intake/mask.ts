/** What handlers see of a text: telephone numbers hidden (PRODUCT.md P37), and the reporter's own name unless given. */
import { fold } from "./fold.ts";

const BETWEEN = "[\\s\\-‐-―_.·•()（）]{0,3}";
/** Mobile numbers, with +86 or blanks; landlines with an area code; service numbers (400…) are nobody's own. */
const PHONES = new RegExp(
  `(?<![\\d])(?:\\+?86${BETWEEN})?(1[3-9](?:${BETWEEN}\\d){9}|0\\d{2,3}${BETWEEN}[2-9](?:${BETWEEN}\\d){6,7})(?!\\d)`,
  "gu",
);

/** "打 138 1234 5678" becomes "打 138****5678"; the words around stay as they were written. */
export function maskPhones(text: string): string {
  let shown = text;
  // Chinese numerals too: 一三八…; from the end, so that earlier places stay right.
  for (const spoken of [false, true]) {
    const { text: plain, from } = fold(shown, spoken);
    for (const match of [...plain.matchAll(PHONES)].reverse()) {
      const start = from[match.index]?.start ?? 0;
      const end = from[match.index + match[0].length - 1]?.end ?? shown.length;
      shown = shown.slice(0, start) + hidden((match[1] ?? "").replace(/\D/g, "")) + shown.slice(end);
    }
  }
  return shown;
}

/**
 * Other papers, by their letters: passports (E12345678, EA1234567, and the older G, D, S, P), permits for Hong Kong, Macao
 * and Taiwan (C, H, M, T with eight digits and up), Hong Kong's and Macao's own cards. Nobody needs them to help, and a
 * letter with many digits may be something else, so they are hidden and not refused (PRODUCT.md P7).
 */
const PAPERS = new RegExp(
  [
    `(?<![A-Za-z0-9])([EGDSP])${BETWEEN}\\d(?:${BETWEEN}\\d){7}(?!\\d)`,
    `(?<![A-Za-z0-9])(E[A-Z])${BETWEEN}\\d(?:${BETWEEN}\\d){6}(?!\\d)`,
    `(?<![A-Za-z0-9])([CHMT][A-Z]?)${BETWEEN}\\d(?:${BETWEEN}\\d){6,9}(?!\\d)`,
    `(?<![A-Za-z0-9])([A-Z]{1,2})\\d{6}[（(][0-9A][)）]`,
    "(?<!\\d)()[157]\\d{6}[（(]\\d[)）]",
  ].join("|"),
  "giu",
);
/** Said before a number, the words tell what it is: 台胞证 12345678. */
const NAMED =
  /((?:护照|通行证|回乡证|台胞证|居留证|居住证|军官证|驾驶证|驾照|passport|permit)[^\d\p{L}]{0,4}(?:号码|号|是|no\.?)?[^\d\p{L}]{0,4}[A-Z]{0,2})(\d[\d\s-]{4,20}\d)/giu;

/** "护照E12345678" becomes "护照E****": the copy that is kept. */
export function maskPapers(text: string): string {
  const { text: plain, from } = fold(text);
  const found = [
    ...[...plain.matchAll(PAPERS)].map((match) => ({ at: match.index, length: match[0].length, keep: letters(match) })),
    ...[...plain.matchAll(NAMED)].map((match) => {
      const lead = match[1] ?? "";
      return { at: match.index + lead.length, length: (match[2] ?? "").length, keep: "" };
    }),
  ].sort((a, b) => b.at - a.at);
  let shown = text;
  let last = Number.POSITIVE_INFINITY;
  for (const { at, length, keep } of found) {
    // One number may be known by its letter and by the word before it.
    if (at + length > last) continue;
    last = at;
    const start = from[at]?.start ?? 0;
    const end = from[at + length - 1]?.end ?? text.length;
    shown = `${shown.slice(0, start)}${keep}****${shown.slice(end)}`;
  }
  return shown;
}

function letters(match: RegExpMatchArray): string {
  return match.slice(1).find((group) => group !== undefined && group !== "") ?? "";
}

/** Puts `alias` where the text names its own writer; names of one character are too short to tell from words. */
export function hideName(text: string, name: string, alias: string): string {
  const own = name.trim();
  return [...own].length >= 2 ? text.replaceAll(own, alias) : text;
}

function hidden(digits: string): string {
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
