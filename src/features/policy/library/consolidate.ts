/**
 * Puts a decision's changes into the passages of a law, letter by letter or not at all: what cannot be put in exactly stays
 * as it was, and says that it was amended. Doubt never makes words of our own.
 */
import type { Document } from "./document.ts";
import type { Entry } from "./entry.ts";
import { readLine } from "./headings.ts";
import type { Instruction, Instructions } from "./instructions.ts";
import { readNumeral, writeNumeral } from "./numerals.ts";

/** One article of the law: its pieces, in order. */
interface Article {
  /** Undefined for what is no numbered article, and for 第七条之一. */
  number: number | undefined;
  pieces: Entry[];
}

export interface Consolidated {
  /** The passages with what holds from the decision's first day on in their place. */
  now: { article: string; path: string[]; text: string | { start: number; end: number } }[];
  /** Those that went: struck, or replaced. */
  gone: Entry[];
  /** Those that stay, under the number they have now. */
  kept: { entry: Entry; article: string }[];
  /** Those that stay though they were changed: nobody can tell how they read now. */
  doubtful: { entry: Entry; article: string }[];
}

/** `decision`: whose text the instructions' places are in. */
export function consolidate(
  entries: readonly Entry[],
  { all, renumbers }: Instructions,
  decision: Document,
): Consolidated {
  const articles = grouped(entries);
  const doubted = new Set<Article>();
  const gone = new Set<Article>();
  const texts = new Map<Article, { text: string | { start: number; end: number }; to?: number }>();
  const inserts: { to: number; text: { start: number; end: number } }[] = [];
  // Written for another text of this law, or not to be placed: then nothing in it can be relied on.
  const lost = (): Consolidated => ({ now: [], gone: [], kept: [], doubtful: entries.map(asItIs) });
  for (const one of all) {
    if (one.kind === "insert") {
      inserts.push(one);
      continue;
    }
    const same = one.article === undefined ? [] : articles.filter(({ number }) => number === one.article);
    const [article] = same;
    if (!article || same.length > 1) return lost();
    if (one.kind === "unclear" || gone.has(article)) doubted.add(article);
    else if (one.kind === "strike") gone.add(article);
    else {
      const before = texts.get(article)?.text;
      const text = typeof before === "object" ? undefined : changed(before ?? wordsOf(article), one, decision.raw);
      if (text === undefined) doubted.add(article);
      else texts.set(article, { text, ...(one.kind === "replace" && one.to ? { to: one.to } : {}) });
    }
  }
  const numbers = renumbered(articles, { gone, inserts, texts, renumbers });
  if (!numbers) return lost();
  const staying = articles.filter((one) => !gone.has(one));
  const label = (one: Article) => {
    const number = numbers.get(one);
    return number === undefined ? (one.pieces[0]?.passage.article ?? "") : `第${writeNumeral(number)}条`;
  };
  const moved = staying.some((one) => label(one) !== one.pieces[0]?.passage.article);
  const exact = (one: Article) =>
    !doubted.has(one) &&
    // Where articles are counted anew, a text that names one by its number names another now.
    (texts.has(one) || !moved || !/(?<!》)第[零〇一二三四五六七八九十百千\d]{1,9}条/u.test(wordsOf(one)));
  return {
    now: [
      ...staying.flatMap((one) => {
        const found = exact(one) ? texts.get(one) : undefined;
        return found ? [{ article: label(one), path: one.pieces[0]?.passage.path ?? [], text: found.text }] : [];
      }),
      ...inserts.map(({ to, text }) => ({ article: `第${writeNumeral(to)}条`, path: pathAt(articles, to), text })),
    ],
    gone: articles.filter((one) => (gone.has(one) || texts.has(one)) && exact(one)).flatMap((one) => one.pieces),
    kept: staying
      .filter((one) => exact(one) && !texts.has(one))
      .flatMap((one) => one.pieces.map((entry) => ({ entry, article: label(one) }))),
    doubtful: articles
      .filter((one) => !exact(one))
      .flatMap((one) => one.pieces.map((entry) => ({ entry, article: label(one) }))),
  };
}

