import { Builder, type Index } from "../../src/features/policy/retrieval/build.ts";
import { readQuery } from "../../src/features/policy/retrieval/query.ts";
import { rank } from "../../src/features/policy/retrieval/rank.ts";
import { warm } from "../../src/features/policy/retrieval/warm.ts";
import type { Engine } from "./engine.ts";

/** Ours, as the program runs it. */
export function ours(): Engine {
  const builder = new Builder();
  const ids: string[] = [];
  let index: Index | undefined;
  return {
    add({ id, title, path, text }) {
      ids.push(id);
      builder.add({ title, path, body: text });
    },
    async ready() {
      index = builder.close();
      // As the program does when it opens a library.
      for (const _ of warm(index));
    },
    search(question, k) {
      return index ? rank(index, readQuery(index, question), k).map(({ doc }) => ids[doc] ?? "") : [];
    },
  };
}
