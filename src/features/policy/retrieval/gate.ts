import type { Ranked } from "./rank.ts";

/** Why the gate is shut: nothing of the question's subject is in the best passage, or too little of it. */
export type Reason = "nothing" | "little";

/** What must stand in the passage at all: single characters in common prove nothing. */
const COVER = 0.05;
/** A passage this near is worth naming its document, though not worth quoting. */
const NEAR = 0.5;

/**
 * The least score that may be quoted. A score is a share: what of the question, weighted by rarity, the passage holds.
 * Settled on our own questions over the sample library (95 to be answered: 90 are; 107 off its subjects: 5 are answered
 * all the same) and on the development halves; in a larger library chance alone finds more, so the bar rises slowly.
 */
export function bar(passages: number): number {
  return 0.15 + 0.01 * Math.log10(Math.max(1, passages));
}

/** Open (undefined) or the reason why not. */
export function gate(best: Ranked | undefined, passages: number): Reason | undefined {
  if (!best || best.cover < COVER) return "nothing";
  return best.score < bar(passages) ? "little" : undefined;
}

export function isNear(one: Ranked, passages: number): boolean {
  return one.cover >= COVER && one.score >= NEAR * bar(passages);
}
