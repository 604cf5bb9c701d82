/** Where on a picture: nine words for the thirds, or cells of a finer grid such as "A1-B2". Pure; all in parts of the whole. */

/** From 0 to 1, across and down. */
export interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Columns A–H and rows 1–8: a face across a counter is about one cell, and the letters can still be read on a phone. */
export const CELLS = 8;

const COLUMNS = "ABCDEFGH";
/** How people say the thirds; the longer word first, so that 左上 is not 左 and 上. */
const THIRDS: [RegExp, number, number][] = [
  [/左上角?|top-?left/i, 0, 0],
  [/右上角?|top-?right/i, 2, 0],
  [/左下角?|bottom-?left/i, 0, 2],
  [/右下角?|bottom-?right/i, 2, 2],
  [/正?中间?|中央|cent(?:er|re)/i, 1, 1],
  [/上面?|上边|top/i, 1, 0],
  [/下面?|下边|bottom/i, 1, 2],
  [/左面?|左边|left/i, 0, 1],
  [/右面?|右边|right/i, 2, 1],
];
const WHOLE = /^(全部|整张|全图|all)$/i;
const CELL = /^([A-H])([1-8])(?:[-~到至]([A-H])([1-8]))?$/i;

/** "左上 C3 A1-B2" to parts, in that order; undefined when a word of it is no place on a picture. */
export function partsOf(said: string): Part[] | undefined {
  const words = said
    .normalize("NFKC")
    .replace(/[—–－~至到]/g, "-")
    .replace(/\s*-\s*(?=[A-H][1-8])/gi, "-")
    .split(/[\s,，、;；和与.。]+/)
    .filter(Boolean);
  const parts = words.map(partOf);
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts : undefined;
}

function partOf(word: string): Part | undefined {
  if (WHOLE.test(word)) return { left: 0, top: 0, right: 1, bottom: 1 };
  const cell = CELL.exec(word);
  if (cell) {
    const [, c1 = "", r1 = "", c2 = c1, r2 = r1] = cell;
    const columns = [c1, c2].map((one) => COLUMNS.indexOf(one.toUpperCase()));
    const rows = [r1, r2].map((one) => Number(one) - 1);
    return {
      left: Math.min(...columns) / CELLS,
      top: Math.min(...rows) / CELLS,
      right: (Math.max(...columns) + 1) / CELLS,
      bottom: (Math.max(...rows) + 1) / CELLS,
    };
  }
  const third = THIRDS.find(([pattern]) => pattern.exec(word)?.[0] === word);
  if (!third) return undefined;
  const [, x, y] = third;
  return { left: x / 3, top: y / 3, right: (x + 1) / 3, bottom: (y + 1) / 3 };
}

/** The name of a column, and of a row, counted from 0. */
export function cellName(column: number, row: number): string {
  return `${COLUMNS[column] ?? ""}${row + 1}`;
}
