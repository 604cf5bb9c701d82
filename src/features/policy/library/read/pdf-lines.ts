/** Runs to lines, and what stands on every page (running heads, page numbers) taken off. */
import type { Run } from "./pdf-page.ts";

export interface Line {
  text: string;
  page: number;
  x: number;
  right: number;
  y: number;
  size: number;
  /** 0 at the top of the page, 1 at the bottom. */
  down: number;
}

/** Running heads and page numbers stand in the outer eighth. */
const MARGIN = 0.125;
const PAGE_NUMBER =
  /^[-—–―·•\s]*(第\s*)?[\dⅠ-Ⅻivxlc]{1,5}(\s*页)?(\s*[/，,]?\s*(共|of)?\s*\d{1,5}(\s*页)?)?[-—–―·•\s]*$/i;

/** Lines in the order they were drawn, which is the order they are read in. */
export function linesOf(runs: Run[], page: number, bottom: number, height: number): Line[] {
  const lines: Line[] = [];
  for (const run of runs) {
    const last = lines.at(-1);
    const size = Math.max(run.size, 1);
    if (last && Math.abs(last.y - run.y) <= 0.45 * Math.max(size, last.size) && run.x >= last.right - size) {
      last.text += `${gap(last, run)}${run.text}`;
      last.right = Math.max(last.right, run.x + run.width);
      if (run.text.trim().length > 1) last.size = Math.max(last.size, size);
    } else if (run.text.trim() !== "" || last) {
      const down = 1 - (run.y - bottom) / Math.max(1, height);
      lines.push({ text: run.text, page, x: run.x, right: run.x + run.width, y: run.y, size, down });
    }
  }
  return lines.filter((line) => line.text.trim() !== "");
}

/** Columns of a table stand apart; Latin words take a space; Han characters none. */
function gap(line: Line, run: Run): string {
  const wide = run.x - line.right;
  if (/\s$/.test(line.text) || /^\s/.test(run.text)) return "";
  if (wide > 0.8 * run.size) return "　";
  return wide > 0.15 * run.size && /[\w.,;:)]$/.test(line.text) && /^[\w(]/.test(run.text) ? " " : "";
}

/**
 * Without running heads and page numbers. `pages`: how many there are. Only what stands apart from the body can be one of
 * them: a rule that happens to be repeated at the top of several pages must not be lost.
 */
export function withoutFurniture(lines: Line[], pages: number): Line[] {
  const apart = new Set([...Map.groupBy(lines, (line) => line.page).values()].flatMap(edges));
  const seen = new Map<string, Set<number>>();
  const key = (line: Line) =>
    `${line.down < 0.5 ? "top" : "end"} ${line.text.replace(/\d+/g, "#").replace(/\s+/g, "")}`;
  for (const line of apart) {
    const on = seen.get(key(line)) ?? new Set();
    seen.set(key(line), on.add(line.page));
  }
  // Odd and even pages may have different heads, so a third of the pages is enough; a single page has none.
  const enough = Math.max(2, Math.ceil(pages / 3));
  return lines.filter(
    (line) => !apart.has(line) || !(PAGE_NUMBER.test(line.text.trim()) || (seen.get(key(line))?.size ?? 0) >= enough),
  );
}

/** At most three lines at the top of a page and three at its end, set off from the rest by a gap. */
function edges(page: Line[]): Line[] {
  const order = page.toSorted((a, b) => b.y - a.y);
  const gaps = order.slice(1).map((line, i) => (order[i]?.y ?? 0) - line.y);
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const wide = (gap: number | undefined) => gap !== undefined && gap > 1.4 * Math.max(usual, 1);
  const top = gaps.findIndex(wide);
  const end = gaps.findLastIndex(wide);
  const outer = (line: Line) => line.down < MARGIN || line.down > 1 - MARGIN;
  // A page with nothing but its number has no gap to tell by.
  if (order.length <= 2) return order.filter(outer);
  return [
    ...(top >= 0 && top < 3 ? order.slice(0, top + 1) : []),
    ...(end >= order.length - 4 ? order.slice(end + 1) : []),
  ].filter(outer);
}
