/**
 * Prompts are Markdown files under prompts/: front matter (`id`, `version`, `values`, perhaps `max_tokens`), then the text;
 * what changes from question to question stands in {{double braces}}.
 */
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Prompt } from "#bot";
import { runs } from "./runs.ts";

const FOLDER = new URL("../../prompts/", import.meta.url);
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** ANSWERS.md §4, caps. */
const MAX_TOKENS = 900;

const Front = z.strictObject({
  id: z.string(),
  version: z.string(),
  values: z.array(z.string().regex(/^\w+$/)),
  max_tokens: z.int().min(1).max(100_000).default(MAX_TOKENS),
});

/** Advice for whoever starts the house, like a fault of the configuration: shown without a trace. */
class PromptFault extends Error {
  override name = "ConfigError";
}

/**
 * Reads prompts/<name>.md and checks at once that it holds exactly the named places, so that a mistake in a prompt stops
 * the start and not an answer. Throws an Error that names the file and the place.
 */
export function prompt<K extends string>(name: string, places: readonly K[]): Prompt<K> {
  return template(readFileSync(new URL(`${name}.md`, FOLDER), "utf8"), `prompts/${name}.md`, places);
}

/** The same for a text already read; `from` names it in errors. Comments between <!-- and --> are for people. */
export function template<K extends string>(text: string, from: string, places: readonly K[]): Prompt<K> {
  const { front, body } = divide(text, from);
  differ(from, "values", front.values, places);
  const known = runs(body.replace(PLACE, " "));
  return {
    version: `${front.id}@${front.version}`,
    maxTokens: front.max_tokens,
    // One pass: a value that itself holds {{…}} is never filled in again.
    fill: (values) => body.replace(PLACE, (_, place: K) => values[place]),
    leaks: (said, length) => known(said, length),
  };
}

/**
 * Checks every prompt of a folder by itself, used or not: front matter, and the places in the text against those it
 * declares. Files without front matter are word lists. Throws for the first that is wrong.
 */
export function checkPrompts(folder: URL = FOLDER): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names.sort().flatMap((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    if (!text.startsWith("---")) return [];
    const { front } = divide(text, `prompts/${name}`);
    if (`${front.id}.md` !== name)
      throw new PromptFault(`prompts/${name}: its id is "${front.id}", not its file's name.`);
    return [`${front.id}@${front.version}`];
  });
}

function divide(text: string, from: string): { front: z.infer<typeof Front>; body: string } {
  const found = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n/.exec(text);
  if (!found) throw new PromptFault(`${from} has no front matter (id, version, values).`);
  const front = Front.safeParse(yaml(found[1] ?? "", from));
  if (!front.success) {
    const names = front.error.issues.map((issue) => issue.path.join(".") || issue.message);
    throw new PromptFault(`${from}: the front matter is wrong: ${names.join(", ")}.`);
  }
  const body = text
    .slice(found[0].length)
    .replace(/<!--[\s\S]*?-->/g, "")
    .trim();
  const held = [...new Set([...body.matchAll(PLACE)].map((match) => match[1] ?? ""))];
  differ(from, "text", held, front.data.values);
  return { front: front.data, body };
}

function yaml(text: string, from: string): unknown {
  try {
    return parse(text);
  } catch {
    throw new PromptFault(`${from}: the front matter is not YAML.`);
  }
}

/** `held` stands in the file, `wanted` is filled in. */
function differ(from: string, where: string, held: readonly string[], wanted: readonly string[]): void {
  const lost = wanted.filter((place) => !held.includes(place));
  const strange = held.filter((place) => !wanted.includes(place));
  const faults = [
    ...(lost.length > 0 ? [`lacks {{${lost.join("}}, {{")}}} in its ${where}`] : []),
    ...(strange.length > 0 ? [`holds {{${strange.join("}}, {{")}}}, which nothing fills in`] : []),
  ];
  if (faults.length > 0) throw new PromptFault(`${from} ${faults.join("; ")}.（请改好这个文件里的 {{…}}，再启动）`);
}
