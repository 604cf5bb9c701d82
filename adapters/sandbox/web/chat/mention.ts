/** Is somebody being mentioned where the caret stands? Pure. */

export interface Mentioning {
  /** Where the at sign stands. */
  from: number;
  /** What was typed after it. */
  query: string;
}

/** From the last at sign up to the caret, unless a space has ended it. An address like a@b.cn is no mention. */
export function mentioning(text: string, caret: number): Mentioning | undefined {
  const found = /(?<![A-Za-z0-9._-])[@＠]([^\s@＠]{0,12})$/u.exec(text.slice(0, caret));
  return found ? { from: found.index, query: found[1] ?? "" } : undefined;
}

/** The text with the name put in, and where the caret goes. */
export function putName(text: string, { from, query }: Mentioning, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(from + 1 + query.length).trimStart(), caret: before.length };
}
