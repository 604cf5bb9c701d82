/** One library file to one item. */
import { mark, sha256 } from "./hash.ts";

/** What a file says about itself; every field but title and text may be left out. */
export interface Page {
  id: string;
  title: string;
  text: string;
  minutes: number;
  series: string;
  ord: number;
  slot: string;
  area: string;
  hash: string;
}

const HEAD = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
/** Ids go into buttons and are typed by people: short and plain. */
const PLAIN_ID = /^[a-z0-9][a-z0-9-]{0,27}$/i;

/**
 * Reads front matter (title, id, minutes, series, order, slot, area) and the text below it.
 * Without a title the first heading counts; undefined when there is no title or no text.
 */
export function readPage(content: string, file: string): Page | undefined {
  const head = HEAD.exec(content);
  const fields = new Map<string, string>();
  for (const line of (head?.[1] ?? "").split(/\r?\n/)) {
    const pair = /^([A-Za-z_]+)\s*[:：]\s*(.*?)\s*$/.exec(line);
    if (pair) fields.set((pair[1] ?? "").toLowerCase(), (pair[2] ?? "").replace(/^(["'])(.*)\1$/, "$2"));
  }
  let text = content
    .slice(head?.[0].length ?? 0)
    .replace(/^\uFEFF/, "")
    .trim();
  const heading = /^#{1,3}\s+(.+?)\s*(?:\r?\n|$)/.exec(text);
  const title = (fields.get("title") || heading?.[1] || "").slice(0, 60);
  // The title is said above the text anyway.
  if (heading && heading[1] === title) text = text.slice(heading[0].length).trim();
  if (!title || !text) return undefined;
  const named = fields.get("id") || file.replace(/\.md$/i, "");
  return {
    id: PLAIN_ID.test(named) ? named.toLowerCase() : `f${mark(sha256(named))}`,
    title,
    text,
    minutes: number(fields.get("minutes"), 1, 60) ?? Math.max(1, Math.round(text.length / 300)),
    series: fields.get("series") ?? "",
    ord: number(fields.get("order"), 0, 9999) ?? 0,
    slot: slotOf(fields.get("slot") ?? ""),
    area: fields.get("area") ?? "",
    hash: sha256(content),
  };
}

function number(text: string | undefined, least: number, most: number): number | undefined {
  const n = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isInteger(n) && n >= least && n <= most ? n : undefined;
}

/** "9:05" becomes "09:05"; anything that is no time of day becomes empty: on demand only. */
function slotOf(text: string): string {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.normalize("NFKC"));
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return "";
  return `${(found[1] ?? "").padStart(2, "0")}:${found[2]}`;
}
