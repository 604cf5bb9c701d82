/** As much XML as office files need. No entities but the five and numbers, no DTD: what is not read cannot explode. */
import { Fault } from "./fault.ts";

export interface Element {
  /** Without its prefix: "p" for "w:p". */
  name: string;
  /** Likewise: "val" for "w:val". */
  attributes: Record<string, string>;
  /** Words stand as strings between the elements. */
  children: (Element | string)[];
}

const MOST_DEPTH = 200;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[^>]*\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Hands over the children of the first element called `parent`, one complete child at a time, so that a long document
 * is never in memory as a tree. Throws Fault for what is no XML.
 */
export function eachChild(xml: string, parent: string, each: (child: Element) => void): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Fault("entity");
  const open: Element[] = [];
  let inside = -1;
  for (let at = 0; at < xml.length; ) {
    const less = xml.indexOf("<", at);
    const words = xml.slice(at, less < 0 ? xml.length : less);
    if (words !== "" && inside >= 0 && open.length > inside + 1) open.at(-1)?.children.push(decoded(words));
    if (less < 0) break;
    TOKEN.lastIndex = less;
    const token = TOKEN.exec(xml);
    if (!token) throw new Fault("damaged");
    at = TOKEN.lastIndex;
    const [, data, closes, opens, rest = ""] = token;
    if (data !== undefined && open.length > inside + 1) open.at(-1)?.children.push(data);
    if (opens !== undefined) {
      const element: Element = { name: bare(opens), attributes: attributes(rest), children: [] };
      const above = open.at(-1);
      if (inside >= 0 && open.length > inside + 1) above?.children.push(element);
      open.push(element);
      if (open.length > MOST_DEPTH) throw new Fault("deep");
      if (inside < 0 && element.name === parent) inside = open.length - 1;
      if (rest.endsWith("/")) at = close(element.name, at);
    } else if (closes !== undefined) at = close(bare(closes), at);
  }
  if (open.length > 0 && inside >= 0) throw new Fault("damaged");

  /** Returns where to go on: at the end of the text once the parent is closed. */
  function close(name: string, next: number): number {
    const element = open.pop();
    if (element?.name !== name) throw new Fault("damaged");
    if (inside >= 0 && open.length === inside + 1) each(element);
    if (open.length !== inside) return next;
    open.length = 0;
    return xml.length;
  }
}

/** The first child of that name. */
export function child(of: Element | undefined, name: string): Element | undefined {
  return of?.children.find((one): one is Element => typeof one !== "string" && one.name === name);
}

/** The `val` of the first child of that name; undefined when there is no such child, "" when it says nothing. */
export function valOf(of: Element | undefined, name: string): string | undefined {
  const found = child(of, name);
  return found && (found.attributes.val ?? "");
}

function bare(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributes(text: string): Record<string, string> {
  // No prototype: an attribute may be called __proto__.
  const found: Record<string, string> = Object.create(null);
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE))
    found[bare(name)] ??= decoded(double ?? single ?? "");
  return found;
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  });
}
