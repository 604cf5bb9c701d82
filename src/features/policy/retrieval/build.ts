import { fold } from "./normalise.ts";
import { Terms } from "./terms.ts";
import { eachToken } from "./tokens.ts";

/** What is indexed of one passage: the law's title, its place in it (chapter, article), and its text. */
export interface Fields {
  title: string;
  path: string;
  body: string;
}

/** BM25F over three fields, ready to be scanned: `offsets[t]`..`offsets[t + 1]` are the postings of term t. */
export interface Index {
  count: number;
  terms: Terms;
  offsets: Uint32Array;
  docs: Uint32Array;
  /** tf / (k1 + tf) of the posting, in 65,535ths: all of BM25F but the term's own weight. */
  impacts: Uint16Array;
  /** Folded, for the second stage. */
  folded: Fields[];
}

/** BM25F: k1 and the fields' weights and length normalisation. Settled on the development halves, by wide steps. */
export const BM25F = {
  k1: 0.9,
  body: { weight: 1, b: 0.65 },
  title: { weight: 1, b: 0.5 },
  path: { weight: 1, b: 0.3 },
};

/** Builds the index; one pass to count, one to place. Memory beside the texts: about 6 bytes a posting. */
export function buildIndex(passages: Iterable<Fields>, p = BM25F): Index {
  const folded: Fields[] = [];
  const total = { title: 0, path: 0, body: 0 };
  for (const passage of passages) {
    const one = { title: fold(passage.title), path: fold(passage.path), body: fold(passage.body) };
    folded.push(one);
    total.title += one.title.length;
    total.path += one.path.length;
    total.body += one.body.length;
  }
  const terms = new Terms();
  const mean = (sum: number) => Math.max(1, sum / Math.max(1, folded.length));
  const means = { title: mean(total.title), path: mean(total.path), body: mean(total.body) };
  let postTerm = new Uint32Array(1 << 16);
  let postImpact = new Uint16Array(1 << 16);
  const ends = new Uint32Array(folded.length);
  let n = 0;
  // Within one passage: which term was met, and its weighted frequency so far.
  let seen = new Int32Array(1 << 16).fill(-1);
  let weight = new Float32Array(1 << 16);
  const met: number[] = [];
  folded.forEach((one, doc) => {
    met.length = 0;
    for (const field of ["title", "path", "body"] as const) {
      const { weight: w, b } = p[field];
      const add = w / (1 - b + (b * one[field].length) / means[field]);
      eachToken(one[field], (token) => {
        const term = terms.add(token);
        if (term >= seen.length) {
          seen = grown(seen, new Int32Array(seen.length * 2).fill(-1));
          weight = grown(weight, new Float32Array(weight.length * 2));
        }
        if (seen[term] !== doc) {
          seen[term] = doc;
          weight[term] = 0;
          met.push(term);
        }
        weight[term] = (weight[term] ?? 0) + add;
      });
    }
    while (n + met.length > postTerm.length) {
      postTerm = grown(postTerm, new Uint32Array(postTerm.length * 2));
      postImpact = grown(postImpact, new Uint16Array(postImpact.length * 2));
    }
    for (const term of met) {
      const tf = weight[term] ?? 0;
      postTerm[n] = term;
      postImpact[n++] = Math.round((tf / (p.k1 + tf)) * 65_535);
    }
    ends[doc] = n;
  });
  return { count: folded.length, terms, folded, ...place(postTerm, postImpact, ends, n, terms.size) };
}

/** Counting sort by term; passages stay in order within a term. */
function place(postTerm: Uint32Array, postImpact: Uint16Array, ends: Uint32Array, n: number, terms: number) {
  const offsets = new Uint32Array(terms + 1);
  for (let i = 0; i < n; i++) {
    const next = (postTerm[i] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let t = 0; t < terms; t++) offsets[t + 1] = (offsets[t + 1] ?? 0) + (offsets[t] ?? 0);
  const free = offsets.slice();
  const docs = new Uint32Array(n);
  const impacts = new Uint16Array(n);
  let doc = 0;
  for (let i = 0; i < n; i++) {
    while (i >= (ends[doc] ?? 0)) doc++;
    const term = postTerm[i] ?? 0;
    const slot = free[term] ?? 0;
    free[term] = slot + 1;
    docs[slot] = doc;
    impacts[slot] = postImpact[i] ?? 0;
  }
  return { offsets, docs, impacts };
}

function grown<T extends Int32Array | Uint32Array | Uint16Array | Float32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
