/** What an engine has to do to be measured. */
export interface Passage {
  id: string;
  title: string;
  /** Chapter and article, where a corpus has them. */
  path: string;
  text: string;
}

export interface Engine {
  add(passage: Passage): void;
  /** Everything is in: from here on it is asked. */
  ready(): Promise<void>;
  /** The best `k` ids, best first. */
  search(question: string, k: number): Promise<string[]> | string[];
}

/** Simplified or not, lower case, marks as spaces: the same folding for all, so that engines are compared, not alphabets. */
export { fold } from "../../src/features/policy/retrieval/normalise.ts";

/** Single Han characters and neighbours, and words of letters or digits: how engines without Chinese are given a text. */
export function grams(folded: string): string[] {
  const out: string[] = [];
  for (const [run] of folded.matchAll(/[\u3400-\u4dbf\u4e00-\u9fff〇]+|[^\s\u3400-\u4dbf\u4e00-\u9fff〇]+/g)) {
    if (!/^[\u3400-\u4dbf\u4e00-\u9fff〇]/.test(run)) {
      out.push(run);
      continue;
    }
    for (let i = 0; i < run.length; i++) {
      out.push(run.charAt(i));
      if (i + 1 < run.length) out.push(run.slice(i, i + 2));
    }
  }
  return out;
}
