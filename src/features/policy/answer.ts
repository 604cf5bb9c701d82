/** The answer to a question, whoever words it. Today it is always the documents' own words. */
import { sentenceEnd } from "./library/split.ts";
import type { Found, Outcome } from "./seek.ts";

/** The figures that `yizhan ask --json` prints; other programs rely on the keys. */
export interface Answered {
  status: "answered" | "partial" | "passages" | "refused";
  /** What a model arranged, each sentence with its checked quotes; none without one. */
  sentences: { text: string; cites: { passage: number; quote: string }[] }[];
  passages: {
    title: string;
    article: string;
    number: string;
    effective: string | null;
    repealed: string | null;
    text: string;
    score: number;
  }[];
  source: "faq" | "extract" | "model";
}

/** A passage as it is shown: its text up to the cut, letter by letter. */
export interface Quote extends Found {
  text: string;
  cut: boolean;
}

/** Three of these, their headings and the buttons fit into one message everywhere. */
const SHOWN = 300;

/**
 * Extraction: what was found, untouched. A model that arranges and an editor's own answers (FAQ) come in here, each
 * returning the same shape; whatever they cannot prove from `outcome` falls back to this.
 */
export function extract(outcome: Outcome): Answered {
  return {
    status: outcome.passages.length > 0 ? "passages" : "refused",
    sentences: [],
    passages: outcome.passages.map(({ document, passage, score }) => ({
      title: document.front.title,
      article: passage.article,
      number: document.front.number,
      effective: document.front.effective ?? null,
      repealed: document.front.repealed ?? null,
      text: document.raw.slice(passage.start, passage.end),
      score: Math.round(score * 10_000) / 10_000,
    })),
    source: "extract",
  };
}

/** Cuts a long passage at a sentence; what is left is a beginning of the text as it stands in the file. */
export function quote(found: Found): Quote {
  const { document, passage } = found;
  const { start, end, whole } = passage;
  const partial = whole.start < start || whole.end > end;
  if (end - start <= SHOWN) return { ...found, text: document.raw.slice(start, end), cut: partial };
  const stop = sentenceEnd(document.raw, start, start + SHOWN, start + SHOWN);
  return { ...found, text: document.raw.slice(start, stop).trimEnd(), cut: true };
}
