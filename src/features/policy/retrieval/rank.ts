import type { Index } from "./build.ts";
import { inspect, type Ranked } from "./evidence.ts";
import type { Query } from "./query.ts";
import { type Candidate, scan } from "./scan.ts";
import { LIFT, RANK, SCORE } from "./weights.ts";

export type { Ranked } from "./evidence.ts";

/** How much is looked at closely: as many passages as were asked for, and more while they are short. */
const DEPTH = 150;
const UNITS = 60_000;
/** The best `k` passages of a question, in order: BM25F first, then a closer look at the best of them. */
export function rank(index: Index, query: Query, k: number, allowed?: Uint8Array): Ranked[] {
  const near = scan(
    index,
    query,
    Math.max(k, DEPTH),
    allowed,
    LIFT.map((lift) => lift * query.whole),
  );
  return inspect(index, query, near.slice(0, reach(index, near, k)))
    .map((one) => ({ ...one, score: dot(one.row, SCORE), order: dot(one.row, index.lawful ? RANK : SCORE) }))
    .sort((a, b) => b.order - a.order || a.doc - b.doc)
    .slice(0, k);
}

/** How many of the candidates are read: long passages cost more and need less. */
function reach(index: Index, near: Candidate[], k: number): number {
  let units = 0;
  let n = 0;
  for (; n < near.length && (n < k || units < UNITS); n++) {
    const doc = near[n]?.doc ?? 0;
    units += (index.spans[doc * 5 + 4] ?? 0) - (index.spans[doc * 5 + 2] ?? 0);
  }
  return n;
}

function dot(row: Float32Array, weights: number[]): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += (row[i] ?? 0) * (weights[i] ?? 0);
  return sum;
}
