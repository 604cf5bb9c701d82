/** Complement naive Bayes: how much more a class says each hint than all others together (Rennie et al., ICML 2003). */
import { type Hints, hints } from "./hints.ts";
import type { Example } from "./nearest.ts";

/** Hints seen once more in thought than in truth; by cross-validation. */
const SMOOTH = 0.4;

/** Returns for each class the sum of log ratios over the hints found, by the root of their weight. */
export function bayes(examples: Example[], classes: number): (found: Hints) => number[] {
  const counts = new Map<string, Float64Array>();
  const ofClass = new Float64Array(classes);
  for (const { text, label } of examples) {
    for (const [hint, weight] of hints(text)) {
      const row = counts.get(hint) ?? new Float64Array(classes);
      row[label] = (row[label] ?? 0) + weight;
      counts.set(hint, row);
      ofClass[label] = (ofClass[label] ?? 0) + weight;
    }
  }
  const all = ofClass.reduce((sum, one) => sum + one, 0);
  const room = SMOOTH * counts.size;
  const ratios = new Map<string, Float64Array>();
  for (const [hint, row] of counts) {
    const total = row.reduce((sum, one) => sum + one, 0);
    const ratio = row.map((count, label) => {
      const own = ofClass[label] ?? 0;
      return Math.log((count + SMOOTH) / (own + room)) - Math.log((total - count + SMOOTH) / (all - own + room));
    });
    ratios.set(hint, ratio);
  }

  return (found) => {
    const scores = new Array<number>(classes).fill(0);
    let weights = 0;
    for (const [hint, weight] of found) {
      weights += weight;
      const ratio = ratios.get(hint);
      for (let label = 0; ratio && label < classes; label++)
        scores[label] = (scores[label] ?? 0) + weight * (ratio[label] ?? 0);
    }
    const length = Math.sqrt(weights) || 1;
    return scores.map((score) => score / length);
  };
}
