import type { Passage } from "./passage.ts";

interface Part {
  article: string;
  path: string[];
  start: number;
  end: number;
  lines: { start: number; item?: { depth: number; label: string } }[];
}

/** Up to here a section stays whole, so that its items are read together; an article even longer, since it is one rule. */
const SECTION = 600;
const ARTICLE = 1_200;
/** The aim for pieces of what has no inner structure. */
const PIECE = 800;

/** One article or section as passages: itself, or its pieces at numbered items, else paragraphs, else sentences. */
export function split(raw: string, part: Part): Passage[] {
  const { start, end, article, path } = part;
  const whole = { start, end };
  const isArticle = /^第.+条/.test(article);
  if (end - start <= (isArticle ? ARTICLE : SECTION)) return [{ article, path, start, end, whole }];
  const items = isArticle ? [] : part.lines.filter((line) => line.item);
  const top = Math.min(...items.map((line) => line.item?.depth ?? 9));
  const outer = items.filter((line) => line.item?.depth === top);
  if (outer.length >= 2) {
    const cuts = [{ start, label: "" }, ...outer.map((line) => ({ start: line.start, label: line.item?.label ?? "" }))];
    return cuts
      .filter((one, i) => i > 0 || one.start < (cuts[1]?.start ?? end))
      .map((one, i, all) => ({ ...one, end: all[i + 1]?.start ?? end }))
      .flatMap((one) => pieces(raw, one.start, one.end, []).map((piece) => ({ ...piece, label: one.label })))
      .map((one) => ({ article: `${article}${one.label}`, path, start: one.start, end: one.end, whole }));
  }
  const starts = part.lines.map((line) => line.start);
  return pieces(raw, start, end, starts).map((one) => ({ article, path, ...one, whole }));
}

/** Pieces of about PIECE characters, ended at a paragraph where one is near, else at a sentence, else where it must be. */
function pieces(raw: string, start: number, end: number, paragraphs: number[]): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  let from = start;
  while (end - from > ARTICLE) {
    const paragraph = paragraphs.findLast((at) => at > from && at - from <= ARTICLE);
    const stop = paragraph ?? sentenceEnd(raw, from, from + PIECE, from + ARTICLE);
    out.push(trimmed(raw, from, stop));
    from = stop;
  }
  out.push(trimmed(raw, from, end));
  return out.filter((one) => one.end > one.start);
}

/** Just after the last 。！？；or line break before `most`, looking back no further than halfway to `from`. */
export function sentenceEnd(raw: string, from: number, aim: number, most: number): number {
  for (let at = Math.min(most, raw.length); at > from + (aim - from) / 2; at--) {
    if ("。！？；\n".includes(raw[at - 1] ?? " ")) return at;
  }
  return Math.min(aim, raw.length);
}

function trimmed(raw: string, start: number, end: number): { start: number; end: number } {
  let a = start;
  let b = end;
  while (a < b && (raw[a] ?? "").trim() === "") a++;
  while (b > a && (raw[b - 1] ?? "").trim() === "") b--;
  return { start: a, end: b };
}
