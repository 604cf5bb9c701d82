/** From a question to what is answered: common answers, passages in force, the gate, the model if any, the verifier. */
import type { AskReport, Kit } from "#bot";
import { standing } from "../library/document.ts";
import type { Shelf, Snapshot } from "../library/shelf.ts";
import { secondOpinion } from "../retrieval/second.ts";
import { type Outcome, seek } from "../seek.ts";
import { type Arrangement, arrange } from "./arrange.ts";
import { sameQuestion } from "./faq.ts";
import { type Faq, publishedFaq } from "./faq-store.ts";
import { inFull } from "./follow-up.ts";
import { kept, keyOf } from "./kept.ts";
import { withoutNumbers } from "./mask.ts";
import { countCache } from "./metrics.ts";
import type { Scope } from "./scope.ts";
import type { Proved } from "./verify.ts";

export interface Asking {
  /** Cleaned. */
  question: string;
  /** "2026-11-23": by what was in force then. */
  day: string;
  scope: Scope;
  /** What this person asked here just before. */
  before?: string | undefined;
  /** False: over budget, so passages as they stand. */
  model: boolean;
}

export interface Reckoning {
  /** The question in full, as it was looked for. */
  question: string;
  /** What the documents say; also where a common answer was found, or the model's sentences came to nothing. */
  outcome: Outcome;
  faq?: Faq;
  /** Sentences of the model, each proved; never empty. */
  arranged?: { status: "answered" | "partial"; proved: Proved[] };
  /** The model says that these passages do not answer it. */
  absent?: true;
  /** What the model took; undefined when it was not asked. */
  report?: AskReport;
}

export type Reckon = (asking: Asking) => Promise<Reckoning>;

const reckoners = new WeakMap<Kit, Reckon>();

/** One a kit: the chat and the desk share what was arranged. The prompt is read here, so that a broken one stops the start. */
export function reckonerOf(kit: Kit, shelf: Shelf): Reckon {
  const reckon = reckoners.get(kit) ?? reckoner(kit, shelf);
  reckoners.set(kit, reckon);
  return reckon;
}

function reckoner(kit: Kit, shelf: Shelf): Reckon {
  const { model } = kit;
  const prompt = model?.prompt("answer", ["today"]);
  const cache = kept();

  async function arranged(
    snapshot: Snapshot,
    asking: Asking,
    question: string,
    outcome: Outcome,
  ): Promise<Arrangement | undefined> {
    // Words that were amended, nobody knows how, are shown with that remark; no sentence may rest on them.
    const given = outcome.given.filter(({ document }) => document.front.amendedBy === undefined);
    if (!model || !prompt || !asking.model || given.length === 0) return undefined;
    const key = keyOf(question, asking.scope.key, asking.day, prompt.version, model.name);
    const known = cache.get(snapshot, key, kit.now());
    countCache(known !== undefined);
    if (known) return { ...known, report: { leftMs: 0, tokens: { read: 0, written: 0 } } };
    const began = performance.now();
    const made = await arrange(model, prompt, question, asking.day, given);
    const { status, proved, dropped, report } = made;
    if (proved.length > 0) cache.set(snapshot, key, made, kit.now());
    kit.log.info(
      {
        prompt: prompt.version,
        model: model.name,
        status,
        given: given.length,
        proved: proved.length,
        // The kind of doubt alone: after the colon stand words of the model.
        dropped: dropped.map((why) => why.split(":")[0]),
        ...report.tokens,
        ms: Math.round(performance.now() - began),
      },
      "the model arranged an answer",
    );
    return made;
  }

  return async (asking) => {
    const question = inFull(asking.question, asking.before);
    const faq = sameQuestion(question, await publishedFaq(kit.db, asking.day), asking.scope);
    const snapshot = await shelf.fresh();
    const sought = withoutNumbers(question);
    // A common answer needs none, and who is over budget gets none.
    const second = faq || !asking.model ? undefined : secondOpinion(kit, shelf, sought);
    const look = async (on: Snapshot) => {
      const part = (await on.narrow?.(sought)) ?? on;
      return seek(part, sought, asking.day, asking.scope, await second?.(part, asking.day, asking.scope));
    };
    const outcome = await look(snapshot);
    if (faq) return { question, outcome, faq };
    const made = await arranged(snapshot, asking, question, outcome);
    if (!made) return { question, outcome };
    const { status, proved, report } = made;
    // The model took its time: what was repealed meanwhile is not quoted any more.
    const now = await shelf.fresh();
    if (now !== snapshot && !stillHolds(now, proved, asking.day)) return { question, outcome: await look(now), report };
    if (status === "absent") return { question, outcome, absent: true, report };
    if (status === "nothing") return { question, outcome: now === snapshot ? outcome : await look(now), report };
    return { question, outcome, arranged: { status, proved }, report };
  };
}

function stillHolds(snapshot: Snapshot, proved: readonly Proved[], day: string): boolean {
  return proved.every(({ proofs }) =>
    proofs.every(({ given }) =>
      snapshot.documents.some((one) => one.hash === given.found.document.hash && standing(one, day) === "in-force"),
    ),
  );
}
