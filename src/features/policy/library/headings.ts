import { readNumeral } from "./numerals.ts";
import { ROW } from "./row.ts";

/** What one line of a document is. `rest`: where, in the line, the text after the label begins. */
export type Line =
  | { kind: "blank" | "note" | "text" }
  | { kind: "row"; rest: number }
  | { kind: "heading"; depth: number; label: string }
  | { kind: "unit"; depth: number; label: string }
  | { kind: "article"; label: string; number: number; rest: number }
  | { kind: "item"; depth: number; label: string };

const N = "[零〇一二两三四五六七八九十百千\\d]";
const ARTICLE = new RegExp(`^(\\*\\*|__)?(第(${N}{1,9})条(?:之[一二三四五六七八九十]{1,3})?)(\\*\\*|__)?`);
const UNIT = new RegExp(`^(?:\\*\\*)?第${N}{1,9}(分编|编|章|节|部分)`);
const UNIT_DEPTH: Record<string, number> = { 编: 1, 部分: 1, 分编: 2, 章: 3, 节: 4 };
/** How a sentence goes on that speaks of an article: "第十条规定的…", "第十条、第十一条…", "第十条的…". */
const REFERENCE =
  /^(规定|的|第|、|，|,|。|；|;|）|\)|和|至|及|与|或|所|中|之|以|到|前|后|各|款|项|除外|确定|情形|处罚|执行|办理)/;

/** No heading is longer; a longer line with # before it is text. */
const LONGEST = 120;

/** What a line is by itself and by the number of the article before it (0: none yet). Lines are looked at once, from the left. */
export function readLine(line: string, before: number): Line {
  const text = line.trimStart();
  const indent = line.length - text.length;
  if (text.trim() === "" || /^(-{3,}|\*{3,}|_{3,})\s*$/.test(text)) return { kind: "blank" };
  if (text.startsWith(">")) return { kind: "note" };
  if (text.startsWith(ROW)) return { kind: "row", rest: ROW.length };
  const annex = /^附(件|表|录)[\s\u3000\d一二三四五六七八九十：:]{0,6}[^。；;，,]{0,40}$/.test(text);
  if (annex) return { kind: "heading", depth: 1, label: clean(text) };
  const hashes = /^(#{1,6})[ \t\u3000]+/.exec(text);
  const inner = hashes ? text.slice(hashes[0].length) : text;
  const at = indent + (hashes?.[0].length ?? 0);
  const article = readArticle(inner, before, hashes !== null);
  if (article) return { ...article, rest: at + article.rest };
  const unit = readUnit(inner, hashes !== null);
  if (unit) return unit;
  if (hashes && inner.length <= LONGEST) return { kind: "heading", depth: hashes[1]?.length ?? 1, label: clean(inner) };
  const item = /^(?:([一二三四五六七八九十]{1,3})、|[（(][一二三四五六七八九十]{1,3}[）)]|(\d{1,2})[.．、](?!\d))/.exec(
    text,
  );
  if (item) return { kind: "item", depth: item[1] ? 1 : item[2] ? 3 : 2, label: item[0] };
  return { kind: "text" };
}

function readArticle(inner: string, before: number, marked: boolean): (Line & { kind: "article" }) | undefined {
  const found = ARTICLE.exec(inner);
  const number = readNumeral(found?.[3] ?? "");
  if (!found || number === undefined) return undefined;
  const after = inner.slice(found[0].length);
  // 第七条之一 keeps the number of 第七条.
  const next = number === before + 1 || (number === before && (found[2] ?? "").includes("之"));
  const gap = /^[\s\u3000：:]+/.exec(after)?.[0].length ?? 0;
  const goesOn = REFERENCE.test(after.slice(gap));
  // Bold or a heading says it; a gap says it unless the sentence goes on out of turn; otherwise only the turn does.
  const isHeading =
    marked ||
    found[1] !== undefined ||
    after === "" ||
    (gap > 0 ? next || !goesOn : next && !goesOn && !/^[（(][一二三四五六七八九十]/.test(after));
  if (!isHeading) return undefined;
  return { kind: "article", label: found[2] ?? "", number, rest: found[0].length + gap };
}

/** A chapter's line is short and no sentence; "第三章规定的…" is one. */
function readUnit(inner: string, marked: boolean): Line | undefined {
  const found = UNIT.exec(inner);
  if (!found || inner.length > 60 || /[。；;，,]/.test(inner)) return undefined;
  const after = inner.slice(found[0].length);
  const spaced = after === "" || /^(\*\*)?[\s\u3000]/.test(after);
  if (!marked && !spaced && (REFERENCE.test(after) || inner.length > 25)) return undefined;
  return { kind: "unit", depth: UNIT_DEPTH[found[1] ?? ""] ?? 3, label: clean(inner) };
}

/** A heading as it is shown: without marks, closing hashes and doubled gaps. */
function clean(text: string): string {
  return text
    .replace(/\s+#+\s*$/, "")
    .replaceAll("**", "")
    .replace(/[\s\u3000]+/g, " ")
    .trim();
}
