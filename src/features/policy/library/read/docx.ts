/** A Word file as blocks: what stands on the page, in reading order, with the numbers and pages that Word counts. */
import { type Block, matters, type Reading } from "./block.ts";
import { readNumbering } from "./docx-numbers.ts";
import { isHidden, isShaded, level, listOf, readStyles } from "./docx-styles.ts";
import { Fault } from "./fault.ts";
import { child, type Element, eachChild, valOf } from "./xml.ts";

type Parts = Map<string, Uint8Array>;

/** `main`: the name of the part that holds the text. Throws Fault. */
export function readDocx(parts: Parts, main: string): Reading {
  const text = (name: string) => {
    const bytes = parts.get(name);
    return bytes && new TextDecoder("utf-8").decode(bytes);
  };
  const xml = text(main);
  if (!xml) throw new Fault("damaged");
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const style = readStyles(text(`${folder}styles.xml`));
  const numbers = readNumbering(text(`${folder}numbering.xml`));
  const blocks: Block[] = [];
  const seen = { hidden: "", deleted: 0, page: 1, notes: 0 };
  eachChild(xml, "body", (one) => block(one, blocks, false));
  // A file that was never laid out names no pages.
  if (seen.page === 1) for (const one of blocks) delete one.page;
  return {
    blocks,
    flags: matters(seen.hidden) ? ["文件里藏有看不见的文字，已去掉"] : [],
    notes: [
      ...(seen.deleted > 0 ? ["文件带有修订痕迹：删除的文字没有收入，请确认是定稿"] : []),
      ...(seen.notes > 0 ? [`有 ${seen.notes} 条脚注没有收入`] : []),
    ],
    said: {},
  };

  function block(one: Element, out: Block[], shaded: boolean): void {
    if (one.name === "p") paragraph(one, out, shaded);
    else if (one.name === "tbl") table(one, out);
    else if (one.name === "sdt" || one.name === "customXml" || one.name === "ins" || one.name === "sdtContent")
      for (const each of one.children) if (typeof each !== "string") block(each, out, shaded);
  }

  function paragraph(one: Element, out: Block[], shaded: boolean): void {
    const properties = child(one, "pPr");
    const is = style(valOf(properties, "pStyle"));
    const page = seen.page;
    const beside: Element[] = [];
    const words = inline(one, is.hidden, shaded || isShaded(properties), beside);
    const list = listOf(properties) ?? is.list;
    const label = list && words.trim() !== "" ? numbers.next(list.id, list.level) : "";
    const outline = level(valOf(properties, "outlineLvl")) ?? is.outline;
    // A table of contents repeats the headings.
    if (words.trim() !== "" && !/^toc\b/.test(is.name)) {
      const said = `${label}${words.trim()}`;
      if (outline !== undefined || is.name === "title")
        out.push({
          kind: "heading",
          depth: is.name === "title" ? 1 : (outline ?? 0) + 1,
          text: said.replaceAll("\n", " "),
          page,
        });
      else out.push({ kind: "text", text: said, page });
    }
    for (const box of beside) for (const each of box.children) if (typeof each !== "string") block(each, out, false);
  }

  /** The words of a paragraph; text boxes anchored in it are put `beside` it. */
  function inline(of: Element, hidden: boolean, shaded: boolean, beside: Element[]): string {
    let out = "";
    for (const one of of.children) {
      if (typeof one === "string") continue;
      if (one.name === "r") out += run(one, hidden, shaded, beside);
      else if (one.name === "del" || one.name === "moveFrom") seen.deleted++;
      else if (one.name !== "pPr" && one.name !== "oMathPara") out += inline(chosen(one), hidden, shaded, beside);
    }
    return out;
  }

  function run(one: Element, within: boolean, shaded: boolean, beside: Element[]): string {
    const properties = child(one, "rPr");
    const hidden = within || isHidden(properties, shaded) || style(valOf(properties, "rStyle")).hidden;
    let out = "";
    for (const each of one.children) {
      if (typeof each === "string") continue;
      if (each.name === "t") out += each.children.join("");
      else if (each.name === "tab") out += "　";
      else if (each.name === "noBreakHyphen") out += "-";
      else if (each.name === "cr" || (each.name === "br" && each.attributes.type !== "page")) out += "\n";
      else if (each.name === "lastRenderedPageBreak" || each.name === "br") seen.page++;
      else if (each.name === "footnoteReference" || each.name === "endnoteReference") seen.notes++;
      else if (each.name === "AlternateContent" || each.name === "drawing" || each.name === "pict") boxes(each, beside);
    }
    if (!hidden) return out;
    seen.hidden += out;
    return "";
  }

  function table(one: Element, out: Block[]): void {
    const page = seen.page;
    const rows: string[][] = [];
    const above: string[] = [];
    let headed = false;
    let tall = false;
    const cells: Block[][] = [];
    for (const row of named(one, "tr")) {
      if (child(child(row, "trPr"), "tblHeader") && rows.length === 0) headed = true;
      const line: string[] = [];
      for (const cell of named(row, "tc")) {
        const properties = child(cell, "tcPr");
        const inside: Block[] = [];
        for (const each of cell.children) if (typeof each !== "string") block(each, inside, isShaded(properties));
        cells.push(inside);
        tall ||= inside.length > 4;
        const merge = child(properties, "vMerge");
        const words = inside.map((each) => (each.kind === "table" ? each.rows.flat().join(" ") : each.text)).join(" ");
        // A cell merged downwards says the same of each row it spans.
        const goesOn = merge !== undefined && merge.attributes.val !== "restart";
        const said = goesOn ? (above[line.length] ?? "") : words.replace(/\s+/g, " ").trim();
        const span = Math.min(64, Number(valOf(properties, "gridSpan") ?? 1) || 1);
        for (let i = 0; i < span; i++) {
          above[line.length] = said;
          line.push(i === 0 || rows.length === 0 ? said : "");
        }
      }
      if (line.some((each) => each !== "")) rows.push(line);
    }
    // A frame around a text, or a single column, is no table.
    if (tall || Math.max(0, ...rows.map((row) => row.length)) < 2) out.push(...cells.flat());
    else out.push({ kind: "table", rows, headed, page });
  }
}

function* named(of: Element, name: string): Generator<Element> {
  for (const one of of.children) {
    if (typeof one === "string") continue;
    if (one.name === name) yield one;
    else if (one.name === "sdt" || one.name === "sdtContent" || one.name === "ins") yield* named(one, name);
  }
}

/** Of several renderings of one thing, the first. */
function chosen(one: Element): Element {
  return one.name === "AlternateContent" ? (child(one, "Choice") ?? child(one, "Fallback") ?? one) : one;
}

function boxes(one: Element, beside: Element[]): void {
  for (const each of chosen(one).children) {
    if (typeof each === "string") continue;
    if (each.name === "txbxContent") beside.push(each);
    else boxes(each, beside);
  }
}
