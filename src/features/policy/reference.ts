import { readNumeral, writeNumeral } from "./library/numerals.ts";
import { fold } from "./retrieval/normalise.ts";

/** A question that names an article: "劳动法第38条怎么说". */
export interface Named {
  number: number;
  /** Does it also name the law? Then no other text may answer. */
  law: boolean;
  /** The question with the article written as documents write it. */
  question: string;
  /** The question without the article. */
  rest: string;
}

const N = "[零〇一二两三四五六七八九十百千\\d]{1,9}";
const ARTICLE = new RegExp(`第(${N})条(?!例)`);
/** The kinds of documents, as they stand right before an article; 规定 is one only after a name. */
const LAW = /[\u4e00-\u9fff](法|条例|办法|规定|规范|指引|细则|规则|通知|意见|决定)[ ]?$/;

/** The first article that a question names, if it names one. */
export function readReference(question: string): Named | undefined {
  const folded = fold(question.slice(0, 2_000));
  const found = ARTICLE.exec(folded);
  const number = readNumeral(found?.[1] ?? "");
  if (!found || number === undefined) return undefined;
  const before = folded.slice(Math.max(0, found.index - 20), found.index);
  const after = folded.slice(found.index + found[0].length);
  return {
    number,
    law: LAW.test(before),
    question: `${folded.slice(0, found.index)}第${writeNumeral(number)}条${after}`,
    rest: `${folded.slice(0, found.index)} ${after}`.trim(),
  };
}
