/** Which class's examples lie nearest: cosine of TF-IDF vectors, to the single best examples and to the class as a whole. */
import { type Hints, hints } from "./hints.ts";

export interface Example {
  text: string;
  /** Index of the class. */
  label: number;
}

/** How much the class as a whole counts beside its best examples; by cross-validation. */
const WHOLE = 0.55;
const BEST = [0.7, 0.2, 0.1];
const FAINT = 0.002;

export interface Nearness {
  /** Likeness to each class, 0 to 1. */
  classes: number[];
  /** The one example that is most alike, and how much. */
  example: Example | undefined;
  likeness: number;
}

/** Learns the examples; returns what the hints of a text are near to. */
export function nearest(examples: Example[], classes: number): (found: Hints) => Nearness {
  const seen = examples.map((example) => hints(example.text));
  const inHowMany = new Map<string, number>();
  for (const hint of seen.flatMap((one) => [...one.keys()])) inHowMany.set(hint, (inHowMany.get(hint) ?? 0) + 1);

  /** Unit length; a hint that no example holds lengthens the vector but points nowhere. */
  function vector(found: Hints): [string, number][] {
    let square = 0;
    const known: [string, number][] = [];
    for (const [hint, weight] of found) {
      const count = inHowMany.get(hint);
      const value = weight * Math.log((examples.length + 1) / ((count ?? 0) + 0.5));
      square += value * value;
      if (count) known.push([hint, value]);
    }
    const length = Math.sqrt(square) || 1;
    // What nearly every sentence holds, its beginning and end, tells nothing and would only cost time.
    return known.flatMap(([hint, value]) =>
      value / length > FAINT ? [[hint, value / length] as [string, number]] : [],
    );
  }

  const postings = new Map<string, [example: number, value: number][]>();
  const whole = new Map<string, Float64Array>();
  const squares = new Float64Array(classes);
  for (const [i, found] of seen.entries()) {
    for (const [hint, value] of vector(found)) {
      const list = postings.get(hint) ?? [];
      list.push([i, value]);
      postings.set(hint, list);
      const sums = whole.get(hint) ?? new Float64Array(classes);
      const label = examples[i]?.label ?? 0;
      sums[label] = (sums[label] ?? 0) + value;
      whole.set(hint, sums);
    }
  }
  for (const sums of whole.values())
    for (const [label, sum] of sums.entries()) squares[label] = (squares[label] ?? 0) + sum * sum;

  // Centroids of unit length, ready to be added up.
  for (const sums of whole.values()) {
    for (let label = 0; label < classes; label++)
      sums[label] = (sums[label] ?? 0) / (Math.sqrt(squares[label] ?? 0) || 1);
  }

  return (found) => {
    const like = new Float64Array(examples.length);
    const scores = new Float64Array(classes);
    for (const [hint, value] of vector(found)) {
      for (const [example, weight] of postings.get(hint) ?? []) like[example] = (like[example] ?? 0) + value * weight;
      const sums = whole.get(hint);
      for (let label = 0; sums && label < classes; label++)
        scores[label] = (scores[label] ?? 0) + WHOLE * value * (sums[label] ?? 0);
    }
    const best = Array.from({ length: classes }, () => [0, 0, 0]);
    let first = 0;
    for (let i = 0; i < like.length; i++) {
      const value = like[i] ?? 0;
      if (value > (like[first] ?? 0)) first = i;
      const top = best[examples[i]?.label ?? 0];
      if (!top || value <= (top[2] ?? 0)) continue;
      top[2] = value;
      top.sort((a, b) => b - a);
    }
    const single = (top: number[]) => BEST.reduce((sum, part, i) => sum + part * (top[i] ?? 0), 0);
    return {
      classes: best.map((top, label) => (scores[label] ?? 0) + (1 - WHOLE) * single(top)),
      example: examples[first],
      likeness: like[first] ?? 0,
    };
  };
}
