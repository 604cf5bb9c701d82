/**
 * `npm run bench:retrieval -- --million`: a library of 1,000,000 passages, in PostgreSQL (the stacks) and beside it in
 * memory: time to fill, size, time a question, quality, and how often the first passage is the same. Each step in a process
 * of its own, so that its memory is its own. `--passages 200000`, `--limit 200` questions. Last line: JSON.
 *
 * The passages are stard-r's articles and seeded recombinations of them (many.ts), which compete with what they came from:
 * the quality tells how the two ways stand to each other, not how good an answer over so many real laws would be.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { readJudgements, readQuestions } from "../../src/eval/passages.ts";
import { percentile, rankingFigures } from "../../src/eval/ranking.ts";
import { buildIndex } from "../../src/features/policy/retrieval/build.ts";
import { readQuery } from "../../src/features/policy/retrieval/query.ts";
import { rank } from "../../src/features/policy/retrieval/rank.ts";
import { fillStacks, runsOf } from "../../src/features/policy/retrieval/stacks-fill.ts";
import { nearIn } from "../../src/features/policy/retrieval/stacks-near.ts";
import { sumsOf } from "../../src/features/policy/retrieval/stacks-store.ts";
import { openPostgres } from "../../src/storage/postgres.ts";
import { postgres } from "../crash/postgres.ts";
import { row } from "../table.ts";
import { many, readCorpus } from "./many.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DATA = `${process.env.YIZHAN_DATA ?? `${ROOT}../shared/data`}/retrieval/stard-r`;
const DEEP = 100;

const { values } = parseArgs({
  options: {
    step: { type: "string" },
    passages: { type: "string", default: "1000000" },
    limit: { type: "string", default: "200" },
  },
});
const count = Number(values.passages);
const url = process.env.TEST_DATABASE_URL ?? "";
const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

interface Asked {
  n: number;
  "ndcg@10": number;
  "recall@100": number;
  p50_ms: number;
  p99_ms: number;
  rss_mb: number;
  build_ms?: number;
  firsts: number[];
}

/** Asks every question once, in the order of the file; `search` gives places in the library, best first. */
async function ask(ids: string[], search: (question: string) => Promise<number[]> | number[]): Promise<Asked> {
  const judgements = await readJudgements(`${DATA}/qrels.dev.tsv.gz`);
  const questions = (await readQuestions(`${DATA}/queries.dev.jsonl.gz`)).filter(({ id }) => judgements.has(id));
  const times: number[] = [];
  const firsts: number[] = [];
  const judged = [];
  for (const { id, text } of questions.slice(0, Number(values.limit))) {
    const began = performance.now();
    const places = await search(text);
    times.push(performance.now() - began);
    firsts.push(places[0] ?? -1);
    const ranking = places.map((place) => ids[place] ?? `edition ${place}`);
    judged.push({ ranking, right: new Set(judgements.get(id)?.keys()) });
  }
  const figures = rankingFigures(judged);
  const round = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    n: judged.length,
    "ndcg@10": round(figures["ndcg@10"]),
    "recall@100": round(figures["recall@100"]),
    p50_ms: round(percentile(times, 0.5)),
    p99_ms: round(percentile(times, 0.99)),
    rss_mb: megabytes(),
    firsts,
  };
}

