/** Understanding without exact words: the recogniser, and the model where there is one. */

import type { Model } from "#bot";
import { emergencyIn } from "./bot/emergency.ts";
import { MAYBE, recogniser, SURE } from "./bot/recogniser.ts";
import type { Registry } from "./bot/registry.ts";
import { chooseCommand } from "./model/choose.ts";

/** Two intents closer than this are both offered. */
const CLOSE = 0.12;
/** From this score on a sentence may be a question of rule, if the library knows something of it. */
const ASKED_AT_ALL = 0.1;
const ASK = "policy.ask";
const NOTHING = { names: [], sure: false };

export interface Understanding {
  /** The number to call, when the words tell of an emergency. */
  emergency(text: string): string | undefined;
  /** Likely intents among `names`, best first. */
  likely(text: string, names: string[]): Promise<{ names: string[]; sure: boolean }>;
  /** The one intent that a sentence sounds most like, without a model; undefined for no words at all. */
  nearest(text: string): string | undefined;
}

/**
 * `counter` are intents that no command answers (small talk, a bare question of rule): when one of them is the best,
 * nothing is offered. Commands are read at the first message, when every feature has registered.
 */
export function understanding(
  registry: Registry,
  examples: (name: string) => string[],
  counter: string[],
  locale: "zh" | "en",
  model: Model | undefined,
  knows: (question: string) => Promise<boolean>,
): Understanding {
  let taught: ReturnType<typeof recogniser> | undefined;
  const all = () => [
    ...registry.commands.map(({ name, words, examples: own }) => ({ name, words, examples: own })),
    ...counter
      .filter((name) => !registry.commands.some((command) => command.name === name))
      .map((name) => ({ name, words: [], examples: examples(name) })),
  ];

  const rank = (text: string) => {
    taught ??= recogniser(all());
    return taught(text);
  };

  return {
    nearest: (text) => rank(text)[0]?.name,
    emergency: (text) => emergencyIn(text)?.say[locale],
    async likely(text, names) {
      const ranked = rank(text);
      const best = ranked[0];
      if (best && best.score >= MAYBE) {
        const close = ranked.filter((one) => one.score >= MAYBE && best.score - one.score <= CLOSE).slice(0, 3);
        const sure = best.score >= SURE && close.length === 1;
        if (sure && !names.includes(best.name)) return NOTHING;
        // A question of rule is answered by policy without asking back, unless something that writes is as likely.
        const mine = close.filter((one) => names.includes(one.name)).map((one) => one.name);
        if (mine.length === 0 || (mine.length === 1 && mine[0] === ASK)) return NOTHING;
        // A question that the library can answer is offered as one, whatever else it sounds like.
        const asks = ranked.some((one) => one.name === ASK && one.score >= ASKED_AT_ALL);
        if (!asks || mine.includes(ASK) || !(await knows(text))) return { names: mine, sure };
        return { names: [...mine.slice(0, 2), ASK], sure: false };
      }
      // The number to call waits for no model.
      if (!model || emergencyIn(text)) return NOTHING;
      const commands = registry.commands.filter((command) => names.includes(command.name) && command.about !== "");
      const chosen = await chooseCommand(model, commands, text);
      return { names: (chosen ?? []).map((one) => one.name).filter((name) => names.includes(name)), sure: false };
    },
  };
}
