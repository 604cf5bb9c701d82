/** The bot's words in two parts: a title for the head of the card, if they begin with one, and the rest. Pure. */
import type { Shown } from "../../wire.ts";

export interface Parts {
  title: string | undefined;
  rest: string;
}

/** A first line in 【】, in bold or as a heading is a title, when there is more to follow and something to press. */
export function partsOf({ text, buttons, living }: Shown): Parts {
  const end = text.indexOf("\n");
  const first = text.slice(0, end);
  const isTitle = end > 0 && first.length <= 60 && /^(【[^】]+】|\*\*[^*]+\*\*|#{1,3}\s)/.test(first);
  if (!isTitle || !(buttons || living)) return { title: undefined, rest: text };
  return { title: first, rest: text.slice(end).trimStart() };
}

/** Puts those who are called on before the words, unless the words name them already. */
export function calling({ text, mentions = [] }: Shown, nameOf: (address: string) => string | undefined): string {
  const names = mentions
    .filter((address) => !text.includes(`(${address})`))
    .map((address) => `[@${nameOf(address) ?? address}](${address})`);
  if (names.length === 0) return text;
  // A list, a quote or a title must stay at the beginning of its line.
  const apart = /^([#>【*+-]|\d+[.)])/.test(text) ? "\n" : " ";
  return `${names.join(" ")}${apart}${text}`;
}
