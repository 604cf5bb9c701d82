/** The second stage's weights, learned from stard-r's development half. */
import { FEATURES } from "../../src/features/policy/retrieval/features.ts";
import { readQuery } from "../../src/features/policy/retrieval/query.ts";
import { rank } from "../../src/features/policy/retrieval/rank.ts";
import { BASE } from "../../src/features/policy/retrieval/weights.ts";
import type { Corpus, Question } from "./data.ts";
import { folds } from "./folds.ts";
import { dots, fitLists, type List } from "./listwise.ts";

/** How many candidates of each question are learned from. */
const DEPTH = 200;
const GENERAL = FEATURES.filter((name) => !name.startsWith("law."));
const LAW = FEATURES.filter((name) => name.startsWith("law."));

/** A question's candidates: the general figures as one, by their hand-set proportions, then those of law. */
interface Asked extends List {
  gold: Set<string>;
}

export function askAll(corpus: Corpus, all: Question[], gold: Map<string, Set<string>>): Asked[] {
  return all.flatMap(({ id, text }) => {
    const answers = gold.get(id);
    if (!answers) return [];
    const found = rank(corpus.index, readQuery(corpus.index, text), DEPTH);
    const width = LAW.length + 1;
    const rows = new Float32Array(found.length * width);
    found.forEach(({ row }, i) => {
      rows[i * width] = GENERAL.reduce((sum, name, j) => sum + (BASE[name] ?? 0) * (row[j] ?? 0), 0);
      rows.set(row.subarray(GENERAL.length), i * width + 1);
    });
    const right = Uint8Array.from(found, ({ doc }) => (answers.has(corpus.ids[doc] ?? "") ? 1 : 0));
    return [{ rows, right, gold: answers }];
  });
}

export interface Learned {
  /** By the names of FEATURES. */
  weights: Record<string, number>;
  /** nDCG@10 on folds that share no passage with what was learned from; and on the questions whose passages none shares. */
  crossValidated: number;
  lone: number;
  perFold: number[];
}

export function learnRanker(asked: Asked[]): Learned {
  const width = LAW.length + 1;
  const fold = folds(asked.map(({ gold }) => gold));
  const heldOut = new Array<number>(asked.length).fill(0);
  const perFold: number[] = [];
  for (let k = 0; k < 5; k++) {
    const w = fitLists(
      asked.filter((_, i) => fold[i] !== k),
      width,
    );
    const held = asked.flatMap((one, i) => {
      if (fold[i] !== k) return [];
      heldOut[i] = ndcg(one, dots(one.rows, w));
      return heldOut[i] ?? 0;
    });
    perFold.push(mean(held));
  }
  const uses = new Map<string, number>();
  for (const { gold } of asked) for (const one of gold) uses.set(one, (uses.get(one) ?? 0) + 1);
  const lone = heldOut.filter((_, i) => [...(asked[i]?.gold ?? [])].every((one) => uses.get(one) === 1));
  const w = fitLists(asked, width);
  const weights = Object.fromEntries([
    ...GENERAL.map((name) => [name, round((w[0] ?? 0) * (BASE[name] ?? 0))]),
    ...LAW.map((name, j) => [name, round(w[j + 1] ?? 0)]),
  ]);
  return { weights, crossValidated: mean(heldOut), lone: mean(lone), perFold };
}

/** nDCG@10 with relevance 0 or 1, as ../shared/data/retrieval/score.mjs counts it. */
function ndcg({ right, gold }: Asked, scores: Float64Array): number {
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, 10);
  const gain = order.reduce((sum, i, at) => sum + (right[i] ? 1 / Math.log2(at + 2) : 0), 0);
  let ideal = 0;
  for (let at = 0; at < Math.min(10, gold.size); at++) ideal += 1 / Math.log2(at + 2);
  return gain / ideal;
}

export const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / (values.length || 1);
export const round = (value: number): number => Math.round(value * 10_000) / 10_000;
