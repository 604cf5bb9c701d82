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
