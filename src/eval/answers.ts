/** `yizhan eval answers`: how questions are answered out of passages that are given with them, by the configured model. */
import { z } from "zod";
import { openApp } from "../app.ts";
import { realClock } from "../bot/clock.ts";
import { readConfig } from "../config.ts";
import { openLog } from "../log.ts";
import { allRecords } from "./lines.ts";

const Text = z.string().min(1);
const Passage = z.union([
  Text.transform((text) => ({ text, title: "", article: "", number: "", effective: "" })),
  z.object({
    text: Text,
    title: z.string().default(""),
    article: z.string().default(""),
    number: z.string().default(""),
    effective: z.string().default(""),
  }),
]);
/** Words that the answer must hold (of several, any), or null where the passages do not answer the question. */
const Expected = z.union([
  Text.transform((one) => [one]),
  z.array(Text).min(1),
  z.null(),
  z
    .object({
      status: z.string().optional(),
      contains: z.union([Text.transform((one) => [one]), z.array(Text)]).optional(),
    })
    .transform((one) => (one.status === "refused" ? null : (one.contains ?? []))),
]);
const Line = z.object({ question: Text, passages: z.array(Passage).min(1), expected: Expected.default([]) });

export interface AnswerFigures {
  n: number;
  /** What became of them; `passages`: no sentence could be proved, or there is no model. */
  answered: number;
  partial: number;
  passages: number;
  refused: number;
  /** Share of those with an expectation whose sentences (else passages) hold it, or that were rightly refused. */
  correct: number;
  /** Sentences shown, their quotes, and those of the quotes that stand letter by letter in a given passage. */
  sentences: number;
  quotes: number;
  exact: number;
  /** Sentences dropped, by the kind of doubt. */
  dropped: Record<string, number>;
  p50_ms: number;
  /** The model that arranged; null without one. */
  model: string | null;
}

/** `file`: JSONL of {question, passages, expected}; `print` gets what was not as expected: status ⇥ question. */
export async function evalAnswers(file: string, print: (line: string) => void): Promise<AnswerFigures> {
  const lines = await allRecords(file, Line, '{"question","passages","expected"}', "没有问题 / no questions");
  const config = { ...readConfig(process.env, []), dataDir: ":memory:" };
  const app = await openApp(config, { clock: realClock, log: openLog("error"), watch: false, adapters: () => [] });
  try {
    const counts: Record<string, number> = { answered: 0, partial: 0, passages: 0, refused: 0 };
    const dropped: Record<string, number> = {};
    const times: number[] = [];
    let [judged, correct, sentences, quotes, exact] = [0, 0, 0, 0, 0];
    for (const { question, passages, expected } of lines) {
      const answer = await app.policy.answerFrom(question, passages);
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      times.push(answer.ms);
      for (const why of answer.dropped.map((one) => one.split(":")[0] ?? "")) dropped[why] = (dropped[why] ?? 0) + 1;
      const cites = answer.sentences.flatMap((one) => one.cites);
      sentences += answer.sentences.length;
      quotes += cites.length;
      exact += cites.filter(({ quote }) => passages.some(({ text }) => text.includes(quote))).length;
      if (expected?.length === 0) continue;
      judged++;
      const said =
        answer.sentences.length > 0
          ? [...answer.sentences, ...cites.map(({ quote }) => ({ text: quote }))]
          : answer.passages;
      const right = expected
        ? expected.some((words) => said.some(({ text }) => bare(text).includes(bare(words))))
        : answer.status === "refused";
      if (right) correct++;
      else print(`${answer.status}\t${question}`);
    }
    const { answered = 0, partial = 0, passages = 0, refused = 0 } = counts;
    const shares = { correct: judged === 0 ? 0 : correct / judged, sentences, quotes, exact, dropped };
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    return {
      n: lines.length,
      answered,
      partial,
      passages,
      refused,
      ...shares,
      p50_ms: median,
      model: config.model?.model ?? null,
    };
  } finally {
    await app.stop();
  }
}

/** Marks and blanks do not tell a right answer from a wrong one. */
function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]/gu, "");
}
