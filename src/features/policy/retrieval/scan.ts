import type { Index } from "./build.ts";
import type { Query } from "./query.ts";

export interface Candidate {
  doc: number;
  score: number;
}

/**
 * What thousands of passages hold and the question hardly asks decides nothing, and is half of the work: on stard-r it is
 * 0.5 % of a question's weight and 50 % of the postings.
 */
const COMMON = 4096;
const TRIFLE = 0.002;

/**
 * The first stage: BM25F over the postings of every wanted term; the best `k` that `allowed` lets through, best first.
 * `lift`, a kind's head start (by KINDS), decides with it who is let into the second stage; it is not part of the score.
 */
export function scan(
  index: Index,
  query: Query,
  k: number,
  allowed?: Uint8Array,
  lift?: ArrayLike<number>,
): Candidate[] {
  const scores = blank(index);
  for (const { term, weight } of query.wanted) {
    if (term < 0) continue;
    const from = index.offsets[term] ?? 0;
    const end = index.offsets[term + 1] ?? 0;
    if (end - from > COMMON && weight < query.whole * TRIFLE) continue;
    const unit = weight / 65_535;
    for (let i = from; i < end; i++) {
      const doc = index.docs[i] ?? 0;
      scores[doc] = (scores[doc] ?? 0) + unit * (index.impacts[i] ?? 0);
    }
  }
  const lead = index.lawful ? lift : undefined;
  // No score stands higher: so a count by height can be taken in the same pass.
  let height = 1e-6;
  for (const { weight } of query.wanted) height += weight;
  if (lead) for (let kind = 0; kind < lead.length; kind++) height += lead[kind] ?? 0;
  const scale = BINS / height;
  const bins = new Uint32Array(BINS + 1);
  for (let doc = 0; doc < scores.length; doc++) {
    let score = scores[doc] ?? 0;
    if (score === 0) continue;
    if (allowed && allowed[doc] === 0) score = 0;
    else {
      if (lead) score += lead[index.kinds[doc] ?? 0] ?? 0;
      const bin = (score * scale) | 0;
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    scores[doc] = score;
  }
  const first = best(scores, bins, scale, k);
  if (lead) for (const one of first) one.score -= lead[index.kinds[one.doc] ?? 0] ?? 0;
  return first;
}

/** One sheet of scores an index, wiped for each question: a new one would be a quarter of a megabyte to clear away. */
const SHEETS = new WeakMap<Index, Float32Array>();

function blank(index: Index): Float32Array {
  const sheet = SHEETS.get(index) ?? new Float32Array(index.count);
  SHEETS.set(index, sheet);
  return sheet.fill(0);
}

const BINS = 2048;

/** The k best, in order: the count by height tells how high they stand, so that few have to be sorted. Ties go to the earlier. */
function best(scores: Float32Array, bins: Uint32Array, scale: number, k: number): Candidate[] {
  let bin = BINS;
  for (let n = bins[bin] ?? 0; bin > 0 && n < k; n += bins[bin] ?? 0) bin--;
  const least = bin / scale;
  const out: Candidate[] = [];
  for (let doc = 0; doc < scores.length; doc++) {
    const score = scores[doc] ?? 0;
    // A float's breadth below the bin's edge: what is one too many is cut off after sorting.
    if (score > 0 && score >= least * 0.999999) out.push({ doc, score });
  }
  return out.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, k);
}
