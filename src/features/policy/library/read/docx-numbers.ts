/**
 * The numbers that Word counts by itself. Many offices let it write "第%1条": without counting them the articles of such
 * a text would have no numbers, and a citation would name the wrong one.
 */
import { writeNumeral } from "../numerals.ts";
import { child, type Element, eachChild, valOf } from "./xml.ts";

interface Level {
  start: number;
  format: string;
  text: string;
}

export interface Numbering {
  /** The label of the next paragraph in list `id` at `level`, with its gap; "" for bullets and unknown lists. */
  next(id: string, level: number): string;
}

const ROMAN: [number, string][] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

export function readNumbering(xml: string | undefined): Numbering {
  const lists = new Map<string, Map<number, Level>>();
  const used = new Map<string, { list: string; starts: Map<number, number> }>();
  if (xml) {
    eachChild(xml, "numbering", (one) => {
      if (one.name === "abstractNum") lists.set(one.attributes.abstractNumId ?? "", levels(one));
      if (one.name === "num")
        used.set(one.attributes.numId ?? "", { list: valOf(one, "abstractNumId") ?? "", starts: starts(one) });
    });
  }
  // Lists that share a definition share their counters, unless one starts afresh.
  const counters = new Map<string, number[]>();
  return {
    next(id, level) {
      const use = used.get(id);
      const list = use && lists.get(use.list);
      const mine = list?.get(level);
      if (!use || !list || !mine) return "";
      const key = use.starts.size > 0 ? `${use.list} ${id}` : use.list;
      const counts = counters.get(key) ?? [];
      counters.set(key, counts);
      counts[level] = (counts[level] ?? (use.starts.get(level) ?? mine.start) - 1) + 1;
      counts.length = level + 1;
      if (mine.format === "bullet" || mine.format === "none") return "";
      const label = mine.text.replace(/%(\d)/g, (_, digit) => {
        const at = Number(digit) - 1;
        const of = list.get(at);
        return of ? written(counts[at] ?? of.start, of.format) : "";
      });
      return label === "" ? "" : `${label}${/[、.．）)]$/.test(label) ? "" : "　"}`;
    },
  };
}

function levels(list: Element): Map<number, Level> {
  const found = new Map<number, Level>();
  for (const one of list.children) {
    if (typeof one === "string" || one.name !== "lvl") continue;
    found.set(Number(one.attributes.ilvl ?? 0), {
      start: Number(valOf(one, "start") ?? 1),
      format: valOf(one, "numFmt") ?? "decimal",
      text: valOf(one, "lvlText") ?? "",
    });
  }
  return found;
}

function starts(use: Element): Map<number, number> {
  const found = new Map<number, number>();
  for (const one of use.children) {
    if (typeof one === "string" || one.name !== "lvlOverride") continue;
    const start = valOf(child(one, "lvl"), "start") ?? valOf(one, "startOverride");
    if (start) found.set(Number(one.attributes.ilvl ?? 0), Number(start));
  }
  return found;
}

function written(n: number, format: string): string {
  if (/chinese|japanese|taiwanese|korean|ideograph/i.test(format)) return writeNumeral(n);
  if (/letter/i.test(format)) return cased(String.fromCharCode(97 + ((n - 1) % 26)), format);
  if (/roman/i.test(format)) return cased(roman(n), format);
  if (/circle/i.test(format) && n <= 20) return String.fromCharCode(0x2460 + n - 1);
  return String(n);
}

function cased(text: string, format: string): string {
  return format.startsWith("upper") ? text.toUpperCase() : text;
}

function roman(n: number): string {
  let out = "";
  let left = Math.min(n, 3_999);
  for (const [value, sign] of ROMAN) {
    while (left >= value) {
      out += sign;
      left -= value;
    }
  }
  return out;
}
