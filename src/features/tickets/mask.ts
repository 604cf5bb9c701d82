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

/** Puts `alias` where the text names its own writer; names of one character are too short to tell from words. */
export function hideName(text: string, name: string, alias: string): string {
  const own = name.trim();
  return [...own].length >= 2 ? text.replaceAll(own, alias) : text;
}

function hidden(digits: string): string {
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
