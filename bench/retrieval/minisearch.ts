import MiniSearch from "minisearch";
import { type Engine, fold, grams } from "./engine.ts";

/** MiniSearch: BM25+ over single characters and neighbours. */
export function minisearch(): Engine {
  const words = (text: string) => grams(fold(text));
  const search = new MiniSearch({
    fields: ["title", "text"],
    tokenize: words,
    processTerm: (term) => term,
    searchOptions: { combineWith: "OR", tokenize: (text) => [...new Set(words(text))] },
  });
  return {
    add({ id, title, path, text }) {
      search.add({ id, title: `${title} ${path}`, text });
    },
    async ready() {},
    search: (question, k) =>
      search
        .search(question)
        .slice(0, k)
        .map(({ id }) => String(id)),
  };
}
