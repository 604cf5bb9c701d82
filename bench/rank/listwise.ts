/** One question's candidates: `rows` of `width` figures each, one after another, and which of them answer it. */
export interface List {
  rows: Float32Array;
  right: Uint8Array;
}

/**
 * Weights w that minimise the listwise cross-entropy −Σ ln softmax(w·x) of the right candidates (Cao et al. 2007, ListNet's
 * top-one form), plus l2/2·|w|² over standardised figures; by Adam. Returned for the figures as they are.
 */
export function fitLists(lists: List[], width: number, l2 = 0.01, rounds = 150, rate = 0.1): number[] {
  const useful = lists.filter(({ right }) => right.some((one) => one === 1));
  const mean = new Float64Array(width);
  const spread = new Float64Array(width);
  let n = 0;
  for (const { rows } of useful) {
    n += rows.length / width;
    for (let i = 0; i < rows.length; i++) {
      const x = rows[i] as number;
      mean[i % width] = (mean[i % width] as number) + x;
      spread[i % width] = (spread[i % width] as number) + x * x;
    }
  }
  for (let j = 0; j < width; j++) {
    mean[j] = (mean[j] as number) / n;
    spread[j] = Math.sqrt(Math.max(0, (spread[j] as number) / n - (mean[j] as number) ** 2)) + 1e-6;
  }
  const scaled = useful.map(({ rows, right }) => ({
    rows: rows.map((x, i) => (x - (mean[i % width] as number)) / (spread[i % width] as number)),
    right,
    answers: right.reduce((sum, one) => sum + one, 0),
  }));
  const w = new Float64Array(width);
  const pull = new Float64Array(width);
  const swing = new Float64Array(width);
  for (let round = 1; round <= rounds; round++) {
    const slope = new Float64Array(width);
    for (const { rows, right, answers } of scaled) {
      const chances = softmax(dots(rows, w));
      for (let i = 0; i < chances.length; i++) {
        const off = (chances[i] as number) - (right[i] as number) / answers;
        if (Math.abs(off) < 1e-7) continue;
        for (let j = 0; j < width; j++) slope[j] = (slope[j] as number) + off * (rows[i * width + j] as number);
      }
    }
    for (let j = 0; j < width; j++) {
      const g = (slope[j] as number) / scaled.length + l2 * (w[j] as number);
      pull[j] = 0.9 * (pull[j] as number) + 0.1 * g;
      swing[j] = 0.999 * (swing[j] as number) + 0.001 * g * g;
      const step = (pull[j] as number) / (1 - 0.9 ** round);
      w[j] = (w[j] as number) - (rate * step) / (Math.sqrt((swing[j] as number) / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return Array.from(w, (one, j) => one / (spread[j] as number));
}

/** w·x of every row. */
export function dots(rows: Float32Array, w: ArrayLike<number>): Float64Array {
  const width = w.length;
  const out = new Float64Array(rows.length / width);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += (rows[i * width + j] as number) * (w[j] as number);
    out[i] = sum;
  }
  return out;
}

function softmax(values: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const one of values) if (one > most) most = one;
  let sum = 0;
  const out = values.map((one) => {
    const e = Math.exp(one - most);
    sum += e;
    return e;
  });
  return out.map((one) => one / sum);
}
