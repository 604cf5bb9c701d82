/** Long words into pieces that fit, without tearing a character, a sentence or a line where that can be helped. */

/**
 * DingTalk gives the length of sampleMarkdown twice, as 500 and as 5,000 characters, and a web hook's whole body as
 * 20,000 bytes (errcode 460101). 500 cannot be meant: longer ones arrive every day. "Characters" may mean bytes of
 * UTF-8, so a piece stays under 5,000 of these, with room for the title and the JSON around it.
 */
export const PIECE_BYTES = 4_600;

/** What a text costs when it is sent: a line break becomes two blanks and a break, a quotation mark is escaped. */
export function weigh(words: string): number {
  let bytes = Buffer.byteLength(words);
  for (const sign of words) if (sign === "\n") bytes += 2;
  for (const sign of words) if (sign === '"' || sign === "\\") bytes += 1;
  return bytes;
}

/** Pieces of at most `most` bytes; joined (bar blank edges) they are the words. */
export function cut(words: string, most = PIECE_BYTES): string[] {
  const pieces: string[] = [];
  let rest = words;
  while (weigh(rest) > most) {
    const end = endOf(rest, most);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest || pieces.length === 0 ? [...pieces, rest] : pieces;
}

/** One piece, the rest left out with a sign that there was more. */
export function shortened(words: string, most = PIECE_BYTES): string {
  return weigh(words) <= most ? words : `${words.slice(0, endOf(words, most - 16)).trimEnd()}\n……`;
}

/** Where to cut: after the last line, else the last sentence, in the second half of what fits; else in between. */
function endOf(words: string, most: number): number {
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

const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });
const SENTENCE = ["。", "！", "？", "；", "，", "、", " ", ".", "!", "?", ";"];
