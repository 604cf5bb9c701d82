import type { Index } from "./build.ts";
import type { Ranked } from "./evidence.ts";
import type { Query } from "./query.ts";

/** What the look of a ranking tells of whether an answer is in the library at all; names as in weights.json. */
export const SHAPE = [
  "score", // the first passages' best score
  "singles", // the best share of the question's characters found in one of them
  "pairs", // the best weighted share of its pairs
  "spelled", // the best share of its characters found there in pairs
  "alone", // how far the best score stands before fifty: its part of a softmax
  "order", // of a library of law: what the first stands by
  "orders", // the mean of the first ten
  "raw", // BM25F of the first as it is, in hundreds
  "neighbours", // how well the articles beside the first one fit
  "laws", // over how many laws the first fifty are strewn, as a share of fifty
  "asked", // ln of how much is asked, in words found nowhere
] as const;
export type Shape = Record<(typeof SHAPE)[number], number>;

/** How many passages of a ranking its shape is read from. */
export const SHAPED = 50;
const FIRST = 5;
/** How sharply `alone` tells the best from the next. */
const SHARP = 10;

/** The shape of a ranking of SHAPED passages. */
export function shapeOf(index: Index, query: Query, ranked: Ranked[]): Shape {
  const top = ranked.slice(0, FIRST);
  const best = (of: (one: Ranked) => number) => top.reduce((most, one) => Math.max(most, of(one)), 0);
  const score = ranked.reduce((most, one) => Math.max(most, one.score), 0);
  const mass = ranked.reduce((sum, one) => sum + Math.exp(SHARP * (one.score - score)), 0);
  const ten = ranked.slice(0, 10);
  const laws = new Set(ranked.map(({ doc }) => index.first[doc]));
  return {
    score,
    singles: best((one) => one.singles),
    pairs: best((one) => one.pairs),
    spelled: best((one) => one.spelled),
    alone: mass === 0 ? 0 : 1 / mass,
    order: ranked[0]?.order ?? 0,
    orders: ten.reduce((sum, one) => sum + one.order, 0) / (ten.length || 1),
    raw: (ranked[0]?.bm ?? 0) / 100,
    neighbours: ranked[0]?.neighbours ?? 0,
    laws: laws.size / SHAPED,
    asked: Math.log(1 + query.pairs / Math.log(index.count + 200)),
  };
}
