/** Corpora, questions and judgements as files: JSONL or JSONL.gz, and TSV or TSV.gz. */
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { UserError } from "#bot";
import type { Fields } from "../features/policy/retrieval/build.ts";

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

export interface Question {
  id: string;
  text: string;
}

/** Calls `take` with each passage of a corpus, one in memory at a time. */
export async function eachPassage(file: string, take: (id: string, fields: Fields) => void): Promise<void> {
  for await (const one of records(file, passageShape)) {
    const { law, section, article, title, text } = one;
    const path = law ? [section, article].filter(Boolean).join(" ") : "";
    take(one.id, { title: law || title || "", path, body: text });
  }
}

export async function readQuestions(file: string): Promise<Question[]> {
  const out: Question[] = [];
  for await (const { id, text } of records(file, questionShape)) out.push({ id, text });
  if (out.length === 0) throw new UserError(`${file}: 没有问题 / no questions`);
  return out;
}

/** Question to its passages and their relevance above 0; a heading line is passed over, a missing relevance is 1. */
export async function readJudgements(file: string): Promise<Map<string, Map<string, number>>> {
  const out = new Map<string, Map<string, number>>();
  let at = 0;
  for await (const line of lines(file)) {
    at++;
    const cells = line.split("\t").map((cell) => cell.trim());
    // Four columns are TREC's: question, iteration, passage, relevance.
    const [question = "", passage = "", said = "1"] = cells.length >= 4 ? [cells[0], cells[2], cells[3]] : cells;
    const relevance = Number(said);
    if (question === "" || passage === "" || Number.isNaN(relevance)) {
      if (at === 1) continue;
      throw new UserError(`${file}:${at}: 每行应是 问题⇥段落⇥相关 / each line must be question⇥passage⇥relevance`);
    }
    if (relevance <= 0) continue;
    const known = out.get(question) ?? new Map<string, number>();
    out.set(question, known.set(passage, relevance));
  }
  return out;
}

async function* records<T>(file: string, shape: z.ZodType<T>): AsyncGenerator<T> {
  let at = 0;
  for await (const line of lines(file)) {
    at++;
    const read = shape.safeParse(parsed(line));
    if (!read.success)
      throw new UserError(`${file}:${at}: 每行应是 {"id","text",…} / each line must be {"id","text",…}`);
    yield read.data;
  }
}

async function* lines(file: string): AsyncGenerator<string> {
  if (!existsSync(file)) throw new UserError(`${file}: 没有这个文件 / no such file`);
  const bytes = createReadStream(file);
  const plain = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => plain.destroy(error));
  for await (const line of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
    const bare = line.replace(/^\uFEFF/, "");
    if (bare.trim() !== "") yield bare;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
