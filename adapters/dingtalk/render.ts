/** Markdown of the house to what DingTalk shows, with nothing of it acting on its own. */

/** `[@name](adapter:id)`, as the contract writes mentions; links of the web are left alone. */
const PERSON = /\[@([^\]\n]{0,80})\]\((?!https?:|mailto:|tel:)([a-z]+):([^)\s]+)\)/g;
const LINK = /(!?)\[([^\]\n]*)\]\(([^)\s]*)\)/g;
/** `<font …>` would colour, any tag may do worse: the bracket becomes its wide twin. */
const TAG = /<(?=\s*[a-z/!])/gi;
const FENCE = /(```[\s\S]*?(?:```|$))/;

export interface Called {
  /** Staff ids that are really mentioned when the message is sent with them. */
  at: string[];
  /** For a way that knows mentions: "@<staffId>" stands where DingTalk shows the name. */
  called: string;
  /** For a way that does not: "@name". */
  named: string;
}

/**
 * Puts names for people. Whoever is in `mentions` (addresses) is called, where the words name them and otherwise in
 * front; anybody else named in the words is only named.
 */
export function people(words: string, mentions: readonly string[], nameOf: (staffId: string) => string): Called {
  const at = [...new Set(mentions.map(staffIdOf).filter((id) => id !== undefined))];
  const waiting = new Set(at);
  for (const [, , adapter, id = ""] of words.matchAll(PERSON)) if (adapter === "dingtalk") waiting.delete(id);
  const swap = (call: boolean) =>
    words.replace(PERSON, (_, name: string, adapter: string, id: string) =>
      call && adapter === "dingtalk" && at.includes(id) ? `@${id} ` : `@${name || nameOf(id)}`,
    );
  const front = (of: (id: string) => string) => [...waiting].map((id) => `@${of(id)} `).join("");
  return { at, called: front((id) => id) + swap(true), named: front((id) => nameOf(id) || id) + swap(false) };
}

/** A person's number; senders without one (DingTalk's own "$:…") cannot be mentioned. */
function staffIdOf(address: string): string | undefined {
  return /^dingtalk:([^$:\s]+)$/.exec(address)?.[1];
}

/** What DingTalk's Markdown makes of it: line breaks kept, tables as lines, only links that open a page. */
export function markdown(words: string): string {
  return words
    .split(FENCE)
    .map((part, at) => (at % 2 === 1 ? part : part.split("\n").flatMap(row).join("\n")))
    .map((part, at) => (at % 2 === 1 ? part : broken(harmless(part))))
    .join("");
}

/** A single break is a blank to DingTalk unless two blanks stand before it. */
function broken(words: string): string {
  return words.replace(/(?<=[^\n ]) *\n(?=[^\n])/g, "  \n");
}

/** `dtmd:` links speak in the name of whoever taps them, and typed pictures are fetched by everybody's phone. */
export function harmless(words: string): string {
  const links = words.replace(LINK, (_, __, label: string, href: string) =>
    /^(https?:\/\/|mailto:|tel:)/i.test(href) ? `[${label || href}](${href})` : label,
  );
  return links.replace(TAG, "＜");
}

/** A table's row becomes its cells with bars between them; the line under its head goes away. */
function row(line: string): string[] {
  if (!/^\s*\|.*\|\s*$/.test(line)) return [line];
  const cells = line.trim().slice(1, -1).split("|");
  if (cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell))) return [];
  return [cells.map((cell) => cell.trim()).join("｜")];
}

/** Would anything be lost if this were shown as it is? Lists read the same either way. */
export function hasMarkdown(words: string): boolean {
  const rest = words.replace(PERSON, "");
  return MARKS.some((mark) => mark.test(rest));
}

const MARKS = [
  /\*\*[^*\n]+\*\*/,
  /(?<![\w*])\*[^*\s][^*\n]*\*(?![\w*])/,
  /`[^`\n]+`|^```/m,
  /\[[^\]\n]*\]\([^)\s]+\)/,
  /^#{1,6} \S/m,
  /^> ?\S/m,
  /^\s*\|.+\|\s*$/m,
  /^(?:-{3,}|\*{3,})\s*$/m,
];
