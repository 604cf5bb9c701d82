/** Runs of plain text with marks: what can be cut anywhere before it becomes markup. */

/** `a` carries its address; the others are Telegram's HTML tags of the same name. */
export type Mark = { tag: "b" | "i" | "s" | "code" | "pre" | "blockquote" } | { tag: "a"; href: string };

export interface Span {
  text: string;
  /** Outermost first. */
  marks: readonly Mark[];
}

/** Without empty lines before and after. */
export function trimmed(spans: readonly Span[]): Span[] {
  const out = [...spans];
  for (let first = out[0]; first; first = out[0]) {
    const text = first.text.replace(/^\s*\n/, "");
    if (text.trim()) {
      out[0] = { ...first, text };
      break;
    }
    out.shift();
  }
  for (let last = out.at(-1); last; last = out.at(-1)) {
    const text = last.text.trimEnd();
    if (text) {
      out[out.length - 1] = { ...last, text };
      break;
    }
    out.pop();
  }
  return out;
}
