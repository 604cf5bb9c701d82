/** Corpora, questions and judgements as files: JSONL or JSONL.gz, and TSV or TSV.gz. */
import { z } from "zod";
import { UserError } from "#bot";
import type { Fields } from "../features/policy/retrieval/build.ts";
import { allRecords, lines, records } from "./lines.ts";

const id = z.union([z.string(), z.number()]).transform(String);
const passageShape = z.looseObject({
  id,
  title: z.string().nullish(),
  text: z.string(),
  /** Of a law's article: the law, its chapter and its article, where a corpus has them. */
  law: z.string().nullish(),
  section: z.string().nullish(),
  article: z.string().nullish(),
});
const questionShape = z.looseObject({ id, text: z.string() });
const FORM = '{"id","text",…}';

export interface Question {
  id: string;
  text: string;
}

/** Calls `take` with each passage of a corpus, one in memory at a time. */
export async function eachPassage(file: string, take: (id: string, fields: Fields) => void): Promise<void> {
  for await (const one of records(file, passageShape, FORM)) {
    const { law, section, article, title, text } = one;
    const path = law ? [section, article].filter(Boolean).join(" ") : "";
    take(one.id, { title: law || title || "", path, body: text });
  }
}

export async function readQuestions(file: string): Promise<Question[]> {
  const all = await allRecords(file, questionShape, FORM, "没有问题 / no questions");
  return all.map(({ id, text }) => ({ id, text }));
}

/** Question to its passages and their relevance above 0; a heading line is passed over, a missing relevance is 1. */
export async function readJudgements(file: string): Promise<Map<string, Map<string, number>>> {
  const out = new Map<string, Map<string, number>>();
  let first = true;
  for await (const { number, text } of lines(file)) {
    const heading = first;
    first = false;
    const cells = text.split("\t").map((cell) => cell.trim());
    // Four columns are TREC's: question, iteration, passage, relevance.
    const [question = "", passage = "", said = "1"] = cells.length >= 4 ? [cells[0], cells[2], cells[3]] : cells;
    const relevance = Number(said);
    if (question === "" || passage === "" || Number.isNaN(relevance)) {
      if (heading) continue;
      throw new UserError(`${file}:${number}: 每行应是 问题⇥段落⇥相关 / each line must be question⇥passage⇥relevance`);
    }
    if (relevance <= 0) continue;
    const known = out.get(question) ?? new Map<string, number>();
    out.set(question, known.set(passage, relevance));
  }
  return out;
}
