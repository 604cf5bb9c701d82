import type { Index } from "./build.ts";
import type { Query } from "./query.ts";

export interface Candidate {
  doc: number;
  score: number;
}

/** The first stage: BM25F over the postings of every wanted term; the best `k` that `allowed` lets through, best first. */
export function scan(index: Index, query: Query, k: number, allowed?: Uint8Array): Candidate[] {
  const scores = new Float32Array(index.count);
  for (const { term, weight } of query.wanted) {
    if (term < 0) continue;
    const end = index.offsets[term + 1] ?? 0;
    const unit = weight / 65_535;
    for (let i = index.offsets[term] ?? 0; i < end; i++) {
      const doc = index.docs[i] ?? 0;
      scores[doc] = (scores[doc] ?? 0) + unit * (index.impacts[i] ?? 0);
    }
  }
  return best(scores, k, allowed);
}

/** A heap of the k best, its worst on top: one comparison for nearly every passage. Ties go to the earlier passage. */
function best(scores: Float32Array, k: number, allowed: Uint8Array | undefined): Candidate[] {
  const heap: Candidate[] = [];
  const worse = (a: Candidate, b: Candidate) => a.score < b.score || (a.score === b.score && a.doc > b.doc);
  let bar = 0;
  for (let doc = 0; doc < scores.length; doc++) {
    const score = scores[doc] ?? 0;
    if (score <= bar || (allowed && allowed[doc] === 0)) continue;
    const one = { doc, score };
    if (heap.length < k) {
      heap.push(one);
      let at = heap.length - 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!worse(heap[at] as Candidate, heap[up] as Candidate)) break;
        [heap[at], heap[up]] = [heap[up] as Candidate, heap[at] as Candidate];
        at = up;
      }
    } else {
      heap[0] = one;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        let least = at;
        if (left < k && worse(heap[left] as Candidate, heap[least] as Candidate)) least = left;
        if (left + 1 < k && worse(heap[left + 1] as Candidate, heap[least] as Candidate)) least = left + 1;
        if (least === at) break;
        [heap[at], heap[least]] = [heap[least] as Candidate, heap[at] as Candidate];
        at = least;
      }
    }
    if (heap.length === k) bar = heap[0]?.score ?? 0;
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1));
}
