/** Runs as Telegram's HTML (Bot API, "HTML style"): five characters escaped, tags properly nested. */
import type { Mark, Span } from "./span.ts";

export function html(spans: readonly Span[]): string {
  let out = "";
  let open: readonly Mark[] = [];
  for (const span of spans) {
    const marks = known(span.marks);
    let kept = 0;
    while (kept < open.length && kept < marks.length && same(open[kept], marks[kept])) kept++;
    out += close(open.slice(kept)) + marks.slice(kept).map(tag).join("") + escaped(span.text);
    open = marks;
  }
  return out + close(open);
}

/** Inside code and pre nothing else may stand, and nothing may stand twice. */
function known(marks: readonly Mark[]): Mark[] {
  const plain = marks.find((mark) => mark.tag === "code" || mark.tag === "pre");
  if (plain) return [...marks.filter((mark) => mark.tag === "blockquote"), plain];
  return marks.filter((mark, at) => marks.findIndex((other) => other.tag === mark.tag) === at);
}

function same(a: Mark | undefined, b: Mark | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function tag(mark: Mark): string {
  return mark.tag === "a" ? `<a href="${escaped(mark.href)}">` : `<${mark.tag}>`;
}

function close(marks: readonly Mark[]): string {
  return marks
    .map((mark) => `</${mark.tag}>`)
    .reverse()
    .join("");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
