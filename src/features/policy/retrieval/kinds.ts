/**
 * What sort of text a passage is, read from its document's title and its own words. Chinese laws carry their rank at the
 * end of their title (Legislation Law of the PRC, ch. 2-4; State Council's rules on the naming of regulations).
 */
export const KINDS = ["other", "code", "law", "court", "regulation"] as const;

/** The place in KINDS of a folded title; measures, rules, notices and guides are "other" to each other's equals. */
export function kindOf(title: string): number {
  const parts = title.trim().split(" ");
  // A note in brackets follows the name; what stands before it tells the rank.
  const name = parts.find((part) => /(?:法|条例)$/.test(part)) ?? parts[0] ?? "";
  const kind = (): (typeof KINDS)[number] => {
    if (/最高人民|高级人民/.test(title)) return "court";
    if (/法典$/.test(name)) return "code";
    if (/(?<!办)法$/.test(name)) return "law";
    if (/条例$/.test(name)) return "regulation";
    return "other";
  };
  return KINDS.indexOf(kind());
}

/** Bits of a passage's marks. */
export const MARK = { article: 1, purpose: 2, closing: 4, definition: 8, penalty: 16 };

/** Which marks a folded passage bears: an article of a text, and articles that share their words with every question. */
export function marksOf(path: string, body: string): number {
  return (
    (/第.{1,9}条/.test(path) ? MARK.article : 0) |
    (/^为了|制定本/.test(body) ? MARK.purpose : 0) |
    (/自.{4,14}起(?:施行|实施)/.test(body) ? MARK.closing : 0) |
    (/是指|指的是/.test(body) ? MARK.definition : 0) |
    (/罚款|有期徒刑|警告|吊销/.test(body) ? MARK.penalty : 0)
  );
}
