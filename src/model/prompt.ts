/** Prompts are Markdown files under prompts/; what changes from question to question stands in {{double braces}}. */
import { readFileSync } from "node:fs";

const PLACE = /\{\{(\w+)\}\}/g;

/**
 * Reads prompts/<name>.md and checks at once that it holds exactly the named places, so that a mistake in a prompt stops
 * the start and not an answer. Returns a function that fills them in.
 */
export function prompt<K extends string>(name: string, places: readonly K[]): (values: Record<K, string>) => string {
  const file = new URL(`../../prompts/${name}.md`, import.meta.url);
  return template(readFileSync(file, "utf8"), `prompts/${name}.md`, places);
}

/** The same for a text already read; `from` names it in errors. Comments between <!-- and --> are for people. */
export function template<K extends string>(
  text: string,
  from: string,
  places: readonly K[],
): (values: Record<K, string>) => string {
  const body = text.replace(/<!--[\s\S]*?-->/g, "").trim();
  const held = new Set([...body.matchAll(PLACE)].map((match) => match[1] ?? ""));
  const lost = places.filter((place) => !held.has(place));
  const strange = [...held].filter((place) => !places.some((known) => known === place));
  if (lost.length > 0) throw new Error(`${from} lacks {{${lost.join("}}, {{")}}}.`);
  if (strange.length > 0) throw new Error(`${from} holds {{${strange.join("}}, {{")}}}, which nothing fills in.`);
  // One pass: a value that itself holds {{…}} is never filled in again.
  return (values) => body.replace(PLACE, (_, place: K) => values[place]);
}
