/** A quotation: WeChat hands it over as text, the quoted words above a rule of dashes, and tells no id. */

export interface Quoted {
  /** Who is quoted, as they are called there. */
  name: string;
  words: string;
  /** What was said about it. */
  rest: string;
}

const QUOTE = /^「([^：\n]{1,64})：([\s\S]*?)」\n(?:- ?){6,}\n([\s\S]*)$/;

export function quoted(text: string): Quoted | undefined {
  const [, name, words, rest] = QUOTE.exec(text) ?? [];
  return name === undefined || words === undefined || rest === undefined ? undefined : { name, words, rest };
}
