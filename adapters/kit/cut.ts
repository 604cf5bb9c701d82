/** Long words into pieces that fit, without tearing a character, a sentence or a line where that can be helped. */

/** What words cost in one message of a platform, in its bytes; the parts of a text cost together what it costs. */
export type Weigh = (words: string) => number;

/** Pieces of at most `first`, the last one of at most `last`; joined (bar blank edges) they are the words. */
export function cut(words: string, weigh: Weigh, first: number, last = first): string[] {
  const pieces: string[] = [];
  let rest = words;
  while (weigh(rest) > last) {
    // What would fit a whole piece but not the last one is halved at the last one's size.
    const end = endOf(rest, weigh, weigh(rest) > first ? first : last);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest || pieces.length === 0 ? [...pieces, rest] : pieces;
}

/** One piece, the rest left out with a sign that there was more. */
export function shortened(words: string, weigh: Weigh, most: number): string {
  return weigh(words) <= most ? words : `${words.slice(0, endOf(words, weigh, most - MORE_ROOM)).trimEnd()}\n……`;
}

/** Where to cut: after the last line, else the last sentence, in the second half of what fits; else in between. */
function endOf(words: string, weigh: Weigh, most: number): number {
  let spent = 0;
  let end = 0;
  let line = 0;
  let sentence = 0;
  for (const { segment, index } of GRAPHEMES.segment(words)) {
    spent += weigh(segment);
    if (spent > most && end > 0) break;
    end = index + segment.length;
    if (segment.includes("\n")) line = end;
    else if (SENTENCE.includes(segment)) sentence = end;
  }
  if (line > end / 2) return line;
  return sentence > end / 2 ? sentence : end;
}

/** For the sign that there was more, however it is escaped. */
const MORE_ROOM = 16;
const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });
const SENTENCE = ["。", "！", "？", "；", "，", "、", " ", ".", "!", "?", ";"];
