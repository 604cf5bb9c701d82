import type { Index } from "./build.ts";
import type { Query } from "./query.ts";
import { type Candidate, scan } from "./scan.ts";
import { eachToken } from "./tokens.ts";

/** Why a passage stands where it stands; every figure lies between 0 and about 1. */
export interface Evidence {
  /** BM25F, as a share of what a passage holding every wanted word would get. */
  share: number;
  /** Weighted share of the question's word pairs that stand in the passage, its title or its path; meant words help. */
  cover: number;
  /** The same, for those within 50 characters of each other in the text. */
  window: number;
}

export interface Ranked extends Evidence {
  /** The share of its title's word pairs that the question says. */
  inTitle: number;
  doc: number;
  score: number;
}

/** The second stage in figures: what is added to `share`. Settled by hand on the development halves, by wide steps. */
const ADD = { window: 0.1, meant: 0.15, title: 0.05, path: 0.1, purpose: -0.1, closing: -0.05 };
const DEPTH = 50;
const WINDOW = 50;
/** What a word written otherwise counts beside the same word. */
const CREDIT = 0.8;

/** The best `k` passages of a question, in order: BM25F first, then a closer look at the best fifty. */
export function rank(index: Index, query: Query, k: number, allowed?: Uint8Array): Ranked[] {
  const asked = new Map(query.wanted.map((one, i) => [one.token, i]));
  const whole = query.wanted.reduce((sum, one) => sum + (one.meant ? 0 : one.weight), 0) || 1;
  const first = scan(index, query, Math.max(k, DEPTH), allowed);
  return first
    .map((one) => look(index, query, asked, whole, one))
    .sort((a, b) => b.score - a.score || a.doc - b.doc)
    .slice(0, k);
}

function look(index: Index, query: Query, asked: Map<number, number>, whole: number, one: Candidate): Ranked {
  const { title = "", path = "", body = "" } = index.folded[one.doc] ?? {};
  const where = new Int32Array(query.wanted.length).fill(-1);
  const share = (text: string) => {
    let pairs = 0;
    let met = 0;
    eachToken(text, (token, pair) => {
      if (!pair) return;
      pairs++;
      const i = asked.get(token);
      if (i === undefined) return;
      met++;
      if ((where[i] ?? -1) < 0) where[i] = 1_000_000;
    });
    return pairs === 0 ? 0 : met / pairs;
  };
  const inTitle = share(title);
  const inPath = share(path);
  eachToken(body, (token, _pair, at) => {
    const i = asked.get(token);
    if (i !== undefined && ((where[i] ?? -1) < 0 || where[i] === 1_000_000)) where[i] = at;
  });
  const ideas = query.met.map(({ written }) =>
    written.some((word) => body.includes(word) || title.includes(word) || path.includes(word)),
  );
  const { cover, window, meant } = cohesion(query, where, ideas);
  // An article that says what the law is for, or from when it holds, shares its words with every question on it.
  const purpose = /^为了|制定本/.test(body) ? ADD.purpose : 0;
  const closing = /自.{4,14}起(施行|实施)/.test(body) ? ADD.closing : 0;
  const bm = one.score / whole;
  const score =
    bm + ADD.window * window + ADD.title * inTitle + ADD.path * inPath + ADD.meant * meant + purpose + closing;
  return { doc: one.doc, score, share: bm, cover, window, inTitle };
}

/** Which weighted part of the asked pairs is there at all, and which part stands close together. */
function cohesion(query: Query, where: Int32Array, ideas: boolean[]): { cover: number; window: number; meant: number } {
  const places: { at: number; weight: number }[] = [];
  let all = 0;
  let there = 0;
  let meant = 0;
  query.wanted.forEach((one, i) => {
    if (!one.pair || one.meant) return;
    all += one.weight;
    const at = where[i] ?? -1;
    if (at < 0) {
      if (one.idea >= 0 && ideas[one.idea]) meant += one.weight * CREDIT;
      return;
    }
    there += one.weight;
    if (at < 1_000_000) places.push({ at, weight: one.weight });
  });
  places.sort((a, b) => a.at - b.at);
  let best = 0;
  let sum = 0;
  let from = 0;
  for (const { at, weight } of places) {
    sum += weight;
    while (at - (places[from]?.at ?? at) > WINDOW) sum -= places[from++]?.weight ?? 0;
    best = Math.max(best, sum);
  }
  return all === 0
    ? { cover: 0, window: 0, meant: 0 }
    : { cover: (there + meant) / all, window: best / all, meant: meant / all };
}
