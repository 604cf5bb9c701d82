/** 资料: a small search by pairs of characters, enough for a shelf of short texts. */
import type { Item } from "./store.ts";

type Findable = Pick<Item, "id" | "title" | "text" | "series">;

const TITLE_WEIGHT = 3;
/** At least this share of the query's pairs must be met. */
const LEAST = 0.4;

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (const run of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    const chars = [...run];
    if (chars.length === 1) found.add(run);
    for (let i = 0; i + 1 < chars.length; i++) found.add(`${chars[i]}${chars[i + 1]}`);
  }
  return found;
}

/** The items that match, best first. */
export function search<I extends Findable>(items: readonly I[], words: string): I[] {
  const wanted = pairs(words);
  if (wanted.size === 0) return [];
  const scored = items.map((item) => {
    const title = pairs(`${item.title} ${item.series}`);
    const text = pairs(item.text);
    // One character alone has no pair to meet: look for it anywhere.
    const within = (pair: string, inside: Set<string>, whole: string) =>
      inside.has(pair) || ([...pair].length === 1 && whole.includes(pair));
    let met = 0;
    let score = 0;
    for (const pair of wanted) {
      const inTitle = within(pair, title, item.title);
      const inText = within(pair, text, item.text);
      if (inTitle || inText) met++;
      score += (inTitle ? TITLE_WEIGHT : 0) + (inText ? 1 : 0);
    }
    return { item, met: met / wanted.size, score };
  });
  return scored
    .filter(({ met }) => met >= LEAST)
    .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) => item);
}
