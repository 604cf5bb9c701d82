/** What the benches share when they print: medians and aligned rows. */

/** The middle value, or the mean of the middle two; NaN of nothing. */
export function median(values: number[]): number {
  return percentile(values, 50);
}

/** The value below which `p` per cent lie, drawn linearly between neighbours; NaN of nothing. */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = ((sorted.length - 1) * p) / 100;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** One line of a table: the first cell to the left, the others to the right, each as wide as told. */
export function row(widths: number[], cells: string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(" ");
}
