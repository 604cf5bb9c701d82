/**
 * Small cells (PRODUCT.md P14): no count under five is shown, and none can be computed from a total that is. Pure.
 *
 * "few": under five, and it may be any number from 0 to 4 for all that is shown. "kept": five or more perhaps, held back so
 * that the total does not give another away.
 */
export type Cell = number | "few" | "kept";

/** A cell below this is not shown. */
export const LEAST = 5;

/**
 * The smallest cell that can be held back with others: with it, whatever the small ones are, each of them may still be any
 * number from 0 to LEAST - 1.
 */
const COVER = 2 * LEAST - 1;

/** The cells as they may be shown beside their total. All "kept" where the total would give one away whatever is held back. */
export function suppress(cells: readonly number[]): { cells: Cell[]; total: Cell } {
  const total = cells.reduce((sum, cell) => sum + cell, 0);
  const shown: Cell[] = cells.map((cell) => (cell < LEAST ? "few" : cell));
  const few = cells.filter((cell) => cell < LEAST);
  if (total < LEAST) return { cells: shown, total: "few" };
  if (few.length === 0) return { cells: shown, total };
  const hidden = few.reduce((sum, cell) => sum + cell, 0);
  // Among themselves they cover each other if each may be 0 with the others making up for it, and as well LEAST - 1.
  if (hidden >= LEAST - 1 && hidden <= (LEAST - 1) * (few.length - 1)) return { cells: shown, total };
  const cover = Math.min(...cells.filter((cell) => cell >= COVER));
  if (!Number.isFinite(cover)) return { cells: cells.map(() => "kept"), total };
  shown[cells.indexOf(cover)] = "kept";
  return { cells: shown, total };
}

/** One share: exact in percent, a bound that says no more than "under five", or nothing. */
export type Share = { is: number } | { least: number } | { most: number } | "few" | "kept";

/**
 * The share of `hits[i]` in `bases[i]`, and of all in all. Hits, misses and bases are tables with totals of their own: a
 * share says exactly what could be said of all three.
 */
export function shares(hits: readonly number[], bases: readonly number[]): { cells: Share[]; total: Share } {
  const [k, m, b] = [suppress(hits), suppress(bases.map((base, i) => base - (hits[i] ?? 0))), suppress(bases)];
  const cells = hits.map((hit, i) => share(hit, bases[i] ?? 0, k.cells[i], m.cells[i], b.cells[i]));
  const sum = (numbers: readonly number[]) => numbers.reduce((a, c) => a + c, 0);
  return { cells, total: share(sum(hits), sum(bases), k.total, m.total, b.total) };
}

function share(hit: number, base: number, k?: Cell, m?: Cell, b?: Cell): Share {
  if (b === "few" || (k === "few" && m === "few")) return "few";
  if (typeof b !== "number" || k === "kept" || m === "kept") return "kept";
  if (m === "few") return { least: Math.floor(((base - LEAST + 1) / base) * 100) };
  if (k === "few") return { most: Math.ceil(((LEAST - 1) / base) * 100) };
  return { is: Math.round((hit / base) * 100) };
}
