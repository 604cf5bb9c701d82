/** One quotable part of a document: places in the file's own text, so that what is shown is cut out of it, letter by letter. */
export interface Passage {
  /** "第七条"; in a text without articles the heading it stands under, or "第2段". */
  article: string;
  /** "第二款" or "第二款第（三）项": which piece of a long article this is, where it begins there. */
  clause?: string;
  /** The page it begins on, from 1, where the file has pages. */
  page?: number;
  /** Part, chapter, section or headings above it, outermost first. */
  path: string[];
  start: number;
  end: number;
  /** The whole article or section, where this is a piece of a long one. */
  whole: { start: number; end: number };
}
