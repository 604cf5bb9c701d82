/**
 * `npm run rank:train`: learns the second stage and the gate from stard-r's development half, measures both by five-fold
 * cross-validation, and writes src/features/policy/retrieval/weights.json with where every figure comes from.
 *
 * Folds share no passage, so that knowing passages by heart gains nothing. lawbench, ncp and wiki are never learned from.
 * `--dry` writes nothing (and measures the ranker alone); `--only gate` leaves the ranker as it is. Takes about two minutes.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { answerableAt, auc } from "../../src/eval/ranking.ts";
import { SHAPE } from "../../src/features/policy/retrieval/shape.ts";
import { corpus, hasData, json, qrels, questions } from "./data.ts";
import { askAll, learnRanker, round } from "./ranker.ts";
import { type Case, cases, fitGate, judge } from "./refusal.ts";

const WEIGHTS = fileURLToPath(new URL("../../src/features/policy/retrieval/weights.json", import.meta.url));
/** How much the task "the law was taken out" counts beside "off the subject". */
const REMOVED = 0.5;
/** The gate lets this share of questions off the subject through. */
const FALSELY = 0.05;

const { values } = parseArgs({ options: { dry: { type: "boolean" }, only: { type: "string" } } });
if (!hasData()) {
  console.log("No data: set YIZHAN_DATA to the folder that holds retrieval/stard-r.");
  process.exit(0);
}

const text = (all: { text: string }[]) => all.map((one) => one.text);
const asked = questions("stard-r/queries.dev.jsonl.gz");
const gold = qrels("stard-r/qrels.dev.tsv.gz");
const whole = corpus("stard-r/corpus.jsonl.gz");
const kept = () => JSON.parse(readFileSync(WEIGHTS, "utf8"));

/** Replaces one part of the file and the figures that go with it. */
function write(part: "rank" | "gate", learned: object, figures: object): void {
  if (values.dry) return;
  const { provenance, ...before } = kept();
  const now = {
    provenance: {
      learnedFrom: "stard-r, development half: 772 questions (STARD, MIT) on 55,537 articles as of September 2023",
      by: "npm run rank:train",
      on: new Date().toISOString().slice(0, 10),
      folds: "five; for the ranker no passage is shared between them",
      figures: { ...provenance?.figures, [part]: figures },
    },
    ...before,
    [part]: learned,
  };
  // Lists of figures on one line, as the formatter has them.
  const lines = JSON.stringify(now, null, 2).replace(
    /\[\s+([\d.,\s]+?)\s+\]/g,
    (_, list: string) => `[${list.replace(/\s+/g, " ")}]`,
  );
  writeFileSync(WEIGHTS, `${lines}\n`);
}

if (values.only === undefined) {
  const learned = learnRanker(askAll(whole, asked, gold));
  const figures = {
    "ndcg@10": round(learned.crossValidated),
    folds: learned.perFold.map(round),
    alone: round(learned.lone),
  };
  console.log("ranker", JSON.stringify(figures));
  write("rank", learned.weights, figures);
  // The gate reads the order that the ranker gives, whose weights are read when a program starts.
  if (!values.dry)
    process.exitCode =
      spawnSync(process.execPath, [...process.argv.slice(1), "--only", "gate"], { stdio: "inherit" }).status ?? 1;
} else {
  const removed = new Set(json<{ laws: string[] }>("stard-r/removed_laws.json.gz").laws);
  const gone = new Set(json<{ unanswerable: string[] }>("stard-r/refusal.dev.json.gz").unanswerable);
  const off = cases(whole, text(asked), text(questions("stard-r/offtopic.dev.jsonl.gz")));
  const part = corpus("stard-r/corpus.jsonl.gz", removed);
  const without = cases(
    part,
    text(asked.filter(({ id }) => !gone.has(id))),
    text(asked.filter(({ id }) => gone.has(id))),
  ).map((one) => ({ ...one, weight: one.weight * REMOVED }));
  const tasks = { offTopic: off, lawRemoved: without };
  const learnable = [...off, ...without];
  const held = new Map<Case, number>();
  for (let k = 0; k < 5; k++) {
    const gate = fitGate(learnable.filter(({ fold }) => fold !== k));
    for (const one of learnable) if (one.fold === k) held.set(one, judge(gate, one.shape));
  }
  const figures = Object.fromEntries(
    Object.entries(tasks).map(([name, all]) => {
      const scores = (is: boolean) =>
        all.filter(({ answerable }) => answerable === is).map((one) => held.get(one) ?? 0);
      const [yes, no] = [scores(true), scores(false)];
      return [
        name,
        { auc: round(auc(yes, no)), at90: round(answerableAt(yes, no, 0.1)), at95: round(answerableAt(yes, no, 0.05)) },
      ];
    }),
  );
  const gate = fitGate(learnable);
  const falsely = off
    .filter(({ answerable }) => !answerable)
    .map((one) => judge(gate, one.shape))
    .sort((a, b) => b - a);
  const bar = falsely[Math.floor(falsely.length * FALSELY)] ?? 0;
  const weights = Object.fromEntries(SHAPE.map((name, j) => [name, round(gate.weights[j] ?? 0)]));
  console.log("gate", JSON.stringify(figures));
  write("gate", { bias: round(gate.bias), bar: round(bar), weights }, figures);
}
