/** Long words in several messages, cut where a reader would pause and never inside a character, a mention or a link. */

const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });
/** Markup that is broken by a cut; of a very long one the cut goes through all the same. */
const WHOLE = /<@[^>\s]{1,128}>|\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)/g;
const SENTENCE = /[。！？；!?;]$/;
const WORD = /[\s，、,]$/;

/** Pieces of at most `limit` bytes of UTF-8 each; together (bar blank edges) they are the words. */
export function cut(words: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = words.trim();
  while (Buffer.byteLength(rest) > limit) {
    const end = placeToCut(rest, limit);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest) pieces.push(rest);
  return pieces;
}

/** The first `most` characters as people count them, with an ellipsis when there are more. */
export function shortened(words: string, most: number): string {
  const signs = [...GRAPHEMES.segment(words)].map(({ segment }) => segment);
  return signs.length <= most ? words : `${signs.slice(0, most - 1).join("")}…`;
}

/** How many characters people count. */
export function signs(words: string): number {
  return [...GRAPHEMES.segment(words)].length;
}

/** The last line that fits, else the last sentence, else the last word; a cut in the first third leaves a stub. */
function placeToCut(words: string, limit: number): number {
  let bytes = 0;
  let end = 0;
  const best = { line: 0, sentence: 0, word: 0 };
  for (const unit of units(words)) {
    bytes += Buffer.byteLength(unit);
    if (bytes > limit) break;
    end += unit.length;
    if (unit.includes("\n")) best.line = end;
    else if (SENTENCE.test(unit)) best.sentence = end;
    else if (WORD.test(unit)) best.word = end;
  }
  for (const place of [best.line, best.sentence, best.word]) if (place > end / 3) return place;
  if (end > 0) return end;
  // One unit longer than a message: at least no half of a code point.
  let code = 0;
  for (const sign of words) {
    if (Buffer.byteLength(words.slice(0, code)) + Buffer.byteLength(sign) > limit) break;
    code += sign.length;
  }
  return Math.max(code, 1);
}

function* units(words: string): Generator<string> {
  let done = 0;
  for (const found of words.matchAll(WHOLE)) {
    for (const { segment } of GRAPHEMES.segment(words.slice(done, found.index))) yield segment;
    yield found[0];
    done = found.index + found[0].length;
  }
  for (const { segment } of GRAPHEMES.segment(words.slice(done))) yield segment;
}
