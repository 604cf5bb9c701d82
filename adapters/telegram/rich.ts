/** Markdown as runs of plain text with marks: what can be cut anywhere and shown as any platform's markup. */
import { inline } from "./inline.ts";
import { type Mark, type Span, trimmed } from "./span.ts";

/** Line by line: chats keep line breaks, so a paragraph's lines are not joined as a book would. */
export function rich(markdown: string): Span[] {
  const spans: Span[] = [];
  let fence: string[] | undefined;
  for (const line of markdown.replace(/\r\n?/g, "\n").split("\n")) {
    const edge = /^\s*```/.test(line);
    if (edge && fence) {
      spans.push({ text: fence.join("\n"), marks: [{ tag: "pre" }] }, { text: "\n", marks: [] });
      fence = undefined;
    } else if (edge) fence = [];
    else if (fence) fence.push(line);
    else spans.push(...oneLine(line), { text: "\n", marks: [] });
  }
  // A fence that nobody closed is still somebody's words.
  if (fence) spans.push({ text: fence.join("\n"), marks: [{ tag: "pre" }] });
  return trimmed(merged(spans));
}

function oneLine(line: string): Span[] {
  const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
  if (heading !== undefined) return inline(heading, [{ tag: "b" }]);
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return [{ text: "———", marks: [] }];
  const quoted = /^\s{0,3}>\s?(.*)$/.exec(line)?.[1];
  if (quoted !== undefined) return inline(quoted || " ", [{ tag: "blockquote" }]);
  const item = /^(\s*)[-*+]\s+(.*)$/.exec(line);
  if (item) return [{ text: `${item[1]}• `, marks: [] }, ...inline(item[2] ?? "", [])];
  return inline(line, []);
}

/** Neighbours with the same marks become one; the break between two quoted lines belongs to the quotation. */
function merged(spans: Span[]): Span[] {
  const out: Span[] = [];
  spans.forEach((span, at) => {
    const before = out.at(-1);
    const quote = before?.marks.find((mark) => mark.tag === "blockquote");
    const goesOn = quote && span.text === "\n" && spans[at + 1]?.marks[0]?.tag === "blockquote";
    const marks = goesOn ? [quote] : span.marks;
    if (before && same(before.marks, marks)) out[out.length - 1] = { text: before.text + span.text, marks };
    else if (span.text) out.push({ text: span.text, marks });
  });
  return out;
}

function same(a: readonly Mark[], b: readonly Mark[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
