/** Lets the model choose among commands; it proposes names, nothing else, and only names from the list come back. */
import { z } from "zod";
import type { Model } from "#bot";
import { prompt } from "./prompt.ts";

const MOST = 3;
/** A few examples tell a command from its neighbours; more only cost time. */
const EXAMPLES = 4;
/** Somebody is waiting for this before anything is said. */
const DEADLINE_MS = 6_000;
const LONGEST = 500;

const chosen = z.object({ commands: z.array(z.object({ name: z.string().max(80) })).max(10) });
const instructions = prompt("choose", ["commands", "most"]);

export interface Choice {
  name: string;
  about: string;
  examples: string[];
}

/**
 * Up to three commands that the text may mean, the likeliest first; empty when it means none of them; undefined when the
 * model gave no usable answer. What the text says about itself or the list is data: an unknown name is dropped.
 */
export async function chooseCommand(
  model: Model,
  commands: Choice[],
  text: string,
): Promise<{ name: string }[] | undefined> {
  const list = commands.map(({ name, about, examples }) => ({ name, about, examples: examples.slice(0, EXAMPLES) }));
  const system = instructions.fill({ commands: JSON.stringify(list, null, 1), most: String(MOST) });
  const answer = await model.ask(system, { text: text.slice(0, LONGEST) }, chosen, {
    maxTokens: 200,
    deadlineMs: DEADLINE_MS,
  });
  if (!answer) return undefined;
  const known = new Set(commands.map((command) => command.name));
  const names = new Set(answer.commands.map(({ name }) => name.trim()).filter((name) => known.has(name)));
  return [...names].slice(0, MOST).map((name) => ({ name }));
}
