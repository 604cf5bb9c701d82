/** Words of a cases file as something to look for: letters as they stand, `…` for up to three more, `……` for up to six. */

/** Undefined for no words: then nothing is found. */
export function patternOf(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const one = (word: string) =>
    word
      .split(/(…+)/)
      .map((part) => (part.startsWith("…") ? `.{0,${3 * part.length}}` : part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")))
      .join("");
  return new RegExp(words.map(one).join("|"));
}
