import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as lancedb from "@lancedb/lancedb";
import { type Engine, fold, grams } from "./engine.ts";

/** LanceDB's full-text index (BM25) over single characters and neighbours, title and text in one column. */
export function lance(): Engine {
  const rows: { id: string; words: string }[] = [];
  let table: lancedb.Table | undefined;
  return {
    add({ id, title, path, text }) {
      rows.push({ id, words: grams(fold(`${title} ${path} ${text}`)).join(" ") });
    },
    async ready() {
      const db = await lancedb.connect(mkdtempSync(join(tmpdir(), "yizhan-lance-")));
      table = await db.createTable("passages", rows);
      rows.length = 0;
      const config = lancedb.Index.fts({
        baseTokenizer: "whitespace",
        withPosition: false,
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
        lowercase: false,
      });
      await table.createIndex("words", { config });
      await table.waitForIndex(["words_idx"], 120);
    },
    async search(question, k) {
      const words = [...new Set(grams(fold(question)))].join(" ");
      if (words === "" || !table) return [];
      const found = await table.search(words, "fts", "words").select(["id"]).limit(k).toArray();
      return found.map(({ id }) => String(id));
    },
  };
}
