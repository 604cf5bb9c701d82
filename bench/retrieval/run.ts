/** One engine on one set, in a process of its own: `run.ts ENGINE CORPUS QUERIES QRELS LIMIT`. Last line: its figures. */

import { eachPassage, readJudgements, readQuestions } from "../../src/eval/passages.ts";
import { percentile, rankingFigures } from "../../src/eval/ranking.ts";
import { chance } from "../crash/chance.ts";
import type { Engine, Passage } from "./engine.ts";

const SEED = 4;

/** Each opened by its own module, so that no other engine's code weighs on its memory. */
const ENGINES: Record<string, () => Promise<() => Engine>> = {
  ours: async () => (await import("./ours.ts")).ours,
  fts5: async () => (await import("./fts5.ts")).fts5,
  lancedb: async () => (await import("./lancedb.ts")).lance,
  minisearch: async () => (await import("./minisearch.ts")).minisearch,
  flexsearch: async () => (await import("./flexsearch.ts")).flexsearch,
  orama: async () => (await import("./orama.ts")).orama,
};

const [name = "", corpus = "", queries = "", qrels = "", limit = "0"] = process.argv.slice(2);
const open = await ENGINES[name]?.();
if (!open) throw new Error(`no engine ${name}`);
const engine = open();

let buildMs = 0;
await eachPassage(corpus, (id, { title, path, body }) => {
  const passage: Passage = { id, title, path, text: body };
  const began = performance.now();
  engine.add(passage);
  buildMs += performance.now() - began;
});
const closing = performance.now();
await engine.ready();
buildMs += performance.now() - closing;

const judgements = await readJudgements(qrels);
const all = (await readQuestions(queries)).filter(({ id }) => judgements.has(id));
// The same for every engine: a seeded choice, in the file's order.
const chosen = new Set(
  chance(SEED)
    .shuffled(all)
    .slice(0, Number(limit) > 0 ? Number(limit) : all.length),
);
const asked = all.filter((one) => chosen.has(one));
const times: number[] = [];
const judged = [];
for (const { id, text } of asked) {
  const began = performance.now();
  const ranking = await engine.search(text, 100);
  times.push(performance.now() - began);
  judged.push({ ranking, right: new Set(judgements.get(id)?.keys()) });
}
const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
const figures = rankingFigures(judged);
console.log(
  JSON.stringify({
    n: judged.length,
    "ndcg@10": round(figures["ndcg@10"], 4),
    "recall@100": round(figures["recall@100"], 4),
    p50_ms: round(percentile(times, 0.5), 2),
    p99_ms: round(percentile(times, 0.99), 2),
    build_ms: Math.round(buildMs),
    rss_mb: Math.round(process.memoryUsage.rss() / 2 ** 20),
  }),
);
