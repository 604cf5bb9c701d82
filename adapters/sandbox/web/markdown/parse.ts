/** The little Markdown that the bot speaks, as plain data: no HTML ever comes in, so none can come out. */
import { type Inline, parseInline } from "./inline.ts";

export type Block =
  | { kind: "heading" | "paragraph"; lines: Inline[][] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; start: number | undefined; items: Inline[][][] }
  | { kind: "rule" };

const ITEM = /^\s{0,3}(?:[-*+•]|(\d{1,3})[.)、])\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;

/** Line breaks are kept as they are: in a chat a new line means a new line. */
export function parse(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const taken = take(lines, at, (each) => kindOf(each) === kindOf(line));
    const kind = kindOf(line);
    if (kind === "rule") blocks.push({ kind });
    else if (kind === "heading") blocks.push({ kind, lines: [parseInline(HEADING.exec(line)?.[1] ?? "")] });
    else if (kind === "quote") {
      blocks.push({ kind, blocks: parse(taken.map((each) => each.replace(/^\s{0,3}>\s?/, "")).join("\n")) });
      at += taken.length;
      continue;
    } else if (kind === "item") {
      const { list, length } = readList(lines, at);
      blocks.push(list);
      at += length;
      continue;
    } else if (kind === "text") {
      blocks.push({ kind: "paragraph", lines: taken.map((each) => parseInline(each.trimEnd())) });
      at += taken.length;
      continue;
    }
    at += 1;
  }
  return blocks;
}

function kindOf(line: string): "blank" | "rule" | "heading" | "quote" | "item" | "text" {
  if (!line.trim()) return "blank";
  if (/^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(line)) return "rule";
  if (HEADING.test(line)) return "heading";
  if (/^\s{0,3}>/.test(line)) return "quote";
  return ITEM.test(line) ? "item" : "text";
}

function take(lines: string[], from: number, fits: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, at) => at > from && !fits(line));
  return lines.slice(from, end < 0 ? lines.length : end);
}

/** Items of one sort; an indented line goes on with the item above it. */
function readList(lines: string[], from: number): { list: Block; length: number } {
  const first = ITEM.exec(lines[from] ?? "");
  const numbered = first?.[1] !== undefined;
  const items: Inline[][][] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const item = ITEM.exec(line);
    if (item && (item[1] !== undefined) === numbered) items.push([parseInline(item[2] ?? "")]);
    else if (!item && /^\s{2,}\S/.test(line)) items.at(-1)?.push(parseInline(line.trim()));
    else break;
  }
  return { list: { kind: "list", start: numbered ? Number(first?.[1]) : undefined, items }, length: at - from };
}
