/** What the recogniser sees of a sentence: characters, sounds and thoughts, each with a weight. */
import { readFileSync } from "node:fs";
import { concepts } from "./concepts.ts";
import { blur, parts, units } from "./fold.ts";

/** Weights chosen by ten-fold cross-validation over prompts/intents (see test/bot/recogniser.test.ts). */
const ONE = 0.7;
const PAIR = 1;
const SOUND = 0.3;
const SOUNDS = 0.6;
const THOUGHT = 4;
/** The groups of prompts/concepts.md whose absence is a hint as well. */
const ASKING = ["ask", "whatnow"];
/** Longer texts are cut: what somebody wants stands at the beginning. */
const READ = 200;

const thoughts = concepts(readFileSync(new URL("../../prompts/concepts.md", import.meta.url), "utf8"));

export type Hints = Map<string, number>;

/**
 * Characters and pairs of them ("1报", "2报名"), the same by blurred sound ("a…", "b…"), and groups of like meaning ("c…").
 * Beginning and end count as a character; every digit is 0, so that one number stands for all.
 */
export function hints(text: string): Hints {
  const found: Hints = new Map();
  const add = (hint: string, weight: number) => found.set(hint, (found.get(hint) ?? 0) + weight);
  const all = parts(text.slice(0, READ)).flatMap(units);
  if (all.length === 0) return found;
  const chars = ["^", ...all.map((unit) => digit(unit.char || unit.sound)), "$"];
  const sounds = ["^", ...all.map((unit) => digit(blur(unit.sound))), "$"];
  for (let i = 0; i < chars.length; i++) {
    add(`1${chars[i]}`, ONE);
    add(`a${sounds[i]}`, SOUND);
    if (i + 1 === chars.length) break;
    add(`2${chars[i]}${chars[i + 1]}`, PAIR);
    add(`b${sounds[i]} ${sounds[i + 1]}`, SOUNDS);
  }
  const touched = thoughts(all);
  for (const [group, weight] of touched) found.set(`c${group}`, THOUGHT * weight);
  // Whether something is asked or told parts a question of rule from a complaint more than any word does.
  if (!ASKING.some((group) => touched.has(group))) found.set("ctold", THOUGHT);
  return found;
}

function digit(char: string): string {
  return char >= "0" && char <= "9" ? "0" : char;
}
