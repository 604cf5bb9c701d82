import { eachPassage } from "../../src/eval/passages.ts";
import type { Fields } from "../../src/features/policy/retrieval/build.ts";
import { chance } from "../crash/chance.ts";

const SEED = 4;

/** A corpus as it lies in its file. */
export async function readCorpus(file: string): Promise<{ ids: string[]; passages: Fields[] }> {
  const ids: string[] = [];
  const passages: Fields[] = [];
  await eachPassage(file, (id, fields) => {
    ids.push(id);
    passages.push(fields);
  });
  return { ids, passages };
}

/**
 * `count` passages out of a corpus: first it as it is, then edition after edition of every law, in which each article goes
 * on, after half of its sentences, as another article chosen by a seeded chance. The same corpus gives the same passages.
 */
export function* many(corpus: readonly Fields[], count: number): Generator<Fields> {
  const { integer } = chance(SEED);
  const halves = corpus.map(({ body }) => {
    const sentences = body.split(/(?<=[。；])/);
    const middle = Math.ceil(sentences.length / 2);
    return [sentences.slice(0, middle).join(""), sentences.slice(middle).join("")] as const;
  });
  for (let n = 0; n < count; n++) {
    const edition = Math.floor(n / corpus.length);
    const place = n % corpus.length;
    const one = corpus[place] as Fields;
    if (edition === 0) yield one;
    else {
      const body = `${halves[place]?.[0]}${halves[integer(corpus.length)]?.[1]}`;
      yield { title: `${one.title}（第${edition}版）`, path: one.path, body };
    }
  }
}
