/** 看全文: the articles that were cut short, whole, in as many messages as they take. */
import type { Answer, Turn } from "#bot";
import { aloud, type Room } from "./hear.ts";
import { sentenceEnd } from "./library/split.ts";
import { recall } from "./quoted.ts";

/** Fits into one message on every platform. */
const PIECE = 1_000;
/** More would bury a group; staff have the document. */
const MOST = 5;

export async function showWhole(room: Room, turn: Turn): Promise<Answer> {
  const { w } = room;
  const { entries, gone } = await recall(room, turn);
  const cut = entries.filter((one) => one.cut);
  if (cut.length === 0) return aloud(turn, { text: gone ? w.wholeGone : w.nothingWhole });
  const pieces = cut.flatMap(({ document, passage }) => {
    const parts = divide(document.raw.slice(passage.whole.start, passage.whole.end));
    return parts.map((text, i) => (i === 0 ? `${w.wholeOf(document.front.title, passage.article)}\n${text}` : text));
  });
  const shown = pieces.slice(0, MOST);
  return [...shown, ...(pieces.length > MOST ? [w.wholeMore] : [])].map((text) => ({ text }));
}

/** Pieces that, put together, are the text again, letter by letter but for the gaps between them. */
export function divide(text: string): string[] {
  const out: string[] = [];
  for (let from = 0; from < text.length; ) {
    const to = text.length - from <= PIECE ? text.length : sentenceEnd(text, from, from + PIECE, from + PIECE);
    out.push(text.slice(from, to).trim());
    from = to;
  }
  return out.filter((piece) => piece !== "");
}
