import { type Fields, Folded } from "./folded.ts";
import { MARK } from "./kinds.ts";
import { Terms } from "./terms.ts";
import { readTokens } from "./tokens.ts";

export type { Fields } from "./folded.ts";

/** BM25F over three fields, ready to be scanned: nothing but typed arrays, so that it can be kept in a file as it is. */
export interface Index {
  /** How many passages the library has. */
  count: number;
  terms: Terms;
  /** `offsets[t]`..`offsets[t + 1]` are the postings of term t. */
  offsets: Uint32Array;
  /** How many passages hold term t, where this index is a part of a larger library; left out: as many as it has postings. */
  df?: Uint32Array;
  docs: Int32Array;
  /** tf / (k1 + tf) of the posting, in 65,535ths: all of BM25F but the term's own weight. */
  impacts: Uint16Array;
  /** Every passage folded, for the second stage; a title that stands before several passages stands here once. */
  text: Uint16Array;
  /** Five places in `text` a passage: its title's start and end, its path's start, its body's start and end. */
  spans: Uint32Array;
  /** First passage of the same document, and how many it has: passages of one document stand side by side. */
  first: Uint32Array;
  size: Uint32Array;
  /** Places in KINDS, and bits of MARK (kinds.ts). */
  kinds: Uint8Array;
  marks: Uint8Array;
  meanBody: number;
  /** A library of law: see `isLawful`. */
  lawful: boolean;
}

/** BM25F: k1 and the fields' weights and length normalisation. Settled on the development halves, by wide steps. */
export const BM25F = {
  k1: 0.9,
  body: { weight: 1, b: 0.65 },
  title: { weight: 1, b: 0.5 },
  path: { weight: 1, b: 0.3 },
};

/** How many passages of the library hold a term; 0 for -1. */
export function holders({ df, offsets }: Index, term: number): number {
  if (term < 0) return 0;
  return df ? (df[term] ?? 0) : (offsets[term + 1] ?? 0) - (offsets[term] ?? 0);
}

/** What one occurrence counts in a field of `length` units, where the field's mean length is `mean`. */
export function once({ weight, b }: { weight: number; b: number }, length: number, mean: number): number {
  return weight / (1 - b + (b * length) / mean);
}

/** A term's occurrences, each by what it counts, as an impact: see Index. */
export function impactOf(tf: number, k1: number): number {
  return Math.round((tf / (k1 + tf)) * 65_535);
}

/** Passages between two breaths of a build; a hundred articles take about 5 ms. */
const BREATH = 100;

/** Builds the index at once. */
export function buildIndex(passages: Iterable<Fields>, p = BM25F): Index {
  const builder = new Builder(p);
  for (const passage of passages) builder.add(passage);
  return builder.close();
}

