/** What a model is given of the library: the best passages in force, each under an id that no document can know. */
import { randomBytes } from "node:crypto";
import type { Found } from "../seek.ts";
import { type Plain, plain } from "./plain.ts";

/** One passage as the model sees it; `text` is a beginning of the document's own words. */
export interface Given {
  id: string;
  found: Found;
  text: string;
  plain: Plain;
  /** Title, number, article and dates: what a sentence may say besides the text. */
  facts: string;
}

/** ANSWERS.md §4, caps. */
const LONGEST = 1_200;

export function give(found: readonly Found[]): Given[] {
  const taken = new Set<string>();
  return found.map((one) => {
    const { document, passage } = one;
    const text = document.raw.slice(passage.start, Math.min(passage.end, passage.start + LONGEST));
    return { id: fresh(taken), found: one, text, plain: plain(text), facts: facts(one) };
  });
}

/** The user turn of prompts/answer.md; its keys are told there. */
export function asData(given: readonly Given[]): object[] {
  return given.map(({ id, text, found: { document, passage } }) => ({
    id,
    title: document.front.title,
    article: passage.article,
    version: [document.front.number, document.front.effective].filter(Boolean).join(" "),
    text,
  }));
}

function facts({ document, passage }: Found): string {
  const { title, number, issuer, effective, date } = document.front;
  // On lines of their own: figures must not grow together.
  return [`《${title}》`, passage.article, number, issuer, effective, date].filter(Boolean).join("\n");
}

function fresh(taken: Set<string>): string {
  const id = `P-${randomBytes(2).toString("hex")}`;
  if (taken.has(id)) return fresh(taken);
  taken.add(id);
  return id;
}
