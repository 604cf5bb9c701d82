import { readFileSync } from "node:fs";
import { z } from "zod";
import { FEATURES, type Feature } from "./features.ts";
import { KINDS } from "./kinds.ts";
import { SHAPE } from "./shape.ts";

const figures = z.record(z.string(), z.number());
const shape = z.object({ rank: figures, gate: z.object({ bias: z.number(), bar: z.number(), weights: figures }) });
const read = shape.parse(JSON.parse(readFileSync(new URL("./weights.json", import.meta.url), "utf8")));

/**
 * How the general figures stand to each other: a passage's score, and its order in a library that is none of law. Rounded
 * from what stard-r's development half gives when only they are fitted, `document` less, by wide steps on ncp and
 * wiki; scaled so that a score lies between 0 and about 1.
 */
export const BASE: Partial<Record<Feature, number>> = {
  share: 0.7,
  singles: 0.2,
  window: 0.15,
  meant: 0.35,
  titleMet: 0.05,
  pathMet: 0.15,
  purpose: -0.15,
  closing: -0.15,
  document: 0.15,
  beside: 0.15,
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
