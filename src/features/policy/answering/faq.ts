/** Is this the question of a common answer? */
import { fold } from "../retrieval/normalise.ts";
import { altered } from "./altered.ts";
import type { Faq } from "./faq-store.ts";
import { figures } from "./figures.ts";
import { disagree } from "./modality.ts";
import type { Scope } from "./scope.ts";
import { alike, gist } from "./similar.ts";

/** Half of the letter pairs in common, so that the words stand in much the same order. */
const NEAR = 0.5;
/** Characters that carry nothing by themselves; whether something is denied is looked at apart. */
const EMPTY = /[\s的了吗呢吧啊呀嘛哦么请问您你我们可以能会是有不没要一下]/gu;

/**
 * The common answer whose question this is, word for word or in the same words otherwise put: 白班补贴 is not 夜班补贴, and
 * a wrong common answer is worse than none; undefined when there is none for here.
 */
export function sameQuestion(question: string, all: readonly Faq[], scope: Scope): Faq | undefined {
  const asked = gist(question);
  const near = all
    .filter((one) => scope.fits(one.unit))
    .map((one) => ({ one, score: alike(asked, gist(one.question)) }))
    .filter(
      ({ one, score }) =>
        score === 1 || (score >= NEAR && sameWords(question, one.question) && sameSense(question, one.question)),
    );
  return near.sort((a, b) => b.score - a.score)[0]?.one;
}

function sameWords(a: string, b: string): boolean {
  const [here, there] = [a, b].map((text) => [...new Set(fold(text).replace(EMPTY, ""))].sort().join(""));
  return here === there;
}

function sameSense(a: string, b: string): boolean {
  const [here, there] = [figures(a), figures(b)].map((all) => all.sort().join("\n"));
  if (here !== there) return false;
  return !disagree(a, b) && !disagree(b, a) && !altered(a, b);
}
