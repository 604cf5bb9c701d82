/** A question's candidates out of the stacks, as a small index of their own that ranks as the whole library's would. */
import type { Db } from "#bot";
import { BM25F, type Index, impactOf, isLawfulOf, once } from "./build.ts";
import { foldUnits } from "./normalise.ts";
import { readQuery, type Wanted } from "./query.ts";
import { holdersOf, type Row, rowsHolding, type Sums } from "./stacks-store.ts";
import { Terms } from "./terms.ts";
import { readTokens } from "./tokens.ts";
import { LIFT } from "./weights.ts";

/** Passages that are looked at, and the most that are visited to find them: the rarest pairs of a question first. */
const CANDIDATES = 600;
const VISITS = 60_000;
/** One pair is always looked for, however common. */
const SEARCHES = 24;

export interface Near {
  /** `index.count`, rarities and means are those of the whole stacks. */
  index: Index;
  /** For each passage of the index its place in the stacks; runs stand whole, though only candidates have words. */
  places: Int32Array;
}

/** `sums`: of the stacks as they are. The question is read twice: once for its tokens, once knowing how rare they are. */
export async function nearIn(db: Db, sums: Sums, question: string): Promise<Near> {
  const blank = indexOf(sums, new Terms(), new Uint32Array(0), []);
  const tokens = readQuery(blank.index, question).wanted.map(({ token }) => token);
  const df = await holdersOf(db, tokens);
  const terms = new Terms();
  const counts = Uint32Array.from(df, ([token, n]) => {
    terms.add(token);
    return n;
  });
  const known = indexOf(sums, terms, counts, []);
  const { wanted, whole } = readQuery(known.index, question);
  const asked = searches(wanted, counts);
  if (asked.length === 0) return known;
  // BM25 as if each stood once in the body: near enough to choose from whom the first stage chooses.
  const { b, weight } = BM25F.body;
  const search = {
    tokens: asked.map(({ token }) => token),
    weights: asked.map(({ weight }) => weight),
    leads: LIFT.map((lift) => (known.index.lawful ? lift * whole : 0)),
    base: 1 + (BM25F.k1 * (1 - b)) / weight,
    perUnit: (BM25F.k1 * b) / weight / known.index.meanBody,
  };
  return indexOf(sums, terms, counts, await rowsHolding(db, search, CANDIDATES));
}

/** The rarest pairs and words, as far as the visits go. */
function searches(wanted: Wanted[], df: Uint32Array): Wanted[] {
  const rarest = wanted
    .filter(({ token, term }) => term >= 0 && token > 0xffff)
    .sort((a, b) => (df[a.term] ?? 0) - (df[b.term] ?? 0));
  let visits = 0;
  return rarest.slice(0, SEARCHES).filter(({ term }, i) => {
    visits += df[term] ?? 0;
    return i === 0 || visits <= VISITS;
  });
}

/** The rows by place, as an index; postings only of the terms given. */
function indexOf(sums: Sums, terms: Terms, df: Uint32Array, rows: Row[]): Near {
  const bases = new Map<number, number>();
  let length = 0;
  for (const { first, size } of rows) {
    if (bases.has(first)) continue;
    bases.set(first, length);
    length += size;
  }
  const places = new Int32Array(length);
  const index: Index = {
    count: sums.count,
    terms,
    offsets: new Uint32Array(terms.size + 1),
    df,
    docs: new Int32Array(0),
    impacts: new Uint16Array(0),
    text: new Uint16Array(0),
    spans: new Uint32Array(length * 5),
    first: new Uint32Array(length),
    size: new Uint32Array(length),
    kinds: new Uint8Array(length),
    marks: new Uint8Array(length),
    meanBody: mean(sums.body, sums.count),
    lawful: isLawfulOf(sums.articles, sums.count),
  };
  for (const { first, size, kind } of rows) {
    const base = bases.get(first) ?? 0;
    if (index.size[base] !== 0) continue;
    index.first.fill(base, base, base + size);
    index.size.fill(size, base, base + size);
    index.kinds.fill(kind, base, base + size);
    for (let i = 0; i < size; i++) places[base + i] = first + i;
  }
  const at = rows.map(({ place, first }) => (bases.get(first) ?? 0) + place - first);
  putTexts(index, rows, at);
  putPostings(index, sums, at);
  return { index, places };
}

/** Titles, paths and bodies one after another; a title once a run. */
function putTexts(index: Index, rows: Row[], at: number[]): void {
  const titles = new Map<number, [number, number]>();
  const parts: Uint16Array[] = [];
  let end = 0;
  const put = (text: string): [number, number] => {
    const units = foldUnits(text);
    parts.push(units);
    end += units.length;
    return [end - units.length, end];
  };
  rows.forEach((row, i) => {
    const doc = at[i] ?? 0;
    const title = titles.get(row.first) ?? put(row.title);
    titles.set(row.first, title);
    const [path, body] = put(row.path);
    put(row.body);
    index.spans.set([...title, path, body, end], doc * 5);
    index.marks[doc] = row.marks;
  });
  index.text = new Uint16Array(end);
  let from = 0;
  for (const part of parts) {
    index.text.set(part, from);
    from += part.length;
  }
}

/** BM25F as build.ts weighs it, by the means of the whole stacks. */
function putPostings(index: Index, sums: Sums, at: number[]): void {
  const { terms, text, spans } = index;
  const fields = [
    { ...BM25F.title, from: 0, to: 1, mean: mean(sums.title, sums.count) },
    { ...BM25F.path, from: 2, to: 3, mean: mean(sums.path, sums.count) },
    { ...BM25F.body, from: 3, to: 4, mean: mean(sums.body, sums.count) },
  ];
  const lists = Array.from({ length: terms.size }, (): [number[], number[]] => [[], []]);
  const met = new Map<number, number>();
  let tokens = new Uint32Array(1024);
  for (const doc of at) {
    met.clear();
    for (const { from, to, mean, ...field } of fields) {
      const [start, end] = [spans[doc * 5 + from] ?? 0, spans[doc * 5 + to] ?? 0];
      if (tokens.length < (end - start) * 2) tokens = new Uint32Array((end - start) * 2);
      const n = readTokens(text, start, end, tokens);
      const counts = once(field, end - start, mean);
      for (let i = 0; i < n; i++) {
        const term = terms.find(tokens[i] ?? 0);
        if (term >= 0) met.set(term, (met.get(term) ?? 0) + counts);
      }
    }
    for (const [term, tf] of met) {
      lists[term]?.[0].push(doc);
      lists[term]?.[1].push(impactOf(tf, BM25F.k1));
    }
  }
  index.docs = Int32Array.from(lists.flatMap(([docs]) => docs));
  index.impacts = Uint16Array.from(lists.flatMap(([, impacts]) => impacts));
  lists.forEach(([docs], term) => {
    index.offsets[term + 1] = (index.offsets[term] ?? 0) + docs.length;
  });
}

const mean = (sum: number, count: number): number => Math.max(1, sum / Math.max(1, count));
