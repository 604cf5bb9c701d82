/** Plain guesses from words, so that what was already said is not asked again. A person decides at the preview. */
import { type Hazard, type Kind, kindNames, kinds } from "../case/kinds.ts";

export { type Hazard, hazardNames } from "../case/kinds.ts";

/** The first kind of the cases file whose hints stand in the words; null when the words do not tell. */
export function guessKind(text: string): Kind | null {
  return kindNames.find((kind) => kinds[kind].hints?.test(text)) ?? null;
}

/** What a case is about within its kind: the first category whose words it holds, else "other". */
export function categoryOf(kind: Kind, text: string): string {
  return kinds[kind].categories.find((one) => one.words?.test(text))?.id ?? "other";
}

/** What a hazard is about, for its card and for finding the same one again. */
export function hazardOf(text: string): Hazard {
  return categoryOf("hazard", text) as Hazard;
}

/** Asking how the words work is not yet a case. */
export function asksHow(text: string): boolean {
  return /^(怎么|如何|是什么|是啥|有什么用|啥意思|什么意思|干嘛|干啥|吗|能)/.test(text) && [...text].length <= 10;
}
