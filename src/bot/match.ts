/** Which command do these words name? Exact words, or a word and something after it. Longest word wins. */
import type { Command } from "./contract.ts";

export interface Match<C extends Command = Command> {
  command: C;
  /** What came after the word, as it was typed. */
  rest: string;
  /**
   * `exact`: nothing but the word. `code`: the word and a number or code, such as 认领 482913. `plain`: a long word and a
   * space. These are meant as commands even while a dialog is open; `loose` only when none is.
   */
  kind: "exact" | "code" | "plain" | "loose";
}

/** A word that ends in this also matches as a prefix. */
const MORE = " …";

/** A command's word as people say it, without the mark that more may follow. */
export function wordOf(word: string): string {
  return word.endsWith(MORE) ? word.slice(0, -MORE.length) : word;
}
/** From this length on a Chinese word is unmistakable even when the rest follows without a space. */
const UNMISTAKABLE = 3;

const CODE = /^#?[A-Za-z]{0,3}\d{2,}[A-Za-z0-9-]*(\s|$)/;

/** Width and case do not matter, nor a closing full stop. */
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** Returns a function that finds the command named by a text. */
export function matcher<C extends Command>(commands: readonly C[]): (text: string) => Match<C> | undefined {
  const exact = new Map<string, C>();
  const prefixes: { word: string; command: C }[] = [];
  for (const command of commands) {
    for (const word of command.words) {
      const bare = plain(wordOf(word));
      if (!exact.has(bare)) exact.set(bare, command);
      if (word.endsWith(MORE)) prefixes.push({ word: bare, command });
    }
  }
  prefixes.sort((a, b) => b.word.length - a.word.length);
  const firsts = new Set([...exact.keys()].map((word) => [...word][0]));

  return (text) => {
    // Most sentences name no command: their first character tells.
    const [first = ""] = text.trimStart();
    if (!firsts.has(first) && !firsts.has([...plain(first)][0])) return undefined;
    const head = text.length > 200 ? text.slice(0, 200) : text;
    const said = plain(head).replace(/[。.!！~?？]+$/, "");
    const whole = text.length <= 200 ? (exact.get(said) ?? exact.get(plain(head))) : undefined;
    if (whole) return { command: whole, rest: "", kind: "exact" };
    for (const { word, command } of prefixes) {
      const end = lengthAsTyped(head, word);
      if (end < 0) continue;
      const kind = kindOf(word, text.slice(end));
      if (kind)
        return {
          command,
          rest: text
            .slice(end)
            .replace(/^[\s,，。.:：、;；!！-]+/, "")
            .trim(),
          kind,
        };
    }
    return undefined;
  };
}

/** How many characters of `typed` make up `word`, or -1. Full-width letters may change lengths. */
function lengthAsTyped(typed: string, word: string): number {
  const lead = typed.length - typed.trimStart().length;
  for (let end = lead + 1; end <= typed.length && end <= lead + word.length + 2; end++) {
    const part = plain(typed.slice(lead, end));
    if (part === word) return end;
    if (!word.startsWith(part)) return -1;
  }
  return -1;
}

function kindOf(word: string, after: string): Match["kind"] | undefined {
  const rest = after.trimStart();
  if (rest === "") return "exact";
  if (CODE.test(rest.normalize("NFKC"))) return "code";
  const spaced = /^[\s,，:：、;；]/.test(after);
  if (spaced) return word.length >= UNMISTAKABLE ? "plain" : "loose";
  if (/^[A-Za-z0-9+[#。.!！-]/.test(after)) return "loose";
  return word.length >= UNMISTAKABLE ? "loose" : undefined;
}
