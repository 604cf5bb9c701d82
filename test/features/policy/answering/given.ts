/** Passages to verify against, written down or read from a file of the development data. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Given, give } from "../../../../src/features/policy/answering/passages.ts";
import { readDocument } from "../../../../src/features/policy/library/document.ts";

/** One given passage an article: `[title, article, text]`. */
export function given(...all: [title: string, article: string, text: string][]): Given[] {
  return give(
    all.map(([title, article, text]) => {
      const raw = `---\ntitle: ${title}\nnumber: 示例〔2025〕1号\neffective: 2025-08-01\n---\n${article} ${text}`;
      const document = readDocument("file", `${title}.md`, raw);
      const passage = document.passages[0];
      if (!passage) throw new Error("no passage");
      return { document, passage, score: 1 };
    }),
  );
}

export interface Article {
  id: string;
  law: string;
  article: string;
  text: string;
}

/** Where the development data lies; undefined, with a reason to skip, when it does not. */
export function corpus(): { articles: Article[] } | { skip: string } {
  const dir = resolve(process.env.YIZHAN_DATA ?? "../shared/data");
  const file = `${dir}/retrieval/stard-r/corpus.jsonl.gz`;
  if (!existsSync(file)) return { skip: `no data at ${file}; set YIZHAN_DATA` };
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return { articles: lines.map((line) => JSON.parse(line) as Article) };
}
