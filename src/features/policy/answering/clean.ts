/** A question as it is worked with: what the asker sees of it, and nothing that hides in it (ANSWERS.md §5, B01–B08). */

/** More accents on one letter are a flood, not a language. */
const MARKS = 2;

/**
 * `hidden` counts the characters that nobody sees (zero width, direction, tags, half of a pair): they are taken out.
 * Control characters become blanks. Letters and marks stay as they were written.
 */
export function clean(question: string): { text: string; hidden: number } {
  let hidden = 0;
  const drop = () => {
    hidden++;
    return "";
  };
  const text = question
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Variation_Selector}]/gu, drop)
    .replace(/\p{Cc}+/gu, " ")
    .replace(new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, "gu"), "$1")
    .trim();
  return { text, hidden };
}
