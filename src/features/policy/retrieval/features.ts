import { KINDS } from "./kinds.ts";

/**
 * What is looked at beside BM25F, by name as in weights.json. Those before "law." hold for every library; the others are 0
 * unless it is a library of law (`lawful`), so that what was learned there moves nothing else.
 */
export const FEATURES = [
  "share", // BM25F, as a share of what a passage holding every wanted word would get
  "singles", // weighted share of the question's characters that stand in it
  "window", // weighted share of its pairs within 20 characters of each other
  "meant", // the same of lay words that the passage writes otherwise
  "titleMet", // share of the title's pairs that the question says
  "pathMet", // the same of chapter and article
  "purpose", // says what the law is for: shares its words with every question on it
  "closing", // says from when it holds
  "document", // weighted share of its pairs that it or another found passage of its document holds
  "beside", // the same of the two passages before and after it
  "law.raw", // BM25F as it is, in hundreds: the more is asked, the more the words decide
  "law.pairs", // weighted share of its pairs
  "law.singles",
  "law.run", // pairs that follow each other in both
  "law.bodyPairs", // BM25 of the body alone, pairs and characters
  "law.bodySingles",
  "law.length", // ln of the body's length
  ...KINDS.slice(1).map((kind) => `law.${kind}` as const),
  "law.purpose",
  "law.closing",
  "law.definition",
  "law.penalty",
  "law.sisterBest", // the best share among other articles of its law that were found
  "law.sisters", // ln of how many of them were found
  "law.sisterMean",
  "law.neighbours", // shares of the five articles before and after, by nearness
  "law.position", // 0 at the law's beginning, 1 at its end
] as const;
export type Feature = (typeof FEATURES)[number];
