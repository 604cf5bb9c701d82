/** A web page as blocks: its words in reading order, without what surrounds them or hides in them. */
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { type Block, matters, type Reading } from "./block.ts";
import { Fault } from "./fault.ts";
import { decode } from "./text.ts";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const MOST_DEPTH = 400;
/** Never part of a text: programs, forms, and what stands around it. */
const LEFT_OUT =
  /^(script|style|noscript|template|head|svg|math|iframe|object|form|button|select|textarea|nav|header|footer|aside|dialog)$/;
const APART =
  /^(p|div|section|article|main|li|ul|ol|dl|dt|dd|blockquote|pre|figure|figcaption|address|hr|h[1-6]|table|body|html|center|td|th|tr)$/;
/** Ways to put words where no reader sees them. */
const UNSEEN =
  /display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0+)?\s*(;|$|!)|font-size\s*:\s*[01](\.\d+)?(px|pt|em|rem|%)?\s*(;|$|!)|(left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|(^|[;\s])color\s*:\s*(#fff(fff)?\b|white\b|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255)/i;

export function readHtml(bytes: Uint8Array): Reading {
  const root = parse(decodePage(bytes));
  const blocks: Block[] = [];
  const state = { line: "", hidden: "", styles: "", said: {} as Reading["said"] };
  collect(root, state, 0);
  const unseen = hiddenNames(state.styles);
  walk(root, 0);
  flush();
  return {
    blocks,
    flags: matters(state.hidden) ? ["网页里藏有看不见的文字，已去掉"] : [],
    notes: [],
    said: state.said,
  };

  function flush(): void {
    const text = state.line.replace(/[ \t\r\n]+/g, " ").trim();
    if (text !== "") blocks.push({ kind: "text", text });
    state.line = "";
  }

  function walk(node: Node, depth: number): void {
    if (depth > MOST_DEPTH) throw new Fault("deep");
    if (node.nodeName === "#text" && "value" in node) state.line += node.value;
    if (!("childNodes" in node)) return;
    const name = node.nodeName;
    if (LEFT_OUT.test(name)) return;
    if ("attrs" in node && isUnseen(node, unseen)) {
      state.hidden += wordsOf(node, 0);
      return;
    }
    if (name === "br") flush();
    if (name === "table" && table(node as Element)) return;
    const apart = APART.test(name);
    if (apart) flush();
    const rank = /^h([1-6])$/.exec(name)?.[1];
    if (rank) {
      const text = wordsOf(node, 0).replace(/\s+/g, " ").trim();
      if (text !== "") blocks.push({ kind: "heading", depth: Number(rank), text });
      return;
    }
    for (const one of node.childNodes) walk(one, depth + 1);
    if (apart) flush();
  }

  /** False when it only lays out the page: then its cells are read as text. */
  function table(of: Element): boolean {
    const rows: string[][] = [];
    const down: { said: string; left: number }[] = [];
    let headed = false;
    let long = false;
    for (const row of within(of, "tr", 0)) {
      const line: string[] = [];
      const cells = row.childNodes.filter((one): one is Element => /^t[dh]$/.test(one.nodeName));
      headed ||= rows.length === 0 && cells.length > 0 && cells.every((one) => one.nodeName === "th");
      for (const cell of cells) {
        while ((down[line.length]?.left ?? 0) > 0) carry(line);
        if (isUnseen(cell, unseen)) {
          state.hidden += wordsOf(cell, 0);
          continue;
        }
        long ||= within(cell, "table", 0).next().done === false || [...within(cell, "p", 0)].length > 4;
        const said = wordsOf(cell, 0).replace(/\s+/g, " ").trim();
        down[line.length] = { said, left: span(cell, "rowspan") - 1 };
        line.push(said);
        for (let i = 1; i < span(cell, "colspan"); i++) {
          down[line.length] = { said: "", left: 0 };
          line.push(rows.length === 0 ? said : "");
        }
      }
      while ((down[line.length]?.left ?? 0) > 0) carry(line);
      if (line.some((one) => one !== "")) rows.push(line);
    }
    if (long || Math.max(0, ...rows.map((row) => row.length)) < 2) return false;
    flush();
    blocks.push({ kind: "table", rows, headed });
    return true;

    function carry(line: string[]): void {
      const above = down[line.length];
      if (!above) return;
      above.left--;
      line.push(above.said);
    }
  }

  function wordsOf(node: Node, depth: number): string {
    if (depth > MOST_DEPTH) throw new Fault("deep");
    if (node.nodeName === "#text" && "value" in node) return node.value;
    if (!("childNodes" in node) || LEFT_OUT.test(node.nodeName)) return node.nodeName === "br" ? " " : "";
    const inside = node.childNodes
      .map((one) => {
        if (!("attrs" in one) || !isUnseen(one, unseen)) return wordsOf(one, depth + 1);
        // Asked about something hidden itself, all of it is hidden.
        state.hidden += one === node ? "" : wordsIn(one, depth + 1);
        return "";
      })
      .join("");
    return APART.test(node.nodeName) ? ` ${inside} ` : inside;
  }
}

/** Every word under a node, seen or not. */
function wordsIn(node: Node, depth: number): string {
  if (depth > MOST_DEPTH) throw new Fault("deep");
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map((one) => wordsIn(one, depth + 1)).join("") : "";
}

/** Style sheets, and what the pages of Chinese offices say of themselves in their head. */
function collect(node: Node, into: { styles: string; said: Reading["said"] }, depth: number): void {
  if (depth > MOST_DEPTH) throw new Fault("deep");
  if (!("childNodes" in node)) return;
  if (node.nodeName === "style") into.styles += wordsIn(node, 0).slice(0, 100_000);
  if (node.nodeName === "meta" && "attrs" in node) {
    const name = attribute(node, "name")?.toLowerCase();
    const content = attribute(node, "content")?.trim() ?? "";
    if (content !== "" && name === "articletitle") into.said.title = content;
    if (content !== "" && name === "pubdate") into.said.date = content.slice(0, 10);
    if (content !== "" && name === "contentsource") into.said.issuer = content;
  }
  for (const one of node.childNodes) collect(one, into, depth + 1);
}

/** Classes and ids that a style sheet hides outright. */
function hiddenNames(styles: string): Set<string> {
  const names = new Set<string>();
  for (const [, selectors = "", rules = ""] of styles.matchAll(/([^{}]{1,300})\{([^{}]{0,2000})\}/g)) {
    if (!UNSEEN.test(rules)) continue;
    for (const one of selectors.split(",")) if (/^\s*[.#][\w-]+\s*$/.test(one)) names.add(one.trim());
  }
  return names;
}

function isUnseen(node: Element, names: Set<string>): boolean {
  if (attribute(node, "hidden") !== undefined) return true;
  const style = attribute(node, "style");
  if (style !== undefined && UNSEEN.test(style.slice(0, 2_000)) && !/background/i.test(style)) return true;
  const id = attribute(node, "id");
  if (id !== undefined && names.has(`#${id}`)) return true;
  return (attribute(node, "class") ?? "").split(/\s+/).some((one) => names.has(`.${one}`));
}

function* within(of: Element, name: string, depth: number): Generator<Element> {
  if (depth > MOST_DEPTH) throw new Fault("deep");
  for (const one of of.childNodes) {
    if (!("childNodes" in one)) continue;
    if (one.nodeName === name) yield one as Element;
    else if (one.nodeName !== "table") yield* within(one as Element, name, depth + 1);
  }
}

function span(cell: Element, name: string): number {
  return Math.max(1, Math.min(200, Number(attribute(cell, name)) || 1));
}

function attribute(node: Element, name: string): string | undefined {
  return node.attrs.find((one) => one.name === name)?.value;
}

/** The encoding that the page names, else the one it is in. */
function decodePage(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString("latin1");
  const named = /charset\s*=\s*["']?\s*(gb2312|gbk|gb18030)/i.test(head);
  const text = decode(bytes);
  return named && text.includes("\uFFFD") ? new TextDecoder("gb18030").decode(bytes) : text;
}
