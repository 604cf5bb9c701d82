/** Printed lines back to paragraphs: a line that was only broken because the page ended there goes on in the next. */
import { readLine } from "../headings.ts";
import type { Block } from "./block.ts";
import type { Line } from "./pdf-lines.ts";

/** How much larger than the body a heading is printed. */
const LARGER = 1.15;

export function paragraphsOf(lines: Line[]): Block[] {
  const body = common(
    lines.map((line) => Math.round(line.size * 2) / 2),
    (_, i) => lines[i]?.text.length ?? 0,
  );
  const text = lines.filter((line) => line.size < body * LARGER);
  const left = Math.min(...text.map((line) => Math.round(line.x)));
  const right = common(
    text.map((line) => Math.round(line.right)),
    () => 1,
  );
  const pitch = common(
    text.flatMap((line, i) => {
      const before = text[i - 1];
      return before && before.page === line.page && before.y > line.y ? [Math.round(before.y - line.y)] : [];
    }),
    () => 1,
  );
  const blocks: Block[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const large = line.size >= body * LARGER && line.text.trim().length <= 60;
    const last = blocks.at(-1);
    const words = line.text.trim();
    if (large) {
      // A title of two printed lines is one title.
      const same =
        before &&
        before.page === line.page &&
        Math.abs(before.size - line.size) < 0.5 &&
        before.y - line.y < 2.2 * line.size;
      if (last?.kind === "heading" && same) last.text += words;
      else blocks.push({ kind: "heading", depth: line.size >= body * 1.4 ? 1 : 2, text: words, page: line.page });
    } else if (last?.kind === "text" && before && before.size < body * LARGER && goesOn(before, line)) {
      last.text += `${/[A-Za-z0-9,;]$/.test(last.text) && /^[A-Za-z0-9]/.test(words) ? " " : ""}${words}`;
    } else blocks.push({ kind: "text", text: words, page: line.page });
    before = line;
  }
  return blocks;

  function goesOn(first: Line, second: Line): boolean {
    const size = Math.max(first.size, second.size);
    // It stopped short of the edge, or the next one stands back from it: a paragraph ended.
    if (first.right < right - 2.5 * size || second.x > left + 1.2 * size) return false;
    if (first.page === second.page && pitch > 0 && first.y - second.y > 1.35 * pitch) return false;
    // Where first lines stand back, one that does not goes on, even if it begins with 第十条.
    const standsBack = text.some((line) => line.x > left + 1.2 * size && line.x < left + 3 * size);
    if (standsBack) return true;
    if (/[。！？；：]$/.test(first.text.trim())) return false;
    return (
      !["heading", "unit", "article", "item"].includes(readLine(second.text.trim(), 0).kind) ||
      !/[。；：]/.test(first.text.slice(-1))
    );
  }
}

/** The value with the most weight. */
function common(values: number[], weight: (value: number, i: number) => number): number {
  const sums = new Map<number, number>();
  for (const [i, value] of values.entries()) sums.set(value, (sums.get(value) ?? 0) + weight(value, i));
  let [best, most] = [0, -1];
  for (const [value, sum] of sums) if (sum > most) [best, most] = [value, sum];
  return best;
}
