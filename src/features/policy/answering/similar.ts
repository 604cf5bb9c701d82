/** How alike two questions are: for common answers, and for the list of what was not answered. */
import { fold } from "../retrieval/normalise.ts";

const POLITE = /请问一?下?|你好|您好|小驿|麻烦|想问一?下?|问一?下|[吗呢啊呀吧嘛哦]|一下/g;

/** What is compared of a question: pairs of neighbouring characters, without politeness. */
export function gist(question: string): Set<string> {
  const text = fold(question).replace(/ +/g, "").replace(POLITE, "");
  const chars = Array.from(text);
  return new Set(chars.length < 2 ? chars : chars.slice(1).map((char, i) => `${chars[i]}${char}`));
}

/** Dice's coefficient: 0 nothing in common, 1 the same pairs. */
export function alike(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let both = 0;
  for (const pair of a) if (b.has(pair)) both++;
  return (2 * both) / (a.size + b.size);
}