function asItIs(entry: Entry): { entry: Entry; article: string } {
  return { entry, article: entry.passage.article };
}

function grouped(entries: readonly Entry[]): Article[] {
  const out: Article[] = [];
  for (const entry of entries) {
    const { document, passage } = entry;
    const last = out.at(-1);
    const first = last?.pieces[0];
    if (last && first?.document === document && first.passage.whole.start === passage.whole.start)
      last.pieces.push(entry);
    else out.push({ number: readNumeral(/^第(.{1,9}?)条$/u.exec(passage.article)?.[1] ?? ""), pieces: [entry] });
  }
  return out;
}

function wordsOf({ pieces }: Article): string {
  const [first] = pieces;
  return first ? first.document.raw.slice(first.passage.whole.start, first.passage.whole.end) : "";
}

/** The article as it reads now; a place in the decision where all of it stands there. Undefined where that is not certain. */
function changed(
  text: string,
  one: Extract<Instruction, { kind: "replace" | "words" }>,
  decision: string,
): string | { start: number; end: number } | undefined {
  if (one.kind === "replace" && one.clause === undefined) return one.text;
  const part = one.clause === undefined ? { start: 0, end: text.length } : clause(text, one.clause);
  if (!part) return undefined;
  const inner = text.slice(part.start, part.end);
  const put = (words: string) => text.slice(0, part.start) + words + text.slice(part.end);
  if (one.kind === "replace") return put(decision.slice(one.text.start, one.text.end));
  // Said of one place: where the words stand twice nobody knows which is meant.
  const at = inner.indexOf(one.old);
  if (at < 0 || inner.indexOf(one.old, at + 1) >= 0) return undefined;
  return put(inner.slice(0, at) + one.with + inner.slice(at + one.old.length));
}

/** The n-th paragraph; undefined in an article with numbered items, whose paragraphs are counted otherwise. */
function clause(text: string, n: number): { start: number; end: number } | undefined {
  const lines: { start: number; end: number }[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    if (readLine(line.trim(), 0).kind === "item") return undefined;
    const trimmed = line.trim();
    const start = at + line.indexOf(trimmed);
    if (trimmed !== "") lines.push({ start, end: start + trimmed.length });
    at += line.length + 1;
  }
  return lines[n - 1];
}

/** Each article's number from now on; undefined when what the decision says of numbers does not come out even. */
function renumbered(
  articles: readonly Article[],
  change: {
    gone: ReadonlySet<Article>;
    inserts: readonly { to: number }[];
    texts: ReadonlyMap<Article, { to?: number }>;
    renumbers: boolean;
  },
): Map<Article, number> | undefined {
  const { gone, inserts, texts, renumbers } = change;
  const numbered = articles.filter((one) => one.number !== undefined && !gone.has(one));
  const out = new Map<Article, number>();
  const wanted = new Set(inserts.map((one) => one.to));
  if (wanted.size < inserts.length) return undefined;
  const moves = [...texts.values()].some(({ to }) => to !== undefined);
  if (!renumbers && !moves) {
    // Nothing is counted anew: a new article must have a number of its own.
    const taken = new Set(articles.flatMap(({ number }) => number ?? []));
    for (const one of numbered) out.set(one, one.number ?? 0);
    return [...wanted].some((to) => taken.has(to)) ? undefined : out;
  }
  if (articles.some(({ pieces }) => /^第.+条之/u.test(pieces[0]?.passage.article ?? ""))) return undefined;
  let next = articles.find((one) => one.number !== undefined)?.number ?? 1;
  for (const one of numbered) {
    while (wanted.delete(next)) next++;
    const to = texts.get(one)?.to;
    if (to !== undefined && to !== next) return undefined;
    out.set(one, next++);
  }
  while (wanted.delete(next)) next++;
  return wanted.size > 0 ? undefined : out;
}

/** The chapter that a new article comes to stand in: that of the one before it. */
function pathAt(articles: readonly Article[], to: number): string[] {
  const before = articles.findLast(({ number }) => number !== undefined && number < to);
  return before?.pieces[0]?.passage.path ?? [];
}
