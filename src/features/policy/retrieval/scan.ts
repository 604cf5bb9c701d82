import { holders, type Index } from "./build.ts";
import { KINDS } from "./kinds.ts";
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

/** Sums are kept as whole numbers below 2^31, a weight as one below 2^16: the half of the time of floating point. */
const FINE = 8;
const MOST_WEIGHT = 65_535;
/** Half of what would fit: rounding may add a little. */
const MOST_SUM = 2 ** (30 - 16 + FINE);

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
  const sums = blank(index);
  let heaviest = 1e-6;
  let height = 0;
  for (const { weight } of query.wanted) {
    heaviest = Math.max(heaviest, weight);
    height += weight;
  }
  const lead = index.lawful ? lift : undefined;
  const scale = Math.min(MOST_WEIGHT / heaviest, MOST_SUM / (height + Math.max(...(lead ? Array.from(lead) : []), 1)));
  const unit = 2 ** FINE / (scale * 65_535);
  for (const { term, weight } of query.wanted) {
    if (term < 0) continue;
    const from = index.offsets[term] ?? 0;
    const end = index.offsets[term + 1] ?? 0;
    if (holders(index, term) > COMMON && weight < query.whole * TRIFLE) continue;
    add(index, sums, from | 0, end | 0, Math.round(weight * scale) | 0);
  }
  const leads = Int32Array.from(KINDS, (_, kind) => Math.round((lead?.[kind] ?? 0) / unit));
  return best(index, sums, leads, k, allowed).map((doc) => ({ doc, score: (sums[doc] ?? 0) * unit }));
}

/** The inner loop; what comes in as a small whole number stays one, which is the half of its time. */
function add({ docs, impacts }: Index, sums: Int32Array, from: number, end: number, weight: number): void {
  for (let i = from; i < end; i++) {
    const doc = docs[i] ?? 0;
    sums[doc] = (sums[doc] ?? 0) + (Math.imul(weight, impacts[i] ?? 0) >>> FINE);
  }
}

/** One sheet of sums an index, wiped for each question: a new one would be a quarter of a megabyte to clear away. */
const SHEETS = new WeakMap<Index, Int32Array>();

function blank(index: Index): Int32Array {
  const sheet = SHEETS.get(index) ?? new Int32Array(index.first.length);
  SHEETS.set(index, sheet);
  return sheet.fill(0);
}

/** How many wait before all but the best are let go. */
const WAITING = 1024;
/** A sum and a passage in one number, 31 bits and 22 (four million passages): plain numbers are quick to put in order. */
const PLACES = 2 ** 22;

/** The `k` passages with the highest sum and lead, in order; ties go to the earlier. */
function best(index: Index, sums: Int32Array, leads: Int32Array, k: number, allowed?: Uint8Array): number[] {
  const { kinds } = index;
  const waiting = new Float64Array(k + WAITING);
  const most = Math.max(...leads);
  let n = 0;
  let least = 0;
  // What does not reach it with the greatest lead is passed over without a look at its kind: nearly all.
  let floor = 0;
  const { length } = sums;
  for (let doc = 0; doc < length; doc++) {
    const sum = sums[doc] ?? 0;
    if (sum <= floor) continue;
    const height = sum + (leads[kinds[doc] ?? 0] ?? 0);
    // Equal to the last one in: that one stands earlier.
    if (height <= least || (allowed && allowed[doc] === 0)) continue;
    waiting[n++] = height * PLACES + (PLACES - 1 - doc);
    if (n < waiting.length) continue;
    least = Math.floor(highest(waiting, n, k) / PLACES) | 0;
    floor = Math.max(0, least - most) | 0;
    n = k;
  }
  if (n > k) highest(waiting, n, k);
  const first = waiting.subarray(0, Math.min(n, k)).sort().reverse();
  return Array.from(first, (one) => PLACES - 1 - (one % PLACES));
}

/** Brings the `k` highest of `n` different values, k < n, to the front in any order (Hoare's selection); the least of them. */
function highest(values: Float64Array, n: number, k: number): number {
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] ?? 0) > pivot) i++;
      while ((values[j] ?? 0) < pivot) j--;
      if (i > j) break;
      const one = values[i] ?? 0;
      values[i++] = values[j] ?? 0;
      values[j--] = one;
    }
    if (k - 1 <= j) high = j;
    else if (k - 1 >= i) low = i;
    else break;
  }
  return values[k - 1] ?? 0;
}
