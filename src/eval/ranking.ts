/** Figures of rankings. */

/** One question: its ranking, and the passages that answer it. */
export interface Judged {
  ranking: readonly string[];
  right: ReadonlySet<string>;
}

export interface RankingFigures {
  "ndcg@10": number;
  "hit@1": number;
  "hit@3": number;
  "hit@10": number;
  "recall@100": number;
  "mrr@10": number;
}

/** Means over questions, relevance 0 or 1; nDCG with the gain 1 / log2(rank + 1), its ideal cut at 10 as well. */
export function rankingFigures(all: readonly Judged[]): RankingFigures {
  const mean = (of: (one: Judged) => number) => all.reduce((sum, one) => sum + of(one), 0) / (all.length || 1);
  const first = ({ ranking, right }: Judged) => ranking.findIndex((id) => right.has(id));
  const hit = (k: number) =>
    mean((one) => {
      const at = first(one);
      return at >= 0 && at < k ? 1 : 0;
    });
  return {
    "ndcg@10": mean(ndcg10),
    "hit@1": hit(1),
    "hit@3": hit(3),
    "hit@10": hit(10),
    "recall@100": mean(
      ({ ranking, right }) => ranking.slice(0, 100).filter((id) => right.has(id)).length / (right.size || 1),
    ),
    "mrr@10": mean((one) => {
      const at = first(one);
      return at >= 0 && at < 10 ? 1 / (at + 1) : 0;
    }),
  };
}

function ndcg10({ ranking, right }: Judged): number {
  let gain = 0;
  ranking.slice(0, 10).forEach((id, at) => {
    if (right.has(id)) gain += 1 / Math.log2(at + 2);
  });
  let ideal = 0;
  for (let at = 0; at < Math.min(10, right.size); at++) ideal += 1 / Math.log2(at + 2);
  return ideal === 0 ? 0 : gain / ideal;
}

/** The p-th of the values in order (nearest rank), 0 for none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? 0;
}

/** Chance that an answerable question scores above an unanswerable one; ties count half (Mann and Whitney). */
export function auc(right: readonly number[], wrong: readonly number[]): number {
  if (right.length === 0 || wrong.length === 0) return 0;
  const all = [...right.map((score) => ({ score, is: 1 })), ...wrong.map((score) => ({ score, is: 0 }))];
  all.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to++;
    // Places are counted from 1; tied ones share their mean.
    for (let i = from; i < to; i++) if (all[i]?.is === 1) ranks += (from + 1 + to) / 2;
    from = to;
  }
  return (ranks - (right.length * (right.length + 1)) / 2) / (right.length * wrong.length);
}

/** Share of the answerable that score above the bar which lets `falsely` of the unanswerable through (score.mjs's way). */
export function answerableAt(right: readonly number[], wrong: readonly number[], falsely: number): number {
  if (right.length === 0) return 0;
  const bar = wrong.toSorted((a, b) => b - a)[Math.max(0, Math.floor(wrong.length * falsely) - 1)];
  return right.filter((score) => bar === undefined || score > bar).length / right.length;
}
