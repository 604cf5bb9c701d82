/**
 * Which command does a free sentence mean? Learns from the commands' words and example sentences alone: small,
 * deterministic, no model. It only ever proposes; what writes is confirmed by the person's tap.
 */
import { bayes } from "./bayes.ts";
import { parts, units } from "./fold.ts";
import { type Hints, hints } from "./hints.ts";
import { type Example, nearest } from "./nearest.ts";

/** From here on, and with no second one close, the first is what is meant. */
export const SURE = 0.8;
/** Below this it is a guess, and not worth a person's time. */
export const MAYBE = 0.3;

/** How steeply the two measures become shares; fitted so that shares are chances (see test/bot/recogniser.test.ts). */
const STEEP = { bayes: 0.45, nearest: 8 };
/** From this likeness on, a sentence is taken to be as doubtful as the example that stands under several names. */
const KIN = 0.35;
/** And when it shares so much of its thoughts. */
const COVER = 0.8;
/** A sentence that sounds just like an example: 抱名, bao ming. */
const SAME = 0.95;

export interface Taught {
  name: string;
  words: string[];
  examples: string[];
}

/**
 * Returns a function that ranks the commands for a text, best first, with scores from 0 to 1 that add up to at most 1.
 * Give small talk as one more "command" (`none`): when it comes first, nothing is meant. An empty text ranks nothing.
 * An example under two names makes sentences like it belong to both alike. A command without examples is proposed only when its very words are said, by whatever spelling.
 */
export function recogniser(commands: Taught[]): (text: string) => { name: string; score: number }[] {
  const learnt = commands.filter((command) => command.examples.length > 0);
  const spoken = (all: Taught[]): Example[] =>
    all.flatMap(({ words, examples }, label) =>
      [...new Set([...words.map((word) => word.replace(/ …$/, "")), ...examples])].map((text) => ({ text, label })),
    );
  const examples = spoken(learnt);
  const near = nearest(examples, learnt.length);
  const likely = bayes(examples, learnt.length);
  const said = new Map<string, Set<string>>();
  for (const { text, label } of spoken(commands)) {
    const name = commands[label]?.name ?? "";
    said.set(sounds(text), (said.get(sounds(text)) ?? new Set()).add(name));
  }

  return (text) => {
    const heard = sounds(text);
    if (heard === "" || learnt.length === 0) return [];
    const found = hints(text);
    const nearby = near(found);
    const shares = share(likely(found), nearby.classes);
    const ranked = learnt.map(({ name }, label) => ({ name, score: shares[label] ?? 0 }));
    const kin = nearby.likeness >= KIN ? (nearby.example?.text ?? "") : "";
    const both = said.get(sounds(kin));
    if (both && both.size > 1 && covers(found, hints(kin))) even(ranked.filter((one) => both.has(one.name)));
    const same = said.get(heard);
    if (same?.size === 1) for (const name of same) lift(ranked, name);
    return ranked.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  };
}

function share(likely: number[], near: number[]): number[] {
  const logs = likely.map((one, label) => STEEP.bayes * one + STEEP.nearest * (near[label] ?? 0));
  const top = Math.max(...logs);
  const powers = logs.map((log) => Math.exp(log - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Whether a text has the thoughts of an example: without its question, "站长扣钱怎么办" is a plain complaint. */
function covers(found: Hints, example: Hints): boolean {
  const thoughts = [...example.keys()].filter((hint) => hint.startsWith("c"));
  return thoughts.length > 0 && thoughts.filter((hint) => found.has(hint)).length >= COVER * thoughts.length;
}

/** Told as a wrong and asked as a question: each gets the same part of what they have together. */
function even(alike: { score: number }[]): void {
  const together = alike.reduce((sum, one) => sum + one.score, 0);
  for (const one of alike) one.score = together / alike.length;
}

/** Raises one score to SAME at least; the others keep their proportions. */
function lift(ranked: { name: string; score: number }[], name: string): void {
  let own = ranked.find((one) => one.name === name);
  if (!own) {
    own = { name, score: 0 };
    ranked.push(own);
  }
  if (own.score >= SAME) return;
  const shrink = (1 - SAME) / (1 - own.score);
  for (const one of ranked) one.score = one === own ? SAME : one.score * shrink;
}

function sounds(text: string): string {
  return parts(text.slice(0, 200))
    .flatMap(units)
    .map((unit) => unit.sound)
    .join(" ");
}
