/**
 * Tells code from comments and strings, one kind a character: just enough TypeScript to find imports, exports and
 * comments without a compiler (TypeScript 7 has no API for it).
 */
export const CODE = 0;
export const COMMENT = 1;
export const STRING = 2;

/** After these a slash begins a regular expression; after any other word it divides. */
const BEFORE_REGEX = /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield)$/;

/** The kind of every character of `text`. Quotes and slashes count with what they delimit. */
export function kinds(text: string): Uint8Array {
  const kind = new Uint8Array(text.length);
  // For each open `${`: how many braces are open inside it.
  const templates: number[] = [];
  let at = 0;
  const take = (end: number, as: number) => {
    kind.fill(as, at, end);
    at = end;
  };
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    const one = text[at] ?? "";
    if (two === "//") take(until(text, "\n", at), COMMENT);
    else if (two === "/*") take(until(text, "*/", at + 2, 2), COMMENT);
    else if (one === '"' || one === "'") take(quoted(text, at), STRING);
    else if (one === "`" || (one === "}" && templates.at(-1) === 0)) {
      if (one === "}") templates.pop();
      const end = template(text, at + 1);
      if (text[end - 1] === "{") templates.push(0);
      take(end, STRING);
    } else if (one === "/" && beginsRegex(text, at)) take(regex(text, at), STRING);
    else {
      const open = templates.length - 1;
      if (open >= 0 && one === "{") templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && one === "}") templates[open] = (templates[open] ?? 0) - 1;
      take(at + 1, CODE);
    }
  }
  return kind;
}

function until(text: string, mark: string, from: number, beyond = 0): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + beyond;
}

/** A quoted string ends at its quote or, in the running text of JSX where a quote is only a mark, at the line's end. */
function quoted(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === text[from]) return i + 1;
    else if (text[i] === "\n") return i;
  }
  return text.length;
}

/** To behind the closing back-quote, or behind the next `${`. */
function template(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "`") return i + 1;
    else if (text[i] === "$" && text[i + 1] === "{") return i + 2;
  }
  return text.length;
}

function beginsRegex(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd();
  // `</` and `/>` are JSX.
  if (before.endsWith("<") || text[at + 1] === ">") return false;
  return before === "" || /[^\w$)\]}"'`]$/.test(before) || BEFORE_REGEX.test(before);
}

function regex(text: string, from: number): number {
  let inClass = false;
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i];
    if (c === "\\") i++;
    else if (c === "\n") return i;
    else if (c === "[") inClass = true;
    else if (c === "]") inClass = false;
    else if (c === "/" && !inClass) return i + 1;
  }
  return text.length;
}
