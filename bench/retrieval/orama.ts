import { create, insert, search } from "@orama/orama";
import { type Engine, fold, grams } from "./engine.ts";

/** Orama: BM25 over single characters and neighbours; any of them may match (threshold 1). */
export function orama(): Engine {
  const tokenizer = {
    language: "chinese",
    normalizationCache: new Map<string, string>(),
    tokenize: (text: string) => [...new Set(grams(fold(text)))],
  };
  const db = create({ schema: { title: "string", text: "string" } as const, components: { tokenizer } });
  return {
    add({ id, title, path, text }) {
      insert(db, { id, title: `${title} ${path}`, text });
    },
    async ready() {},
    async search(question, k) {
      const found = await search(db, { term: question, limit: k, threshold: 1 });
      return found.hits.map(({ id }) => id);
    },
  };
}
