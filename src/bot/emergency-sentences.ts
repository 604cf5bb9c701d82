/** The sentences that the second opinion learns from: prompts/emergency/ and, as every day's words, prompts/intents/. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sentences } from "./emergency-learnt.ts";
import { loadExamples } from "./examples.ts";

/** `prompts`: the folder; `kinds`: the sections of its emergency.md. Throws Error when one of them has no sentences. */
export function emergencySentences(prompts: string, kinds: string[]): Sentences {
  const ours = loadExamples(join(prompts, "emergency"));
  for (const kind of [...kinds, "calm"])
    if (ours(kind).length === 0) throw new Error(`prompts/emergency: there are no sentences under "## ${kind}".`);
  return {
    dangers: kinds.flatMap((kind) => ours(kind).map((text) => ({ text, kind }))),
    calm: ours("calm"),
    ordinary: everySentence(join(prompts, "intents")),
  };
}

/** Of whatever heading: what each means is the recogniser's business. */
function everySentence(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".md"));
  const lines = files.sort().flatMap((file) => readFileSync(join(folder, file), "utf8").split(/\r?\n/));
  return [...new Set(lines.flatMap((line) => /^- (.+?)\s*$/.exec(line)?.[1] ?? []))];
}
