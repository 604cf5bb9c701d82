/** The second opinion in numbers, without words or people: for /metrics. */
import { Counter, Gauge } from "prom-client";

const vectors = new Gauge({
  name: "yizhan_vectors",
  help: "passages of the library by what became of their vectors: kept, missing, refused",
  labelNames: ["state"],
});
const opinions = new Counter({
  name: "yizhan_second_opinions_total",
  help: "questions that a vector or a reranker was asked for, by whether it came in time",
  labelNames: ["of", "came"],
});

export function showVectors({ kept, missing, refused }: { kept: number; missing: number; refused: number }): void {
  vectors.set({ state: "kept" }, kept);
  vectors.set({ state: "missing" }, missing);
  vectors.set({ state: "refused" }, refused);
}

export function countOpinion(of: "vector" | "reranker", came: boolean): void {
  opinions.inc({ of, came: came ? "yes" : "no" });
}