/** Builds the index in slices of about `sliceMs`, between which the process hears and answers. */
export async function buildInSlices(passages: Iterable<Fields>, sliceMs = 15): Promise<Index> {
  const builder = new Builder();
  let until = performance.now() + sliceMs;
  const breathe = async () => {
    if (performance.now() < until) return;
    await new Promise(setImmediate);
    until = performance.now() + sliceMs;
  };
  for (const passage of passages) {
    builder.add(passage);
    await breathe();
  }
  const closing = builder.closing();
  for (;;) {
    const step = closing.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/** Takes passages in one by one: the passages of one document one after another. */
export class Builder {
  readonly #folded = new Folded();
  readonly #p: typeof BM25F;

  constructor(p = BM25F) {
    this.#p = p;
  }

  add(passage: Fields): void {
    this.#folded.add(passage);
  }

  close(): Index {
    const closing = this.closing();
    for (;;) {
      const step = closing.next();
      if (step.done) return step.value;
    }
  }

  /** The same, step by step; each takes a few milliseconds. */
  closing(): Generator<undefined, Index> {
    return build(this.#folded, this.#p);
  }
}

/**
 * Reads everything twice: once to count each term's passages, once to place them. Reading twice costs less than holding the
 * postings twice: the peak of memory is the index itself.
 */
function* build(folded: Folded, p: typeof BM25F): Generator<undefined, Index> {
  const { count, text, spans, first, size, kinds, marks } = folded.close();
  const span = (doc: number, i: number) => spans[doc * 5 + i] ?? 0;
  const mean = (from: number, to: number) => {
    let sum = 0;
    for (let doc = 0; doc < count; doc++) sum += span(doc, to) - span(doc, from);
    return Math.max(1, sum / Math.max(1, count));
  };
  const fields = [
    { ...p.title, from: 0, to: 1, mean: mean(0, 1) },
    { ...p.path, from: 2, to: 3, mean: mean(2, 3) },
    { ...p.body, from: 3, to: 4, mean: mean(3, 4) },
  ];

  let longest = 0;
  for (let doc = 0; doc < count; doc++)
    for (const { from, to } of fields) longest = Math.max(longest, span(doc, to) - span(doc, from));
  const tokens = new Uint32Array(longest * 2);
  const terms = new Terms();
  let df = new Uint32Array(1 << 12);
  let seen = new Uint32Array(1 << 12);
  for (let doc = 0; doc < count; doc++) {
    for (const { from, to } of fields) {
      const n = readTokens(text, span(doc, from), span(doc, to), tokens);
      for (let i = 0; i < n; i++) {
        const term = terms.add(tokens[i] ?? 0);
        if (term >= df.length) {
          df = doubled(df);
          seen = doubled(seen);
        }
        if (seen[term] === doc + 1) continue;
        seen[term] = doc + 1;
        df[term] = (df[term] ?? 0) + 1;
      }
    }
    if (doc % BREATH === 0) yield;
  }
  const offsets = new Uint32Array(terms.size + 1);
  for (let t = 0; t < terms.size; t++) offsets[t + 1] = (offsets[t] ?? 0) + (df[t] ?? 0);
  const total = offsets[terms.size] ?? 0;
  const docs = new Int32Array(total);
  const impacts = new Uint16Array(total);
  // From here on `df` is where the next passage of a term goes.
  df.set(offsets.subarray(0, terms.size));
  seen.fill(0);
  // As exact as the stacks add it up (stacks-near.ts): one library has one order, wherever it lies.
  const weight = new Float64Array(terms.size);
  const met: number[] = [];
  for (let doc = 0; doc < count; doc++) {
    met.length = 0;
    for (const { from, to, mean, ...field } of fields) {
      const add = once(field, span(doc, to) - span(doc, from), mean);
      const n = readTokens(text, span(doc, from), span(doc, to), tokens);
      for (let i = 0; i < n; i++) {
        const term = terms.find(tokens[i] ?? 0);
        if (seen[term] !== doc + 1) {
          seen[term] = doc + 1;
          weight[term] = 0;
          met.push(term);
        }
        weight[term] = (weight[term] ?? 0) + add;
      }
    }
    for (const term of met) {
      const tf = weight[term] ?? 0;
      const slot = df[term] ?? 0;
      df[term] = slot + 1;
      docs[slot] = doc;
      impacts[slot] = impactOf(tf, p.k1);
    }
    if (doc % BREATH === 0) yield;
  }
  const meanBody = mean(3, 4);
  return {
    count,
    terms,
    offsets,
    docs,
    impacts,
    text,
    spans,
    first,
    size,
    kinds,
    marks,
    meanBody,
    lawful: isLawful(marks),
  };
}

/** What was learned from thousands of laws holds where there is much to choose from; a few texts are all of one rank. */
const MANY = 2_000;

/** Most passages are articles, and there are many; told from the marks, as they are kept. */
export function isLawful(marks: Uint8Array): boolean {
  let articles = 0;
  for (const one of marks) articles += one & MARK.article;
  return isLawfulOf(articles, marks.length);
}

/** The same of counts: so many articles among so many passages. */
export function isLawfulOf(articles: number, passages: number): boolean {
  return articles >= MANY && articles * 2 > passages;
}

function doubled(from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(from.length * 2);
  into.set(from);
  return into;
}
