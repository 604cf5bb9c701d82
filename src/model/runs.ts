/** Finds whether one text repeats a stretch of another, forwards or backwards. */

/** Letters and digits only: marks, blanks and hidden characters must not break a stretch. */
function plain(text: string): string[] {
  return Array.from(
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  );
}

/** Returns a test: does a text hold `length` neighbouring characters of `source`, in either direction? */
export function runs(source: string): (text: string, length: number) => boolean {
  const forward = plain(source);
  const both = [forward.join(""), forward.toReversed().join("")];
  return (text, length) => {
    const said = plain(text);
    for (let at = 0; at + length <= said.length; at++) {
      const piece = said.slice(at, at + length).join("");
      if (both.some((one) => one.includes(piece))) return true;
    }
    return false;
  };
}
