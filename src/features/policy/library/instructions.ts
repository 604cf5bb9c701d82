/**
 * What an amending decision tells to do, as decisions are written: 将第五条修改为：“…”; 删去第八条; 第十二条第二款中的“三日”修改为“五日”;
 * 增加一条，作为第六条：“…”. What is not understood to the letter is `unclear`, and names the article if it can.
 */
import { readNumeral } from "./numerals.ts";

/** A stretch of the decision's own text. */
export interface Span {
  start: number;
  end: number;
}

/** `article` and `clause` are numbers of the law before the change; `to` the article's number after it. */
export type Instruction =
  | { kind: "replace"; article: number; to?: number; clause?: number; text: Span }
  | { kind: "words"; article: number; clause?: number; old: string; with: string }
  | { kind: "strike"; article: number }
  | { kind: "insert"; to: number; text: Span }
  | { kind: "unclear"; article?: number };

export interface Instructions {
  all: Instruction[];
  /** 条文顺序作相应调整: articles after a new or struck one are counted anew. */
  renumbers: boolean;
}

const N = "[零〇一二两三四五六七八九十百千\\d]{1,9}";
const ARTICLE = `第(${N})条`;
const CLAUSE = `(?:第(${N})款)?`;
const ITEM =
  /^[\s\u3000]*(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])[\s\u3000]*/u;
const RENUMBERS = /(?:条文|条款)?(?:的)?(?:顺序|序号)[^。；]{0,8}(?:相应|作)[^。；]{0,6}调整/u;
/** What belongs to a decision and changes no article by itself. */
const FORMAL =
  /^(?:本决定|本修正案|本修改|根据本决定|《[^》]{1,60}》根据本决定|此外，?对(?:条文|个别文字)|[^“”]{0,40}(?:决定|作如下修改|修改如下)[：:。]?$)/u;
const CHANGES = /修改|改为|删去|删除|增加|废止|移至|合并|调整/u;

const REPLACE = new RegExp(`^(?:将|把)?${ARTICLE}${CLAUSE}(?:改为${ARTICLE}[，,]?(?:并)?)?修改为[：:]\\s*“`, "u");
const INSERT = new RegExp(`^(?:在${ARTICLE}后)?增加一条[，,]?作为${ARTICLE}[：:]\\s*“`, "u");
const WORDS = new RegExp(
  `^(?:将|把)?${ARTICLE}${CLAUSE}中的?“([^“”]{1,80})”(?:统一)?(?:修改为|改为)“([^“”]{1,80})”[。；;]?$`,
  "u",
);
const OMIT = new RegExp(`^(?:删去|删除|将)?${ARTICLE}${CLAUSE}中的?“([^“”]{1,80})”(?:删去|删除)?[。；;]?$`, "u");
const STRIKE = new RegExp(
  `^(?:删去|删除|废止|将)?(${ARTICLE.replace("(", "(?:")}(?:[、和及](?=第)${ARTICLE.replace("(", "(?:")})*)(?:予以)?(?:删去|删除|废止)?[。；;]?$`,
  "u",
);

/** Reads the decision's text from `body` on. Never throws for what stands in it. */
export function readInstructions(raw: string, body: number): Instructions {
  const all: Instruction[] = [];
  let renumbers = false;
  let begun = false;
  for (const { start, end } of parts(raw, body)) {
    const text = raw.slice(start, end);
    const numbered = ITEM.exec(text)?.[0].length ?? 0;
    const from = start + (numbered || text.length - text.trimStart().length);
    const said = raw.slice(from, end).trimEnd();
    const bare = unquoted(said);
    const orders = RENUMBERS.test(bare);
    renumbers ||= orders;
    const read = readOne(raw, from, said);
    if (read) {
      all.push(...read);
      begun = true;
    } else if (
      !FORMAL.test(said) &&
      !(orders && !new RegExp(ARTICLE, "u").test(bare)) &&
      !said.startsWith("#") &&
      (numbered > 0 || (begun && CHANGES.test(said)))
    )
      all.push(unclear(bare));
  }
  return { all, renumbers };
}

