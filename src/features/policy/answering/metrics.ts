/** Answers in numbers, without words or people: for /metrics. */
import { Counter } from "prom-client";
import type { AnswerLimits, AskReport } from "#bot";
import type { Answered } from "../answer.ts";

const answers = new Counter({
  name: "yizhan_answers_total",
  help: "questions answered, by where the answer came from and what it was; refused: not in the library",
  labelNames: ["source", "status"],
});
const yuan = new Counter({
  name: "yizhan_model_yuan_total",
  help: "what the model cost, by MODEL_YUAN_PER_MILLION_IN and _OUT",
});
const kept = new Counter({
  name: "yizhan_answer_cache_total",
  help: "arranged answers looked for among those kept: hit or miss",
  labelNames: ["found"],
});
const limited = new Counter({
  name: "yizhan_answers_over_budget_total",
  help: "questions answered without the model because a budget was used up",
  labelNames: ["budget"],
});
const voices = new Counter({
  name: "yizhan_answers_rated_total",
  help: "answers marked useful or useless",
  labelNames: ["useful"],
});

export function countAnswer({ source, status }: Pick<Answered, "source" | "status">): void {
  answers.inc({ source, status });
}

/** Adds what a question took, in yuan. */
export function countCost({ tokens }: AskReport, limits: AnswerLimits | undefined): void {
  if (limits) yuan.inc(costOf(tokens, limits));
}

/** Yuan for so many tokens. */
export function costOf({ read, written }: AskReport["tokens"], { yuanIn, yuanOut }: AnswerLimits): number {
  return (read * yuanIn + written * yuanOut) / 1_000_000;
}

export function countCache(hit: boolean): void {
  kept.inc({ found: hit ? "hit" : "miss" });
}

export function countOver(budget: string): void {
  limited.inc({ budget });
}

export function countRating(useful: boolean): void {
  voices.inc({ useful: useful ? "yes" : "no" });
}
