/**
 * Logistic regression over hashed clues (Weinberger et al., ICML 2009), by stochastic gradient with steps that shrink for
 * what is seen often (Duchi et al., AdaGrad, JMLR 2011). Deterministic: the same examples always teach the same.
 */

/** Places for weights: 2,700 sentences hold some 40,000 different clues. A power of two. */
export const PLACES = 2 ** 18;

export interface Taught {
  /** Places below PLACES. */
  clues: number[];
  danger: boolean;
  /** How much it counts. */
  weight: number;
}

/** By cross-validation over the rounds; what is found is flat around all three. */
const EPOCHS = 8;
const RATE = 0.4;
const FADE = 1e-4;
const BIAS_RATE = 0.02;

/** Returns how likely a text with these clues tells of a danger, 0 to 1. */
export function weigh(examples: Taught[]): (clues: number[]) => number {
  const weights = new Float32Array(PLACES);
  const steps = new Float32Array(PLACES).fill(1e-3);
  let bias = 0;
  const sum = (clues: number[]): number => {
    let found = 0;
    for (const at of clues) found += weights[at] ?? 0;
    return bias + found / Math.sqrt(clues.length || 1);
  };

  const stride = coprime(examples.length);
  for (let turn = 0; turn < EPOCHS * examples.length; turn++) {
    const one = examples[(turn * stride) % examples.length];
    if (!one || one.clues.length === 0) continue;
    const error = ((one.danger ? 1 : 0) - chance(sum(one.clues))) * one.weight;
    const push = error / Math.sqrt(one.clues.length);
    bias += BIAS_RATE * error;
    for (const at of one.clues) {
      const slope = push - FADE * (weights[at] ?? 0);
      const step = (steps[at] ?? 0) + slope * slope;
      steps[at] = step;
      weights[at] = (weights[at] ?? 0) + (RATE * slope) / Math.sqrt(step);
    }
  }
  return (clues) => chance(sum(clues));
}

function chance(log: number): number {
  return 1 / (1 + Math.exp(-log));
}

/** A stride that visits every example once an epoch, dangers and calm ones mixed. */
function coprime(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (divisor(stride, count) > 1) stride++;
  return stride;
}
