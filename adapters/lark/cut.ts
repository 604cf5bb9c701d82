/** Long words into pieces that fit, without tearing a character, a sentence or a line where that can be helped. */

/**
 * What a string costs in a request body, in bytes: it is a JSON string inside a JSON string, so a line break costs 3
 * and a quotation mark 4; a `<` may become an escape.
 */
export function weigh(words: string): number {
  const twice = JSON.stringify(JSON.stringify(words));
  return Buffer.byteLength(twice) - 6 + 4 * (words.split("<").length - 1);
}

/** Pieces of at most `first` bytes, the last one of at most `last`; joined (bar blank edges) they are the words. */
export function cut(words: string, first: number, last: number): string[] {
  const pieces: string[] = [];
  let rest = words;
  while (weigh(rest) > last) {
    // What would fit a whole piece but not the last one is halved at the last one's size.
    const budget = weigh(rest) > first ? first : last;
    const end = endOf(rest, budget);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest || pieces.length === 0 ? [...pieces, rest] : pieces;
}

/** Where to cut: after the last line, else the last sentence, in the second half of what fits; else in between. */
export function endOf(words: string, budget: number): number {
  let spent = 0;
  let end = 0;
  let line = 0;
  let sentence = 0;
  for (const { segment, index } of GRAPHEMES.segment(words)) {
    spent += weigh(segment);
    if (spent > budget && end > 0) break;
    end = index + segment.length;
    if (segment.includes("\n")) line = end;
    else if (SENTENCE.includes(segment)) sentence = end;
  }
  if (line > end / 2) return line;
  return sentence > end / 2 ? sentence : end;
}

const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });
const SENTENCE = ["。", "！", "？", "；", "，", "、", " ", ".", "!", "?", ";"];