const steps: Record<string, () => Promise<object>> = {
  async fill() {
    const database = openPostgres(url);
    const { passages } = await readCorpus(`${DATA}/corpus.jsonl.gz`);
    const began = performance.now();
    const { sums } = await fillStacks(database.db, runsOf(many(passages, count)));
    const fill_s = Math.round((performance.now() - began) / 1000);
    const { rows } = await sql<{ all: number; gin: number }>`select
      pg_total_relation_size('policy_stacks_texts') + pg_total_relation_size('policy_stacks_tokens')
        + pg_total_relation_size('policy_stacks_terms') + pg_total_relation_size('policy_stacks') as all,
      pg_relation_size('policy_stacks_gin') as gin`.execute(database.db);
    await database.close();
    const mb = (bytes = 0) => Math.round(bytes / 2 ** 20);
    return { passages: sums.count, fill_s, disk_mb: mb(rows[0]?.all), gin_mb: mb(rows[0]?.gin), rss_mb: megabytes() };
  },
  async stacks() {
    const database = openPostgres(url);
    const ids: string[] = [];
    // The names alone: the texts stay in the database.
    for (let at = 0; at < 55_537; at++) ids.push(`L${String(at).padStart(5, "0")}`);
    const sums = await sumsOf(database.db);
    const asked = await ask(ids, async (question) => {
      const { index, places } = await nearIn(database.db, sums, question);
      return rank(index, readQuery(index, question), DEEP).map(({ doc }) => places[doc] ?? -1);
    });
    await database.close();
    return asked;
  },
  async memory() {
    const { ids, passages } = await readCorpus(`${DATA}/corpus.jsonl.gz`);
    const began = performance.now();
    const index = buildIndex(many(passages, count));
    passages.length = 0;
    const build_ms = Math.round(performance.now() - began);
    const asked = await ask(ids, (question) => rank(index, readQuery(index, question), DEEP).map(({ doc }) => doc));
    return { ...asked, build_ms };
  },
};

/** Runs one step as a process of its own; its last line. */
async function run<T>(step: string, databaseUrl: string): Promise<T> {
  const args = [fileURLToPath(import.meta.url), "--step", step, "--passages", values.passages, "--limit", values.limit];
  const child = spawn(process.execPath, ["--max-old-space-size=6000", ...args], {
    env: { ...process.env, TEST_DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the step "${step}" ended with ${code}`);
  return JSON.parse(said.trimEnd().split("\n").at(-1) ?? "");
}

async function main(): Promise<void> {
  if (!existsSync(`${DATA}/corpus.jsonl.gz`)) {
    console.log(`No data at ${DATA}: set YIZHAN_DATA to the folder that holds retrieval/.`);
    return;
  }
  process.env.PG_OPTIONS ??= "-c shared_buffers=512MB -c maintenance_work_mem=512MB -c max_wal_size=8GB";
  const server = await postgres((why) => console.log(`No PostgreSQL: ${why}`));
  if (!server) return;
  try {
    console.log(`${count} passages: filling …`);
    const filled = await run<{ fill_s: number; disk_mb: number; gin_mb: number; rss_mb: number }>("fill", server.url);
    console.log(`filled in ${filled.fill_s} s, ${filled.disk_mb} MiB on disk, of which GIN ${filled.gin_mb}`);
    const wide = [10, 9, 11, 9, 9, 10, 9];
    console.log(row(wide, ["", "nDCG@10", "recall@100", "p50 ms", "p99 ms", "build ms", "RSS MiB"]));
    const out: Record<string, Asked> = {};
    for (const way of ["stacks", "memory"]) {
      const one = await run<Asked>(way, server.url);
      out[way] = one;
      const cells = [one["ndcg@10"].toFixed(3), one["recall@100"].toFixed(3), one.p50_ms.toFixed(1)];
      console.log(row(wide, [way, ...cells, one.p99_ms.toFixed(1), String(one.build_ms ?? ""), String(one.rss_mb)]));
    }
    const { stacks, memory } = out;
    const same = stacks?.firsts.filter((place, i) => place === memory?.firsts[i]).length ?? 0;
    console.log(`the first passage is the same for ${same} of ${stacks?.n} questions`);
    const { firsts: _, ...ofStacks } = stacks as Asked;
    const { firsts: __, ...ofMemory } = memory as Asked;
    console.log(
      `\n${JSON.stringify({ passages: count, filled, stacks: ofStacks, memory: ofMemory, sameFirst: same })}`,
    );
  } finally {
    await server.stop();
  }
}

const step = values.step === undefined ? undefined : steps[values.step];
if (step) console.log(JSON.stringify(await step()));
else await main();
