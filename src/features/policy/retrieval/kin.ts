import type { Index } from "./build.ts";
import type { Query } from "./query.ts";
import type { Candidate } from "./scan.ts";

/** How far away a passage still counts as beside another, and how far as near it. */
const BESIDE = 2;
const NEAR = 5;

/** What the other candidates of a passage's document tell of it. */
export interface Kin {
  /** Weighted share of the question's pairs that some candidate of its document holds. */
  document: number;
  /** The same of the passages beside it, itself among them. */
  beside: number;
  /** The shares of BM25F of the passages near it, by nearness. */
  neighbours: number;
  /** The best share among the others of its document, and the mean of the document's first three. */
  best: number;
  mean: number;
  /** How many of its document were found, itself among them. */
  sisters: number;
}

/**
 * A passage is read within its document: what a notice says once at its head, its place or whom it is for, holds for each
 * passage of it. `held`: for each candidate as many words of 32 bits as the question's wanted tokens need, a bit for each
 * pair that stands in it.
 */
export function kinOf(index: Index, query: Query, candidates: Candidate[], held: Int32Array): Kin[] {
  const words = held.length / (candidates.length || 1);
  const weights = Float32Array.from(query.wanted, ({ weight }) => weight / (query.pairs || 1));
  const shares = Float32Array.from(candidates, ({ score }) => score / (query.whole || 1));
  // Passages of one document stand side by side, so in order of place each family is a run.
  const docs = Uint32Array.from(candidates, ({ doc }) => doc);
  const order = candidates.map((_, i) => i).sort((a, b) => (docs[a] ?? 0) - (docs[b] ?? 0));
  const docAt = (place: number) => docs[order[place] ?? 0] ?? 0;
  const union = new Int32Array(words);
  const join = (i: number) => {
    for (let w = 0; w < words; w++) union[w] = (union[w] ?? 0) | (held[i * words + w] ?? 0);
  };
  const out = new Array<Kin>(candidates.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const first = index.first[docAt(from)];
    while (to < order.length && index.first[docAt(to)] === first) to++;
    const family = order.slice(from, to);
    union.fill(0);
    family.forEach(join);
    const document = weigh(union, weights);
    const found = family.map((i) => shares[i] ?? 0).sort((a, b) => b - a);
    const mean = found.slice(0, 3).reduce((sum, one) => sum + one, 0) / 3;
    for (let place = from; place < to; place++) {
      const i = order[place] ?? 0;
      let neighbours = 0;
      union.fill(0);
      join(i);
      const look = (other: number) => {
        const away = Math.abs(docAt(other) - docAt(place));
        if (away > NEAR) return false;
        neighbours += (shares[order[other] ?? 0] ?? 0) / away;
        if (away <= BESIDE) join(order[other] ?? 0);
        return true;
      };
      for (let other = place - 1; other >= from && look(other); ) other--;
      for (let other = place + 1; other < to && look(other); ) other++;
      const best = (found[0] === shares[i] ? found[1] : found[0]) ?? 0;
      out[i] = { document, beside: weigh(union, weights), neighbours, best, mean, sisters: found.length };
    }
  }
  return out;
}

/** The weights of the bits that are set. */
function weigh(bits: Int32Array, weights: Float32Array): number {
  let sum = 0;
  for (let w = 0; w < bits.length; w++) {
    for (let rest = bits[w] ?? 0; rest !== 0; rest &= rest - 1) {
      sum += weights[w * 32 + 31 - Math.clz32(rest & -rest)] ?? 0;
    }
  }
  return sum;
}