/** Lines; one that opens a quotation goes on until the line that closes it. */
function parts(raw: string, body: number): Span[] {
  const out: Span[] = [];
  let open = 0;
  let start = body;
  for (let at = body; at <= raw.length; at++) {
    const char = raw[at];
    if (char === "“") open++;
    else if (char === "”") open = Math.max(0, open - 1);
    else if (char === undefined || (char === "\n" && open === 0 && !announced(raw, start, at))) {
      if (raw.slice(start, at).trim() !== "") out.push({ start, end: at });
      start = at + 1;
    }
  }
  return out;
}

/** "第五条修改为：" whose words begin on the next line. */
function announced(raw: string, start: number, at: number): boolean {
  return /[：:]\s*$/u.test(raw.slice(Math.max(start, at - 4), at)) && /^\s{0,8}“/u.test(raw.slice(at, at + 10));
}

/** Without what stands in quotation marks. */
function unquoted(text: string): string {
  let open = 0;
  let out = "";
  for (const char of text) {
    if (char === "“") open++;
    if (open === 0) out += char;
    if (char === "”") open = Math.max(0, open - 1);
  }
  return out;
}

/** `from`: where `said` begins in the decision. Undefined when it is none of the forms. */
function readOne(raw: string, from: number, said: string): Instruction[] | undefined {
  const replace = REPLACE.exec(said);
  if (replace) {
    const [, article, clause, to] = replace.map((one) => readNumeral(one ?? ""));
    const text = quoted(raw, from + replace[0].length, from + said.length, to ?? article);
    if (article === undefined || !text) return [unclear(said)];
    return [{ kind: "replace", article, text, ...(clause ? { clause } : {}), ...(to ? { to } : {}) }];
  }
  const insert = INSERT.exec(said);
  if (insert) {
    const to = readNumeral(insert[2] ?? "");
    const text = quoted(raw, from + insert[0].length, from + said.length, to);
    return to === undefined || !text ? [unclear(said)] : [{ kind: "insert", to, text }];
  }
  const words = WORDS.exec(said) ?? (/删/.test(said) ? OMIT.exec(said) : null);
  if (words) {
    const [article, clause] = [readNumeral(words[1] ?? ""), readNumeral(words[2] ?? "")];
    if (article === undefined) return [unclear(said)];
    return [{ kind: "words", article, old: words[3] ?? "", with: words[4] ?? "", ...(clause ? { clause } : {}) }];
  }
  const strike = /删|废止/.test(said) ? STRIKE.exec(said) : null;
  if (!strike) return undefined;
  const articles = [...(strike[1] ?? "").matchAll(new RegExp(ARTICLE, "gu"))].map((one) => readNumeral(one[1] ?? ""));
  return articles.map((article) => (article === undefined ? { kind: "unclear" } : { kind: "strike", article }));
}

/** The words between the marks, without the label that repeats the article's number; undefined when they do not end there. */
function quoted(raw: string, start: number, end: number, number: number | undefined): Span | undefined {
  const close = raw.slice(start, end).search(/”[。；;]?\s*$/u);
  if (close <= 0) return undefined;
  const label = new RegExp(`^\\s*${ARTICLE}[\\s\\u3000：:]*`, "u").exec(raw.slice(start, start + close));
  // Another article's label: more than one article stands in these marks, or not the one that was named.
  if (label && readNumeral(label[1] ?? "") !== number) return undefined;
  const from = start + (label?.[0].length ?? 0);
  const inner = raw.slice(from, start + close);
  if (inner.trim() === "" || new RegExp(`\\n\\s*${ARTICLE}[\\s\\u3000]`, "u").test(inner)) return undefined;
  return { start: from + (inner.length - inner.trimStart().length), end: from + inner.trimEnd().length };
}

function unclear(said: string): Instruction {
  const articles = [...unquoted(said).matchAll(new RegExp(ARTICLE, "gu"))];
  const article = articles.length === 1 ? readNumeral(articles[0]?.[1] ?? "") : undefined;
  return article === undefined ? { kind: "unclear" } : { kind: "unclear", article };
}
