/** The example sentences of the commands, from prompts/intents/*.md: `## name`, then one `- sentence` a line. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads the folder once; several files may hold sentences of one command. A missing folder, and a command without
 * sentences, give none: every word still works. Throws Error when a sentence stands under no heading.
 */
export function loadExamples(dir: string): (command: string) => string[] {
  const found = new Map<string, string[]>();
  for (const file of markdownIn(dir)) {
    let sentences: string[] | undefined;
    for (const [number, line] of readFileSync(join(dir, file), "utf8").split(/\r?\n/).entries()) {
      const name = /^##\s+(\S+)\s*$/.exec(line)?.[1];
      const sentence = /^[-*]\s+(.+?)\s*$/.exec(line)?.[1];
      if (name) {
        sentences = found.get(name) ?? [];
        found.set(name, sentences);
      } else if (sentence) {
        if (!sentences)
          throw new Error(`${file} line ${number + 1}: put the sentence under a heading such as "## help".`);
        if (!sentences.includes(sentence)) sentences.push(sentence);
      }
    }
  }
  return (command) => [...(found.get(command) ?? [])];
}

/** Sorted, so that the same files always teach the same. */
function markdownIn(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((file) => file.endsWith(".md"))
      .sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
