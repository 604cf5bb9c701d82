/**
 * `yizhan eval retrieval` with OPENAI_EMBEDDING_MODEL (or RERANK_MODEL) set: the same questions once more, with the second
 * opinion. A corpus' vectors are kept in a store of their own under DATA_DIR, so that it is embedded once.
 */
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Embedder, UserError } from "#bot";
import { type App, openApp } from "../app.ts";
import { realClock } from "../bot/clock.ts";
import { readConfig } from "../config.ts";
import { Batches } from "../features/policy/retrieval/batches.ts";
import { Builder, type Index } from "../features/policy/retrieval/build.ts";
import { keyOf, sentAs } from "../features/policy/retrieval/filling.ts";
import { fuse, nearest, reorder, UNHEARD } from "../features/policy/retrieval/fusion.ts";
import { readQuery } from "../features/policy/retrieval/query.ts";
import { rank } from "../features/policy/retrieval/rank.ts";
import { eachVector, keepVectors } from "../features/policy/retrieval/vector-rows.ts";
import { Vectors } from "../features/policy/retrieval/vectors.ts";
import { openLog } from "../log.ts";
import { eachPassage, readJudgements, readQuestions } from "./passages.ts";
import { type Judged, percentile, type RankingFigures, rankingFigures } from "./ranking.ts";

const DEEP = 100;
const RERANKED = 30;
/** Pauses that are waited out in a row before an endpoint is given up. */
const PATIENCE = 3;
const EVERY = 2_000;

export interface HybridFigures extends RankingFigures {
  p50_ms: number;
  p99_ms: number;
  /** The embedding model, null without one; and the reranker. */
  embedding: string | null;
  reranker: string | null;
  /** Where the vectors are kept, and how many of the corpus' were there before. */
  kept_in: string;
  kept: number;
  /** Questions that one of the endpoints had nothing to say to: ranked without it. */
  unheard: number;
}

interface Corpus {
  ids: string[];
  texts: string[];
  index: Index;
}

/** Throws UserError when the endpoint gives no vectors. */
export async function evalHybrid(
  files: { corpus: string; queries: string; qrels: string },
  print: (line: string) => void,
): Promise<HybridFigures> {
  const { databaseUrl: _, ...config } = readConfig(process.env, []);
  const dataDir = config.dataDir === ":memory:" ? config.dataDir : join(config.dataDir, "eval");
  const parts = { clock: realClock, log: openLog("error"), watch: false, adapters: () => [] };
  const app = await openApp({ ...config, dataDir }, parts);
  try {
    print(`向量存放在 ${dataDir}，下次不再重算 / vectors are kept in ${dataDir}`);
    const corpus = await load(files.corpus);
    const { embedder } = app.kit;
    const vectors = new Vectors();
    const kept = embedder ? await fill(app, embedder, corpus.texts, vectors, print) : 0;
    const ask = asker(app, corpus, vectors);
    const judgements = await readJudgements(files.qrels);
    const judged: Judged[] = [];
    const times: number[] = [];
    let unheard = 0;
    for (const { id, text } of await readQuestions(files.queries)) {
      const began = performance.now();
      const { docs, heard } = await ask(text);
      times.push(performance.now() - began);
      if (!heard) unheard++;
      const right = judgements.get(id);
      const ranking = docs.slice(0, DEEP).map((doc) => corpus.ids[doc] ?? "");
      if (right) judged.push({ ranking, right: new Set(right.keys()) });
    }
    const figures = { ...rankingFigures(judged), p50_ms: percentile(times, 0.5), p99_ms: percentile(times, 0.99) };
    const rounded = Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]),
    ) as typeof figures;
    const models = { embedding: config.embedding?.model ?? null, reranker: config.rerank?.model ?? null };
    return { ...rounded, ...models, kept_in: dataDir, kept, unheard };
  } finally {
    await app.stop();
  }
}

/** Ranks the corpus for a question as the bot would; `heard`: every endpoint that is configured had its say. */
function asker({ kit: { embedder, reranker } }: App, { texts, index }: Corpus, vectors: Vectors) {
  const places = Int32Array.from(texts, (text) => vectors.place(keyOf(text)));
  const all = new Uint8Array(texts.length).fill(1);
  return async (question: string): Promise<{ docs: number[]; heard: boolean }> => {
    const words = rank(index, readQuery(index, question), DEEP).map(({ doc }) => doc);
    const vector = await embedder?.question(question, vectors.dims);
    const cosines = vector && (await vectors.cosines(places, vector));
    const docs = fuse(words, cosines ? nearest(cosines, all, DEEP) : UNHEARD);
    const read = docs.slice(0, RERANKED);
    const scores = await reranker?.relevance(
      question,
      read.map((doc) => texts[doc] ?? ""),
    );
    const heard = (!embedder || cosines !== undefined) && (!reranker || scores !== undefined);
    return { docs: scores ? reorder(docs, new Map(read.flatMap((doc, at) => pair(doc, scores[at])))) : docs, heard };
  };
}

function pair(doc: number, score: number | undefined): [number, number][] {
  return score === undefined ? [] : [[doc, score]];
}

async function load(file: string): Promise<Corpus> {
  const builder = new Builder();
  const ids: string[] = [];
  const texts: string[] = [];
  await eachPassage(file, (id, fields) => {
    ids.push(id);
    texts.push(sentAs(fields));
    builder.add(fields);
  });
  return { ids, texts, index: builder.close() };
}

/** Every text's vector, out of the store or made and kept there. Returns how many were there; those refused are left out. */
async function fill(
  app: App,
  embedder: Embedder,
  texts: string[],
  vectors: Vectors,
  print: (line: string) => void,
): Promise<number> {
  const { space } = embedder;
  const all = new Map(texts.map((text) => [keyOf(text), text]));
  const wanted = new Map(all);
  await eachVector(app.kit.db, space, ({ key, vector }) => {
    if (wanted.delete(key)) vectors.add(key, vector);
  });
  const kept = vectors.size;
  const batches = new Batches(embedder);
  let missing = [...wanted].map(([key, text]) => ({ key, text }));
  for (let pauses = 0; missing.length > 0; ) {
    const { made, barred, pardoned, why, pauseMs } = await batches.next(missing, vectors.dims || undefined);
    for (const { key, vector } of made) vectors.add(key, vector);
    if (made.length > 0) {
      pauses = 0;
      await app.database.unit((tx) => keepVectors(tx, space, made));
    }
    const before = missing.length;
    const done = new Set([...barred, ...made.map(({ key }) => key)]);
    missing = missing.filter(({ key }) => !done.has(key));
    missing.push(...(pardoned ?? []).map((key) => ({ key, text: all.get(key) ?? "" })));
    if (Math.floor(before / EVERY) > Math.floor(missing.length / EVERY))
      print(`还差 ${missing.length} 段 / ${missing.length} passages to go`);
    if (pauseMs === undefined) continue;
    if (++pauses > PATIENCE)
      throw new UserError(`OPENAI_EMBEDDING_MODEL: 向量服务用不了（${why}） / the endpoint gives no vectors (${why})`);
    await setTimeout(pauseMs);
  }
  return kept;
}
