/** The data sets of YIZHAN_DATA (default ../shared/data), as they lie there. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { buildIndex, type Index } from "../../src/features/policy/retrieval/build.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const DATA = `${process.env.YIZHAN_DATA ?? `${ROOT}../shared/data`}/retrieval`;

export interface Question {
  id: string;
  text: string;
}
export interface Corpus {
  ids: string[];
  laws: string[];
  index: Index;
}

export const hasData = (): boolean => existsSync(`${DATA}/stard-r/corpus.jsonl.gz`);
const text = (file: string): string => gunzipSync(readFileSync(`${DATA}/${file}`)).toString("utf8");
const lines = (file: string): string[] => text(file).split("\n").filter(Boolean);
export const json = <T>(file: string): T => JSON.parse(text(file)) as T;
export const questions = (file: string): Question[] => lines(file).map((line) => JSON.parse(line) as Question);

/** Question to its passages. */
export function qrels(file: string): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const line of lines(file)) {
    const [question = "", passage = "", relevance] = line.split("\t");
    if (Number(relevance) > 0) out.set(question, (out.get(question) ?? new Set()).add(passage));
  }
  return out;
}

interface Row {
  id: string;
  title: string;
  text: string;
  law?: string;
  section?: string;
  article?: string;
}

/** A corpus, indexed; without the laws of `without`. */
export function corpus(file: string, without: Set<string> = new Set()): Corpus {
  const rows = lines(file)
    .map((line) => JSON.parse(line) as Row)
    .filter(({ law }) => law === undefined || !without.has(law));
  const index = buildIndex(
    rows.map(({ title, text, law, section, article }) => ({
      title: law ?? title,
      path: law ? [section, article].filter(Boolean).join(" ") : "",
      body: text,
    })),
  );
  return { ids: rows.map(({ id }) => id), laws: rows.map(({ law }) => law ?? ""), index };
}
