/** The gate's weights: is an answer in the library at all? Learned from stard-r's development half. */
import { readQuery } from "../../src/features/policy/retrieval/query.ts";
import { rank } from "../../src/features/policy/retrieval/rank.ts";
import { SHAPE, SHAPED, shapeOf } from "../../src/features/policy/retrieval/shape.ts";
import type { Corpus } from "./data.ts";

/** One question: how its ranking looks, whether it has an answer, and how much it counts in learning. */
export interface Case {
  shape: number[];
  answerable: boolean;
  weight: number;
  fold: number;
}

/** The two sides of one task weigh alike, whatever their numbers. */
export function cases(corpus: Corpus, answerable: string[], unanswerable: string[]): Case[] {
  const of = (texts: string[], is: boolean) =>
    texts.map((text, i): Case => {
      const query = readQuery(corpus.index, text);
      const shape = shapeOf(corpus.index, query, rank(corpus.index, query, SHAPED));
      return { shape: SHAPE.map((name) => shape[name]), answerable: is, weight: 1 / texts.length, fold: i % 5 };
    });
  return [...of(answerable, true), ...of(unanswerable, false)];
}

export interface Gate {
  bias: number;
  weights: number[];
}

/** Logistic regression by Newton's way on standardised figures; `l2` is on these. */
export function fitGate(all: Case[], l2 = 0.003): Gate {
  const width = SHAPE.length;
  const total = all.reduce((sum, one) => sum + one.weight, 0);
  const mean = SHAPE.map((_, j) => all.reduce((sum, one) => sum + one.weight * (one.shape[j] ?? 0), 0) / total);
  const spread = SHAPE.map(
    (_, j) =>
      Math.sqrt(all.reduce((sum, one) => sum + one.weight * ((one.shape[j] ?? 0) - (mean[j] ?? 0)) ** 2, 0) / total) +
      1e-6,
  );
  const rows = all.map(({ shape }) => [1, ...shape.map((x, j) => (x - (mean[j] ?? 0)) / (spread[j] ?? 1))]);
  let w = new Array<number>(width + 1).fill(0);
  for (let round = 0; round < 30; round++) {
    const slope = w.map((one, j) => (j === 0 ? 0 : l2 * one));
    const bend = w.map((_, j) => w.map((_, k) => (j === k ? (j === 0 ? 1e-9 : l2) : 0)));
    all.forEach((one, i) => {
      const row = rows[i] ?? [];
      const p = 1 / (1 + Math.exp(-row.reduce((sum, x, j) => sum + x * (w[j] ?? 0), 0)));
      const share = one.weight / total;
      for (let j = 0; j <= width; j++) {
        const x = row[j] ?? 0;
        slope[j] = (slope[j] ?? 0) + share * (p - (one.answerable ? 1 : 0)) * x;
        const line = bend[j] as number[];
        for (let k = 0; k <= width; k++) line[k] = (line[k] ?? 0) + share * p * (1 - p) * x * (row[k] ?? 0);
      }
    });
    const step = solve(bend, slope);
    w = w.map((one, j) => one - (step[j] ?? 0));
  }
  const weights = SHAPE.map((_, j) => (w[j + 1] ?? 0) / (spread[j] ?? 1));
  return { bias: (w[0] ?? 0) - weights.reduce((sum, one, j) => sum + one * (mean[j] ?? 0), 0), weights };
}

export const judge = ({ bias, weights }: Gate, shape: number[]): number =>
  shape.reduce((sum, x, j) => sum + x * (weights[j] ?? 0), bias);

/** Gauss's elimination with the greatest pivot; the matrix is small and positive definite. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const m = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(m[r]?.[i] ?? 0) > Math.abs(m[pivot]?.[i] ?? 0)) pivot = r;
    [m[i], m[pivot]] = [m[pivot] as number[], m[i] as number[]];
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const times = (m[r]?.[i] ?? 0) / (m[i]?.[i] ?? 1);
      for (let c = i; c <= n; c++) (m[r] as number[])[c] = (m[r]?.[c] ?? 0) - times * (m[i]?.[c] ?? 0);
    }
  }
  return m.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
