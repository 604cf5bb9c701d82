import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type Engine, fold, grams } from "./engine.ts";

/** SQLite's FTS5 in memory, over single characters and neighbours; title weighs as the text does. */
export function fts5(): Engine {
  const db = new DatabaseSync(":memory:");
  db.exec(
    "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, body, content='', contentless_delete=0, tokenize='unicode61')",
  );
  const ids: string[] = [];
  const put = db.prepare("INSERT INTO passages (rowid, id, title, body) VALUES (?, NULL, ?, ?)");
  let ask: StatementSync | undefined;
  db.exec("BEGIN");
  return {
    add({ id, title, path, text }) {
      ids.push(id);
      put.run(ids.length, grams(fold(`${title} ${path}`)).join(" "), grams(fold(text)).join(" "));
    },
    async ready() {
      db.exec("COMMIT");
      db.exec("INSERT INTO passages(passages) VALUES ('optimize')");
      ask = db.prepare("SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?");
    },
    search(question, k) {
      const words = [...new Set(grams(fold(question)))];
      if (words.length === 0) return [];
      const rows = ask?.all(words.map((word) => `"${word}"`).join(" OR "), k) ?? [];
      return rows.map((row) => ids[Number(row.rowid) - 1] ?? "");
    },
  };
}
