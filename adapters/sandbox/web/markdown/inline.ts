/** Bold, italics, code, links and mentions inside a line. What does not close stays as it was typed. */

export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "bold" | "italic" | "struck"; inside: Inline[] }
  | { kind: "link"; href: string; inside: Inline[] }
  | { kind: "mention"; address: string; text: string };

type Rule = [pattern: RegExp, make: (found: RegExpExecArray) => Inline];

/** Tried at each place in this order; sticky, so that each looks only there. */
const RULES: Rule[] = [
  [/\\([\\`*_{}[\]()#+\-.!>~|<])/y, ([, sign = ""]) => ({ kind: "text", text: sign })],
  [/`([^`\n]+)`/y, ([, text = ""]) => ({ kind: "code", text })],
  [/\*\*(?=\S)([^\n]+?)(?<=\S)\*\*/y, ([, text = ""]) => ({ kind: "bold", inside: parseInline(text) })],
  [/~~(?=\S)([^\n]+?)(?<=\S)~~/y, ([, text = ""]) => ({ kind: "struck", inside: parseInline(text) })],
  [/\*(?=[^\s*])([^*\n]+?)(?<=\S)\*/y, ([, text = ""]) => ({ kind: "italic", inside: parseInline(text) })],
  [/\[([^\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/y, ([whole, text = "", to = ""]) => link(whole, text, to)],
  [/https?:\/\/[^\s<>"'，。；、）】」》]+/y, ([url]) => link(url, url, url)],
];

export function parseInline(text: string): Inline[] {
  const out: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = match(text, at);
    if (!found) {
      plain += text[at];
      at += 1;
    } else if (found.made.kind === "text") {
      plain += found.made.text;
      at = found.end;
    } else {
      flush();
      out.push(found.made);
      at = found.end;
    }
  }
  flush();
  return out;
}

function match(text: string, at: number): { made: Inline; end: number } | undefined {
  // Most characters begin nothing; this keeps a long text linear.
  if (!/[\\`*~[h]/.test(text[at] ?? "")) return undefined;
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { made: make(found), end: at + found[0].length };
  }
  return undefined;
}

/** Only web pages and telephone numbers can be opened; an address of this adapter is a person. The rest stays text. */
function link(whole: string, text: string, to: string): Inline {
  if (to.startsWith("sandbox:")) return { kind: "mention", address: to, text };
  if (!/^(https?:\/\/|tel:[+\d])/i.test(to)) return { kind: "text", text: whole };
  return { kind: "link", href: to, inside: text === to ? [{ kind: "text", text }] : parseInline(text) };
}
