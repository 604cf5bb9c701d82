import type { Index } from "./build.ts";
import type { Ranked } from "./evidence.ts";
import type { Query } from "./query.ts";
import { SHAPE, shapeOf } from "./shape.ts";
import { GATE } from "./weights.ts";

/** Why the gate is shut: nothing of the question's subject is in the best passages, or too little of it. */
export type Reason = "nothing" | "little";

/** What must stand in a passage at all: single characters in common prove nothing. */
const COVER = 0.05;
/** A passage with this part of what would be needed is worth naming its document, though not worth quoting. */
const NEAR = 0.6;

/**
 * In a library that is none of law: how the shape's figures stand to each other, and what they must reach. Set by hand, by
 * wide steps, on our own questions over the sample library and, for large ones, on ncp. In a larger library chance alone
 * finds more, so the bar rises; and there a passage that stands out from many that share its words is meant.
 */
const PLAIN = { spelled: 0.3, alone: 0.6 };
const BAR = { least: 0.33, perTenfold: 0.12, large: 0.23 };
/** A large library begins at a hundred passages. */
const large = (count: number) => Math.max(0, Math.log10(Math.max(1, count)) - 2);

/**
 * How sure it is that the library holds an answer, over 0 if it may be quoted. `ranked`: the first SHAPED passages of the
 * question. In a library of law the figures are learned (`npm run rank:train`), and 0 is where one in twenty questions off
 * its subject was still answered.
 */
export function confidence(index: Index, query: Query, ranked: Ranked[]): number {
  const shape = shapeOf(index, query, ranked);
  if (index.lawful)
    return SHAPE.reduce((sum, name, i) => sum + shape[name] * (GATE.weights[i] ?? 0), GATE.bias - GATE.bar);
  const bar = BAR.least + BAR.perTenfold * Math.log10(Math.max(1, index.count)) + BAR.large * large(index.count);
  return shape.score + PLAIN.spelled * shape.spelled + PLAIN.alone * large(index.count) * shape.alone - bar;
}

/** Open (undefined) or the reason why not. */
export function gate(index: Index, query: Query, ranked: Ranked[]): Reason | undefined {
  if (!ranked.slice(0, 3).some((one) => one.cover >= COVER)) return "nothing";
  return confidence(index, query, ranked) < 0 ? "little" : undefined;
}

/** Worth naming, though the gate is shut. */
export function isNear(one: Ranked): boolean {
  return one.cover >= COVER && one.score >= NEAR * BAR.least;
}
