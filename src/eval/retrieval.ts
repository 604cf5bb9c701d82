/** `yizhan eval retrieval` and `yizhan eval refusal`: what the library finds, and what it knows that it has not. */
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { Builder, type Index } from "../features/policy/retrieval/build.ts";
import { confidence } from "../features/policy/retrieval/gate.ts";
import { readQuery } from "../features/policy/retrieval/query.ts";
import { rank } from "../features/policy/retrieval/rank.ts";
import { SHAPED } from "../features/policy/retrieval/shape.ts";
import { warm } from "../features/policy/retrieval/warm.ts";
import { eachPassage, readJudgements, readQuestions } from "./passages.ts";
import { answerableAt, auc, type Judged, percentile, type RankingFigures, rankingFigures } from "./ranking.ts";

/** How many passages a question are written and measured. */
const DEEP = 100;

export interface RetrievalFigures extends RankingFigures {
  n: number;
  p50_ms: number;
  p99_ms: number;
  build_ms: number;
  rss_mb: number;
}

/**
 * `corpus` and `queries`: JSONL or JSONL.gz; `qrels`: TSV. Questions without a right passage are not counted. `run`, if
 * given, gets `question⇥passage⇥rank⇥score` for every question. Times are milliseconds, each question asked once.
 */
export async function evalRetrieval(files: {
  corpus: string;
  queries: string;
  qrels: string;
  run?: string | undefined;
}): Promise<RetrievalFigures> {
  const questions = await readQuestions(files.queries);
  const judgements = await readJudgements(files.qrels);
  const { ids, index, buildMs } = await load(files.corpus);
  const written = files.run === undefined ? undefined : createWriteStream(files.run);
  const times: number[] = [];
  const judged: Judged[] = [];
  for (const { id, text } of questions) {
    const began = performance.now();
    const all = rank(index, readQuery(index, text), DEEP);
    times.push(performance.now() - began);
    // What lies in the corpus in pieces under one id stands where its best piece does.
    const seen = new Set<string | undefined>();
    const found = all.filter(({ doc }) => seen.size < seen.add(ids[doc]).size);
    const ranking = found.map(({ doc }) => ids[doc] ?? "");
    const right = judgements.get(id);
    if (right) judged.push({ ranking, right: new Set(right.keys()) });
    written?.write(
      found.map(({ order }, at) => `${id}\t${ranking[at]}\t${at + 1}\t${order.toFixed(6)}\n`).join("") ||
        `${id}\t-\t0\t0\n`,
    );
  }
  if (written) {
    written.end();
    await finished(written);
  }
  return {
    n: judged.length,
    ...rounded(rankingFigures(judged)),
    p50_ms: round(percentile(times, 0.5)),
    p99_ms: round(percentile(times, 0.99)),
    build_ms: Math.round(buildMs),
    rss_mb: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

export interface RefusalFigures {
  auc: number;
  answerable_at_90: number;
  answerable_at_95: number;
}

/** How well the gate tells questions with an answer from those without; at_90: one unanswerable in ten falsely answered. */
export async function evalRefusal(files: {
  corpus: string;
  answerable: string;
  unanswerable: string;
}): Promise<RefusalFigures> {
  const [answerable, unanswerable] = [await readQuestions(files.answerable), await readQuestions(files.unanswerable)];
  const { index } = await load(files.corpus);
  const score = ({ text }: { text: string }) => {
    const query = readQuery(index, text);
    return confidence(index, query, rank(index, query, SHAPED));
  };
  const right = answerable.map(score);
  const wrong = unanswerable.map(score);
  return rounded({
    auc: auc(right, wrong),
    answerable_at_90: answerableAt(right, wrong, 0.1),
    answerable_at_95: answerableAt(right, wrong, 0.05),
  });
}

async function load(file: string): Promise<{ ids: string[]; index: Index; buildMs: number }> {
  const builder = new Builder();
  const ids: string[] = [];
  // Reading the file is not building: what is timed is taking passages in, and closing the index.
  let buildMs = 0;
  await eachPassage(file, (id, fields) => {
    const began = performance.now();
    ids.push(id);
    builder.add(fields);
    buildMs += performance.now() - began;
  });
  const began = performance.now();
  const index = builder.close();
  // As the program does when it opens a library, and so counted; no question of the file is seen.
  for (const _ of warm(index));
  return { ids, index, buildMs: buildMs + performance.now() - began };
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function rounded<T extends object>(figures: T): T {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value as number)])) as T;
}
