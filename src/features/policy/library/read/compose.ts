/** Blocks to one text that the cutter reads; what is quoted later is cut out of this text, letter by letter. */
import { ROW } from "../row.ts";
import type { Block } from "./block.ts";
import { foldRadicals } from "./radicals.ts";

/** A header cell is a short name. */
const HEADER = 30;

export interface Composed {
  text: string;
  /** Where each page after the first begins, as places in the text: pages[0] is where page 2 begins. */
  pages: number[];
}

export function compose(blocks: Block[]): Composed {
  let text = "";
  const pages: number[] = [];
  for (const block of blocks) {
    while (block.page !== undefined && pages.length < block.page - 1) pages.push(text.length);
    for (const line of linesOf(block)) text += `${line}\n\n`;
  }
  return { text: text.trimEnd(), pages };
}

function linesOf(block: Block): string[] {
  if (block.kind === "table") return rows(block).map((row) => `${ROW}${clean(row)}`);
  const text = clean(block.text);
  if (block.kind === "heading")
    return text === "" ? [] : [`${"#".repeat(Math.min(6, block.depth))} ${text.replaceAll("\n", " ")}`];
  // Signs that Markdown would read as something else are shown wide.
  return text
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^[#>]/, (sign) => (sign === "#" ? "＃" : "＞"))
        .replace(/^(-{3,}|\*{3,}|_{3,})$/, ""),
    )
    .filter((line) => line !== "");
}

/** Each row says its header's names: "站点：幸福路；电话：0558-1234567". */
function rows({ rows, headed }: Block & { kind: "table" }): string[] {
  const [first = [], ...others] = rows;
  const names = headed || looksLikeHeader(first, others) ? first.map((one) => one.replace(/[:：]$/, "")) : undefined;
  const body = names && others.length > 0 ? others : rows;
  const said = body === others ? names : undefined;
  return body.map((row) =>
    row
      .map((cell, i) => (cell === "" ? "" : said?.[i] ? `${said[i]}：${cell}` : cell))
      .filter((one) => one !== "")
      .join("；"),
  );
}

function looksLikeHeader(first: string[], others: string[][]): boolean {
  const filled = first.filter((one) => one !== "");
  if (others.length === 0 || filled.length < 2 || filled.length < first.length - 1) return false;
  return filled.every((one) => one.length <= HEADER && !/^[\d.,%¥￥-]+$/.test(one) && !/[。；]/.test(one));
}

/** Invisible signs go; what a converter leaves between letters would hide words from a search. */
function clean(text: string): string {
  return foldRadicals(text)
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, "")
    .replace(/[\u00A0\u2000-\u200A\u202F]/g, " ")
    .replace(/[^\P{Cc}\n]/gu, "")
    .trim();
}
