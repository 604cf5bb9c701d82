/**
 * A second opinion beside the table: does a text sound like the dangers in prompts/emergency/, or like what only looks
 * so there and what people say every day (prompts/intents/)? No model; learnt in the process.
 */
import { bayes } from "./bayes.ts";
import { cluesOf } from "./emergency-clues.ts";
import type { Text } from "./emergency-listen.ts";
import type { EmergencyTable } from "./emergency-table.ts";
import { type Taught, weigh } from "./emergency-weigh.ts";
import { hints } from "./hints.ts";

export interface Sentences {
  dangers: { text: string; kind: string }[];
  /** Written to look like one. */
  calm: string[];
  /** The example sentences of the commands. */
  ordinary: string[];
}
export interface Opinion {
  /** How likely the text tells of a danger, 0 to 1: its most alarming stretch. `skip` leaves out a stretch of its characters. */
  danger(heard: Text, skip?: (from: number, to: number) => boolean): number;
  /** Which kind it would be; UNCLEAR when two are about as likely. */
  kind(text: string): string;
}

/** The kind whose words name every number. */
const UNCLEAR = "help";
/** How far ahead the first kind must be; five-fold over our own: 62 % right, 28 % unclear, 10 % another (74, 0, 26 without). */
const CLEAR = 1;

/** A missed danger costs more than a number too many; and every day's words come more often than look-alikes. */
const WEIGHT = { danger: 5, calm: 1, ordinary: 3 };
/** Longer texts are also looked at so many characters at a time: a danger told amid a long story is not drowned by it. */
const STRETCH = 16;

/** `listen`: how a text is heard with this table. */
export function learnt(table: EmergencyTable, sentences: Sentences, listen: (text: string) => Text): Opinion {
  const clues = cluesOf(table);
  const taught = (text: string, danger: boolean, weight: number): Taught => {
    const heard = listen(text);
    return { clues: clues(heard, 0, heard.units.length), danger, weight };
  };
  const likely = weigh([
    ...sentences.dangers.map(({ text }) => taught(text, true, WEIGHT.danger)),
    ...sentences.calm.map((text) => taught(text, false, WEIGHT.calm)),
    ...sentences.ordinary.map((text) => taught(text, false, WEIGHT.ordinary)),
  ]);
  const kinds = [...new Set(sentences.dangers.map(({ kind }) => kind))];
  let named: ReturnType<typeof bayes> | undefined;

  return {
    danger(heard, skip) {
      const all = heard.units.length;
      let most = skip?.(0, all) ? 0 : likely(clues(heard, 0, all));
      for (let from = 0; all > STRETCH && from + STRETCH / 2 < all; from += STRETCH / 2) {
        const to = Math.min(all, from + STRETCH);
        if (!skip?.(from, to)) most = Math.max(most, likely(clues(heard, from, to)));
      }
      return most;
    },
    kind(text) {
      named ??= bayes(
        sentences.dangers.map((one) => ({ text: one.text, label: kinds.indexOf(one.kind) })),
        kinds.length,
      );
      const scores = named(hints(text)).map((score, label) => ({ score, kind: kinds[label] ?? UNCLEAR }));
      const [first, second] = scores.sort((a, b) => b.score - a.score);
      return first && first.score - (second?.score ?? -Infinity) >= CLEAR ? first.kind : UNCLEAR;
    },
  };
}
