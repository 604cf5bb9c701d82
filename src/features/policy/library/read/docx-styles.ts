/** What a Word style says about its paragraphs and runs, with what it inherits. */
import { child, type Element, eachChild, valOf } from "./xml.ts";

export interface Style {
  name: string;
  /** 0 for a heading of the first rank. */
  outline?: number;
  list?: { id: string; level: number };
  hidden: boolean;
}

const PLAIN: Style = { name: "", hidden: false };

export function readStyles(xml: string | undefined): (id: string | undefined) => Style {
  const found = new Map<string, { own: Element; base: string | undefined }>();
  if (xml) {
    eachChild(xml, "styles", (one) => {
      if (one.name === "style") found.set(one.attributes.styleId ?? "", { own: one, base: valOf(one, "basedOn") });
    });
  }
  const known = new Map<string, Style>();
  const look = (id: string | undefined, depth: number): Style => {
    const style = id === undefined ? undefined : found.get(id);
    if (id === undefined || !style || depth > 20) return PLAIN;
    const seen = known.get(id);
    if (seen) return seen;
    const base = look(style.base, depth + 1);
    const name = (valOf(style.own, "name") ?? "").toLowerCase();
    const paragraph = child(style.own, "pPr");
    const named = /^heading ([1-9])$/.exec(name)?.[1];
    const outline = level(valOf(paragraph, "outlineLvl")) ?? (named ? Number(named) - 1 : base.outline);
    const list = listOf(paragraph) ?? base.list;
    const whole: Style = {
      name,
      hidden: base.hidden || isHidden(child(style.own, "rPr")),
      ...(outline === undefined ? {} : { outline }),
      ...(list === undefined ? {} : { list }),
    };
    known.set(id, whole);
    return whole;
  };
  return (id) => look(id, 0);
}

/** 9 means body text. */
export function level(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-8]$/.test(text) ? Number(text) : undefined;
}

/** The list that a paragraph's properties name; "0" takes it out of any. */
export function listOf(properties: Element | undefined): Style["list"] | undefined {
  const numbers = child(properties, "numPr");
  const id = valOf(numbers, "numId");
  return id === undefined ? undefined : { id, level: Number(valOf(numbers, "ilvl") ?? 0) };
}

/** Words that a reader of the printed page would not see: marked hidden, white on white, or two points high. */
export function isHidden(run: Element | undefined, shaded = false): boolean {
  if (!run) return false;
  const vanish = valOf(run, "vanish");
  if (vanish !== undefined && !/^(0|false|off)$/.test(vanish)) return true;
  if (Number(valOf(run, "sz") ?? 20) <= 4) return true;
  const white = /^(fff[0-9a-f]){2}$|^f[a-f]f[a-f]f[a-f]$/i.test(valOf(run, "color") ?? "");
  return white && !shaded && !isShaded(run);
}

/** On a coloured ground white letters are what everybody reads. */
export function isShaded(properties: Element | undefined): boolean {
  const fill = child(properties, "shd")?.attributes.fill ?? "";
  const marked = valOf(properties, "highlight");
  return (
    (fill !== "" && !/^(auto|f{6})$/i.test(fill)) || (marked !== undefined && marked !== "white" && marked !== "none")
  );
}
