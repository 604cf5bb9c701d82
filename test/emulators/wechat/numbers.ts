/** WeChat has no buttons: what can be chosen stands below the words, numbered, and is chosen by saying the number. */

const LINE = /(?:回复|Reply)[：:]\s*(.+)$/;

/** The number under which this label stands in the last line of these words. */
export function numberOf(text: string, label: string): string | undefined {
  const choices = LINE.exec(text.trimEnd())?.[1]?.split("　") ?? [];
  return choices.map((one) => /^(\d+) (.+)$/.exec(one)).find((found) => found?.[2] === label)?.[1];
}
