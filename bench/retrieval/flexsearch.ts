import FlexSearch from "flexsearch";
import { type Engine, fold, grams } from "./engine.ts";

/** FlexSearch: its own scoring by place and context, any word may be missing (`suggest`). */
export function flexsearch(): Engine {
  const index = new FlexSearch.Index({ tokenize: "strict", encode: (text: string) => grams(fold(text)) });
  const ids: string[] = [];
  return {
    add({ id, title, path, text }) {
      ids.push(id);
      index.add(ids.length - 1, `${title} ${path} ${text}`);
    },
    async ready() {},
    search: (question, k) =>
      (index.search(question, { limit: k, suggest: true }) as number[]).map((place) => ids[place] ?? ""),
  };
}
