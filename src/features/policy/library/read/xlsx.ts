/** A workbook as tables: what the sheets show, with dates as days and percentages as percentages. */
import { type CellValue, readXlsx as readWorkbook, type Sheet } from "hucre/xlsx";
import { type Block, matters, type Reading } from "./block.ts";
import { Fault } from "./fault.ts";
import { repack } from "./repack.ts";

const LAST_COLUMN = 16_384;
const LAST_ROW = 1_048_576;
/** Cells of one sheet's rectangle: a list of every rider of a province has fewer. */
const MOST_CELLS = 2_000_000;

export async function readXlsx(parts: Map<string, Uint8Array>): Promise<Reading> {
  for (const [name, bytes] of parts) if (/worksheets\/[^/]+\.xml$/.test(name)) measure(bytes);
  const book = await readWorkbook(repack(parts), { readStyles: true }).catch(() => {
    throw new Fault("damaged");
  });
  const blocks: Block[] = [];
  let hidden = "";
  let empty = 0;
  for (const sheet of book.sheets) {
    if (sheet.hidden || sheet.veryHidden) {
      hidden += sheet.rows
        .flat()
        .filter((one) => typeof one === "string")
        .join(" ");
      continue;
    }
    const seen = grid(sheet);
    hidden += seen.hidden;
    empty += seen.empty;
    blocks.push(...tables(sheet.name, seen.rows, book.sheets.length > 1));
  }
  return {
    blocks,
    flags: [
      ...(matters(hidden) ? ["表格里有隐藏的行、列或工作表，已去掉"] : []),
      ...(empty > 0 ? [`有 ${empty} 个公式没有算出的值`] : []),
    ],
    notes: [],
    said: {},
  };
}

/** Refuses places no sheet has, and rectangles that two far corners span, before anything is laid out (F06). */
function measure(bytes: Uint8Array): void {
  const xml = new TextDecoder("utf-8").decode(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Fault("entity");
  let [widest, lowest] = [0, 0];
  for (const [, letters = "", digits = ""] of xml.matchAll(/\sr="([A-Za-z]{1,9})(\d{1,12})"/g)) {
    let column = 0;
    for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
    widest = Math.max(widest, column);
    lowest = Math.max(lowest, Number(digits));
  }
  if (/\sr="[A-Za-z]{4,}\d|\sr="[A-Za-z]+\d{8,}/.test(xml)) throw new Fault("cells");
  if (widest > LAST_COLUMN || lowest > LAST_ROW || widest * lowest > MOST_CELLS) throw new Fault("cells");
}

function grid(sheet: Sheet): { rows: string[][]; hidden: string; empty: number } {
  let [hidden, empty] = ["", 0];
  const columns = sheet.columns ?? [];
  const values = sheet.rows.map((row, y) =>
    row.map((value, x) => {
      const cell = sheet.cells?.get(`${y},${x}`);
      if (cell?.formula && (cell.formulaResult ?? value ?? null) === null) empty++;
      return show(value, cell?.style?.numFmt ?? "");
    }),
  );
  // Excel shows a merged cell once; each of its rows means it.
  for (const { startRow, startCol, endRow } of sheet.merges ?? []) {
    const said = values[startRow]?.[startCol] ?? "";
    for (const row of values.slice(startRow, endRow + 1)) if (startCol < row.length) row[startCol] = said;
  }
  const rows = values.flatMap((row, y) => {
    if (sheet.rowDefs?.get(y)?.hidden) {
      hidden += row.join(" ");
      return [];
    }
    return [
      row.map((said, x) => {
        if (!columns[x]?.hidden) return said;
        hidden += `${said} `;
        return "";
      }),
    ];
  });
  return { rows, hidden, empty };
}

function show(value: CellValue, format: string): string {
  if (value === null) return "";
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
  }
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") {
    // A cell that shows 5% holds 0.05; floating point leaves a tail that no sheet shows.
    if (/%/.test(format)) return `${Number((value * 100).toPrecision(12))}%`;
    return String(Number(value.toPrecision(15)));
  }
  return value.replace(/\s+/g, " ").trim();
}

/** Lines above the table are its captions; empty lines end a table. */
function tables(name: string, rows: string[][], several: boolean): Block[] {
  const out: Block[] = [];
  if (several && rows.some((row) => row.some((one) => one !== ""))) out.push({ kind: "heading", depth: 1, text: name });
  let open: string[][] = [];
  const close = () => {
    if (open.length > 0) out.push({ kind: "table", rows: open });
    open = [];
  };
  for (const row of rows) {
    const filled = row.filter((one) => one !== "");
    if (filled.length === 0) close();
    else if (new Set(filled).size === 1 && open.length === 0) {
      out.push(
        out.length === 0
          ? { kind: "heading", depth: 1, text: filled[0] ?? "" }
          : { kind: "text", text: filled[0] ?? "" },
      );
    } else open.push(row);
  }
  close();
  return out;
}
