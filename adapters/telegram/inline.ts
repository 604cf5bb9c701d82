/** The marks inside one line of Markdown. */
import type { Mark, Span } from "./span.ts";

const WORD = "[\\p{L}\\p{N}]";
/** In this order: what is found first at a place wins. Underscores inside words (file_id) are no emphasis. */
const FORMS = [
  String.raw`\\(?<escaped>[!-/:-@[-${"`"}{-~])`,
  "(?<ticks>`+)(?<code>.+?)\\k<ticks>(?!`)",
  String.raw`!?\[(?<label>(?:\\.|[^\]\\]){0,256})\]\((?<href>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)`,
  String.raw`<(?<auto>https?://[^\s<>]+)>`,
  String.raw`(?<bare>https?://[^\s<>，。；、）」』】]+)`,
  String.raw`\*\*(?=\S)(?<bold>.+?)(?<=\S)\*\*(?!\*)`,
  `(?<!${WORD})__(?=\\S)(?<bold2>.+?)(?<=\\S)__(?!${WORD})`,
  String.raw`~~(?=\S)(?<struck>.+?)(?<=\S)~~`,
  String.raw`(?<![\w*])\*(?=[^\s*])(?<italic>.+?)(?<=[^\s*])\*(?![\w*])`,
  `(?<!${WORD}|_)_(?=[^\\s_])(?<italic2>.+?)(?<=[^\\s_])_(?!${WORD}|_)`,
].join("|");

/** Runs of a line; what is no complete form stays as it was written. */
export function inline(line: string, marks: readonly Mark[]): Span[] {
  const spans: Span[] = [];
  let done = 0;
  const found = new RegExp(FORMS, "gu");
  for (let hit = found.exec(line); hit; hit = found.exec(line)) {
    if (hit.index > done) spans.push({ text: line.slice(done, hit.index), marks });
    spans.push(...form(hit.groups ?? {}, hit[0], marks));
    done = hit.index + hit[0].length;
  }
  if (done < line.length) spans.push({ text: line.slice(done), marks });
  return spans;
}

function form(found: Record<string, string | undefined>, whole: string, marks: readonly Mark[]): Span[] {
  const { escaped, code, label, href, auto, bare, bold, bold2, struck, italic, italic2 } = found;
  if (escaped !== undefined) return [{ text: escaped, marks }];
  if (code !== undefined) return [{ text: code.trim() || code, marks: [...marks, { tag: "code" }] }];
  if (label !== undefined && href !== undefined) return link(label, href, marks);
  if (auto !== undefined || bare !== undefined) return [{ text: auto ?? bare ?? "", marks }];
  if (bold ?? bold2) return inline(bold ?? bold2 ?? "", [...marks, { tag: "b" }]);
  if (struck) return inline(struck, [...marks, { tag: "s" }]);
  if (italic ?? italic2) return inline(italic ?? italic2 ?? "", [...marks, { tag: "i" }]);
  return [{ text: whole, marks }];
}

/** Links that Telegram opens. A person's address becomes a mention; any other address leaves its words. */
function link(label: string, href: string, marks: readonly Mark[]): Span[] {
  const person = /^telegram:(\d+)$/.exec(href)?.[1];
  const opens = person ? `tg://user?id=${person}` : /^(https?|tg):\/\//.test(href) ? href : undefined;
  return inline(label || href, opens ? [...marks, { tag: "a", href: opens }] : marks);
}
