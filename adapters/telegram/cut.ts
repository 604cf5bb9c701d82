/** A long text in several messages, cut where a reader would pause and never inside a character. */
import { type Span, trimmed } from "./span.ts";

/** Places to cut, best first: after a paragraph, a line, a sentence, a word. */
const BREAKS = [/\n\n/g, /\n/g, /[。！？!?；;…]+[”’」』）)]*/g, /[，,、\s]/g];

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Pieces of at most `limit` UTF-16 units of visible text each. */
export function cut(spans: readonly Span[], limit: number): Span[][] {
  const pieces: Span[][] = [];
  const text = spans.map((span) => span.text).join("");
  for (let from = 0; from < text.length; ) {
    const to = text.length - from <= limit ? text.length : from + place(text.slice(from, from + limit + 2), limit);
    const piece = trimmed(between(spans, from, to));
    if (piece.length > 0) pieces.push(piece);
    from = to;
  }
  return pieces;
}

/** How many units of the window go into this piece. A break in the first third is no good: the piece would be a stub. */
function place(window: string, limit: number): number {
  for (const pattern of BREAKS) {
    const ends = [...window.matchAll(pattern)].map((hit) => hit.index + hit[0].length).filter((end) => end <= limit);
    const last = ends.at(-1);
    if (last !== undefined && last > limit / 3) return last;
  }
  let end = 0;
  // The two units after the limit are looked at too: they may belong to the last character.
  for (const { index } of graphemes.segment(window)) if (index <= limit) end = index;
  if (end > 0) return end;
  const low = window.charCodeAt(limit); // one "character" longer than a message: at least no half of a pair
  return low >= 0xdc00 && low <= 0xdfff ? limit - 1 : limit;
}

function between(spans: readonly Span[], from: number, to: number): Span[] {
  let at = 0;
  const out: Span[] = [];
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text) out.push({ ...span, text });
    at += span.text.length;
  }
  return out;
}
