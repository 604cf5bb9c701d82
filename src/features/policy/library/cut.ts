import { type Line, readLine } from "./headings.ts";
import type { Passage } from "./passage.ts";
import { split } from "./split.ts";

interface Open {
  article: string;
  path: string[];
  start: number;
  end: number;
  /** Where each of its lines begins, and which of them are numbered items. */
  lines: { start: number; item?: { depth: number; label: string } }[];
}

/**
 * Cuts a text by its own structure: one passage an article, else one a section; long ones at their items, paragraphs or
 * sentences. Nothing between the first and the last passage is lost but headings, rules and block quotes before a text.
 * `from` is where the text begins (after the front matter); `title` is not repeated in the path.
 */
export function cut(raw: string, from = 0, title = ""): Passage[] {
  const done: Open[] = [];
  const path: { depth: number; label: string }[] = [];
  let open: Open | undefined;
  let before = 0;
  let row = 0;
  const close = () => {
    if (open && open.end > open.start) done.push(open);
    open = undefined;
  };
  const begin = (article: string, start: number) => {
    const labels = path.map((one) => one.label);
    // A section is named by its own heading, which then is no path above it.
    const own = article === "" ? labels.pop() : article;
    open = { article: own ?? "", path: labels, start, end: start, lines: [] };
  };
  for (let at = from; at < raw.length; ) {
    const next = raw.indexOf("\n", at);
    const end = next < 0 ? raw.length : next;
    const text = raw.slice(at, end).trimEnd();
    const line = readLine(text, before);
    const start = at + (text.length - text.trimStart().length);
    if (line.kind === "heading" || line.kind === "unit") {
      close();
      enter(path, line, title);
      row = 0;
    } else if (line.kind === "row") {
      // A table's row stands for itself, with its headers' names; an article that holds a table keeps it whole.
      if (open && /^第.+条/.test(open.article)) extend(open, start, at + text.length, line);
      else {
        close();
        begin("", start + line.rest);
        if (open) named(open, ++row);
        extend(open, start + line.rest, at + text.length, line);
        close();
      }
    } else if (line.kind === "article") {
      close();
      before = line.number;
      begin(line.label, at + line.rest);
      if (line.rest < text.length) extend(open, at + line.rest, at + text.length, line);
    } else if (line.kind !== "blank" && !(line.kind === "note" && !open)) {
      if (!open) begin("", start);
      extend(open, start, at + text.length, line);
    }
    at = end + 1;
  }
  close();
  // Words between the title and the first article (who passed it and when) or a table of contents are no rule.
  const hasArticles = before > 0;
  const first = done.findIndex((one) => /^第.+条/.test(one.article));
  return name(hasArticles ? done.slice(first) : done).flatMap((one) => split(raw, one));
}

function extend(open: Open | undefined, start: number, end: number, line: Line): void {
  if (!open) return;
  // An article whose label stands alone on its line begins with the next one.
  if (open.lines.length === 0) open.start = start;
  open.end = end;
  open.lines.push(line.kind === "item" ? { start, item: line } : { start });
}

/** Headings end those of their depth and below; chapters end chapters, and stand below headings. */
function enter(
  path: { depth: number; label: string }[],
  line: { kind: string; depth: number; label: string },
  title: string,
): void {
  const depth = line.kind === "unit" ? 10 + line.depth : line.depth;
  while ((path.at(-1)?.depth ?? 0) >= depth) path.pop();
  if (line.label !== title) path.push({ depth, label: line.label });
}

/** "收费标准 第3行". */
function named(part: Open, row: number): void {
  part.article = `${part.article}${part.article === "" ? "" : " "}第${row}行`;
}

/** Sections without any heading are counted, so that each can be named. */
function name(parts: Open[]): Open[] {
  return parts.map((one, i) => (one.article === "" ? { ...one, article: `第${i + 1}段` } : one));
}
