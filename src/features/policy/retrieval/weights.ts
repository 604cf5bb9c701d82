import { readFileSync } from "node:fs";
import { z } from "zod";
import { FEATURES, type Feature } from "./features.ts";
import { KINDS } from "./kinds.ts";
import { SHAPE } from "./shape.ts";

const figures = z.record(z.string(), z.number());
const shape = z.object({ rank: figures, gate: z.object({ bias: z.number(), bar: z.number(), weights: figures }) });
const read = shape.parse(JSON.parse(readFileSync(new URL("./weights.json", import.meta.url), "utf8")));

/**
 * How the general figures stand to each other: a passage's score, and its order in a library that is none of law. Set by
 * hand, by wide steps, on the sample library, ncp and wiki.
 */
export const BASE: Partial<Record<Feature, number>> = {
  share: 1,
  singles: 0.1,
  window: 0.2,
  pairs: 0.1,
  meant: 0.3,
  titleMet: 0.05,
  pathMet: 0.1,
  purpose: -0.1,
  closing: -0.05,
};
/** Head start of a kind into the second stage, as a share of the question's weight. Set by hand, by wide steps. */
const HEAD_START: Partial<Record<(typeof KINDS)[number], number>> = { code: 0.12, law: 0.06, court: 0.05 };
export const LIFT = KINDS.map((kind) => HEAD_START[kind] ?? 0);
export const SCORE = FEATURES.map((feature) => BASE[feature] ?? 0);
/** In the order of FEATURES; learned by `npm run rank:train`. */
export const RANK = FEATURES.map((feature) => read.rank[feature] ?? 0);
/** In the order of SHAPE; learned by the same. */
export const GATE = {
  bias: read.gate.bias,
  bar: read.gate.bar,
  weights: SHAPE.map((name) => read.gate.weights[name] ?? 0),
};
