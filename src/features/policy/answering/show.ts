/** What is said for a reckoning, what is remembered of it, and the same as data. */
import type { Button } from "#bot";
import { type Answered, extract } from "../answer.ts";
import { render, source } from "../render.ts";
import type { Found } from "../seek.ts";
import type { AnswerWords } from "../words-answers.ts";
import type { Words } from "../zh.ts";
import { COMMON } from "./faq-store.ts";
import type { Reckoning } from "./reckon.ts";
import type { Proof, Proved } from "./verify.ts";

export interface Shown {
  text: string;
  buttons: Button[];
  /** Passages that were quoted: for 看全文, 有用 and 没用. */
  quoted: { hash: string; start: number; cut: boolean }[];
  /** Nothing was found, or nothing that answers. */
  refused: boolean;
}

interface Say {
  w: Words;
  a: AnswerWords;
}

export function show({ w, a }: Say, reckoning: Reckoning): Shown {
  const { faq, arranged, outcome, absent } = reckoning;
  const rate = [
    { label: w.useful, says: "有用" },
    { label: w.useless, says: "没用" },
    { label: w.human, says: "转人工" },
  ];
  if (faq) {
    const text = [a.faq(faq.question, faq.unit_name, faq.day), faq.answer].join("\n\n");
    return { text, buttons: rate, quoted: [{ hash: `${COMMON}${faq.code}`, start: 0, cut: false }], refused: false };
  }
  if (arranged) return { ...sentences({ w, a }, arranged, rate), refused: false };
  if (absent) {
    const near = [...new Set(outcome.passages.map(({ document }) => w.title(document.front.title)))].slice(0, 2);
    const text = [a.absent, w.near(near), w.person].join("\n");
    return { text, buttons: rate.slice(2), quoted: [], refused: true };
  }
  const { text, buttons, quotes } = render(w, outcome);
  const quoted = quotes.map(({ document, passage, cut }) => ({ hash: document.hash, start: passage.start, cut }));
  return { text, buttons, quoted, refused: quotes.length === 0 };
}

/** Each sentence with the marks of its sources; then the sources, each with the very words. */
function sentences(
  { w, a }: Say,
  arranged: NonNullable<Reckoning["arranged"]>,
  rate: Button[],
): Omit<Shown, "refused"> {
  const cited = citedBy(arranged.proved);
  const lines = arranged.proved.map(({ text, proofs }) => {
    const marks = new Set(proofs.map((proof) => a.mark(cited.findIndex((one) => one.found === proof.given.found) + 1)));
    return `${text}${[...marks].join("")}`;
  });
  const sources = cited.map(({ found, quotes }, i) => a.quoted(i + 1, source(w, found), quotes));
  const sample = cited.some(({ found }) => found.document.front.sample) ? w.sampleNote : undefined;
  const partial = arranged.status === "partial" ? a.partial : undefined;
  return {
    text: [a.arranged, lines.join("\n"), partial, ...sources, sample].filter(Boolean).join("\n\n"),
    buttons: [{ label: w.whole, says: "看全文" }, ...rate],
    quoted: cited.map(({ found: { document, passage } }) => ({ hash: document.hash, start: passage.start, cut: true })),
  };
}

/** The passages that were cited, in the order in which they first are, each with its quotes in the order of the text. */
function citedBy(proved: readonly Proved[]): { found: Found; quotes: string[] }[] {
  const all = proved.flatMap(({ proofs }) => proofs);
  return [...new Set(all.map(({ given }) => given.found))].map((found) => {
    const places = all.filter(({ given }) => given.found === found).sort((a, b) => a.start - b.start);
    return { found, quotes: [...new Set(places.map(words))] };
  });
}

/** Cut out of the document's own text, wherever the model wrote it otherwise. */
function words({ given, start, end }: Proof): string {
  return given.text.slice(start, end).trim();
}

/** What `yizhan ask --json` prints; its keys are fixed. */
export function asAnswered({ a }: Say, { faq, arranged, outcome, absent }: Reckoning): Answered {
  if (faq) {
    const passage = {
      title: a.faqTitle(faq.question),
      article: "",
      number: a.faqSource(faq.code, faq.unit_name, faq.day),
      effective: faq.day,
      repealed: null,
      text: faq.answer,
      score: 1,
    };
    const sentence = { text: faq.answer, cites: [{ passage: 0, quote: faq.answer }] };
    return { status: "answered", sentences: [sentence], passages: [passage], source: "faq" };
  }
  if (absent) return { status: "refused", sentences: [], passages: [], source: "model" };
  if (!arranged) return extract(outcome);
  const cited = citedBy(arranged.proved).map(({ found }) => found);
  return {
    status: arranged.status,
    sentences: arranged.proved.map(({ text, proofs }) => ({
      text,
      cites: proofs.map((proof) => ({ passage: cited.indexOf(proof.given.found), quote: words(proof) })),
    })),
    passages: extract({ ...outcome, passages: cited }).passages,
    source: "model",
  };
}
