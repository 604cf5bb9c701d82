/**
 * Joins two opinions on one question: the words' ranking and the vectors'. By reciprocal rank fusion: it needs no figures
 * that depend on the model, which is the operator's choice and not known here.
 */

/** Cormack et al., "Reciprocal Rank Fusion outperforms Condorcet …" (SIGIR 2009). */
const K = 60;

/**
 * How far a passage must stand above the library's middle to count as an answer by its vector alone, in spreads. Of `n`
 * values that mean nothing the highest stands about √(2 ln n) above the middle; it must stand clearly above that as well.
 */
const CLEARLY = 2;
const bar = (n: number) => Math.sqrt(2 * Math.log(n)) + CLEARLY;
/** Fewer passages have no middle to stand out from. */
const FEWEST = 20;
/** Nothing that points elsewhere is meant, however far everything else lies. */
const LEAST = 0.25;
/** A spread below this is rounding. */
const NARROWEST = 0.02;
/** Half a thousandth of a cosine: finer than rounding to bytes. */
const BINS = 4_096;

/** What the vectors say of the passages that may be shown. */
export interface Nearest {
  /** The nearest, best first. */
  docs: number[];
  /** Those that stand so far out that they answer even where the words do not show it. */
  clear: ReadonlySet<number>;
  /** Is there a vector of this passage at all? */
  heard(doc: number): boolean;
}

/** No second opinion. */
export const UNHEARD: Nearest = { docs: [], clear: new Set(), heard: () => false };

/** `cosines`: of each passage with the question, NaN where it has no vector; only those that `allowed` lets through count. */
export function nearest(cosines: Float32Array, allowed: Uint8Array, k: number): Nearest {
  const heard = (doc: number) => !Number.isNaN(cosines[doc] ?? Number.NaN);
  const docs: number[] = [];
  for (let doc = 0; doc < cosines.length; doc++) if (allowed[doc] === 1 && heard(doc)) docs.push(doc);
  if (docs.length === 0) return { ...UNHEARD, heard };
  const of = (doc: number) => cosines[doc] ?? 0;
  // The middle and the median distance from it: a chapter full of answers moves neither, as it would mean and variance.
  const middle = medianOf(docs, of);
  const spread = Math.max(NARROWEST, 1.4826 * medianOf(docs, (doc) => Math.abs(of(doc) - middle)));
  const best = highest(docs, of, k);
  const stands = (doc: number) => of(doc) >= LEAST && (of(doc) - middle) / spread >= bar(docs.length);
  return { docs: best, clear: new Set(docs.length < FEWEST ? [] : best.filter(stands)), heard };
}

/**
 * One order out of two. A passage without a vector (not yet made, or never: texts for staff alone) keeps its place among
 * the words': its second opinion is taken to be the first.
 */
export function fuse(words: readonly number[], near: Nearest): number[] {
  const scores = new Map<number, number>();
  const add = (doc: number, place: number) => scores.set(doc, (scores.get(doc) ?? 0) + 1 / (K + place + 1));
  words.forEach((doc, place) => {
    add(doc, place);
    if (!near.heard(doc)) add(doc, place);
  });
  near.docs.forEach(add);
  return [...scores].sort(([, a], [, b]) => b - a).map(([doc]) => doc);
}

/** The reranked ones in their new order, in the places that they held; the others stay where they are. */
export function reorder(docs: readonly number[], relevance: ReadonlyMap<number, number>): number[] {
  const told = docs.filter((doc) => relevance.has(doc));
  told.sort((a, b) => (relevance.get(b) ?? 0) - (relevance.get(a) ?? 0));
  let next = 0;
  return docs.map((doc) => (relevance.has(doc) ? (told[next++] ?? doc) : doc));
}

const binOf = (value: number) => Math.max(0, Math.min(BINS - 1, Math.floor(((value + 1) / 2) * BINS)));

function binned(docs: readonly number[], of: (doc: number) => number): Uint32Array {
  const bins = new Uint32Array(BINS);
  for (const doc of docs) {
    const bin = binOf(of(doc));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

function medianOf(docs: readonly number[], of: (doc: number) => number): number {
  const bins = binned(docs, of);
  let bin = 0;
  for (let n = bins[0] ?? 0; n * 2 < docs.length; n += bins[bin] ?? 0) bin++;
  return ((bin + 0.5) / BINS) * 2 - 1;
}

/** The k highest, best first; a count by height tells which few have to be sorted. Ties go to the earlier. */
function highest(docs: readonly number[], of: (doc: number) => number, k: number): number[] {
  const bins = binned(docs, of);
  let bin = BINS - 1;
  for (let n = bins[bin] ?? 0; bin > 0 && n < k; n += bins[bin] ?? 0) bin--;
  return docs
    .filter((doc) => binOf(of(doc)) >= bin)
    .sort((a, b) => of(b) - of(a) || a - b)
    .slice(0, k);
}
