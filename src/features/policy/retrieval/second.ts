/** The second opinion on a question: its vector beside the library's, and a reranker's look at what was found. */
import { setTimeout } from "node:timers/promises";
import type { Kit } from "#bot";
import type { Shelf, Snapshot } from "../library/shelf.ts";
import { candidates, isNamed, type Opinion, type Readable } from "../seek.ts";
import { Filling, isOpen, textOf } from "./filling.ts";
import { countOpinion } from "./vector-metrics.ts";

/** One question's second opinion on a library, as of a day and for certain readers; undefined when there is none. */
export type Second = (snapshot: Snapshot, day: string, readable: Readable) => Promise<Opinion | undefined>;

/** ANSWERS.md §4 has a person wait 12 s at most: what was kept is read in a small part of it, or the words decide alone. */
const PATIENCE_MS = 1_000;
/** A reranker reads each text beside the question: so many at most. */
const RERANKED = 30;

const fillings = new WeakMap<Kit, Filling>();

/** One a kit: the chat, the desk and the ticks share the vectors. Undefined without OPENAI_EMBEDDING_MODEL. */
export function fillingOf(kit: Kit, shelf: Shelf): Filling | undefined {
  if (!kit.embedder) return undefined;
  const filling = fillings.get(kit) ?? new Filling(kit, shelf, kit.embedder);
  fillings.set(kit, filling);
  return filling;
}

/**
 * Begins a question. Its vector is asked for once, when the opinion is first wanted, lives as long as the question, and is
 * kept nowhere. Whatever fails or takes too long is left out; nothing is thrown for it.
 */
export function secondOpinion(kit: Kit, shelf: Shelf, question: string): Second {
  const filling = fillingOf(kit, shelf);
  let vector: Promise<Float32Array | undefined> | undefined;

  async function asked({ embedder }: Kit): Promise<Float32Array | undefined> {
    if (!filling || !embedder) return undefined;
    await Promise.race([filling.load(), setTimeout(PATIENCE_MS, undefined, { ref: false })]);
    if (filling.dims === 0) return undefined;
    const made = await embedder.question(question, filling.dims);
    countOpinion("vector", made !== undefined);
    return made;
  }

  async function nearness(snapshot: Snapshot): Promise<Float32Array | undefined> {
    try {
      vector ??= asked(kit);
      const found = await vector;
      return found && (await filling?.cosines(snapshot, found));
    } catch {
      kit.log.warn({}, "the vectors could not be read");
      return undefined;
    }
  }

  async function relevance(snapshot: Snapshot, docs: number[]): Promise<Map<number, number> | undefined> {
    const entries = docs.flatMap((doc) => {
      const entry = snapshot.entries[doc];
      return entry && isOpen(entry) ? [{ doc, text: textOf(entry) }] : [];
    });
    if (entries.length === 0) return undefined;
    const scores = await kit.reranker?.relevance(
      question,
      entries.map(({ text }) => text),
    );
    countOpinion("reranker", scores !== undefined);
    return scores && new Map(entries.flatMap(({ doc }, at) => (scores[at] === undefined ? [] : [[doc, scores[at]]])));
  }

  return async (snapshot, day, readable) => {
    if ((!filling && !kit.reranker) || isNamed(snapshot, question, day, readable)) return undefined;
    const near = await nearness(snapshot);
    const opinion: Opinion = near ? { nearness: near } : {};
    if (!kit.reranker) return opinion;
    const docs = candidates(snapshot, question, day, readable, opinion).slice(0, RERANKED);
    const scores = await relevance(snapshot, docs);
    return scores ? { ...opinion, relevance: scores } : opinion;
  };
}
