/** Asks the model to arrange passages, and keeps what can be proved. Never throws for what the endpoint does. */
import { z } from "zod";
import type { AskReport, Model, Prompt } from "#bot";
import type { Found } from "../seek.ts";
import { asData, type Given, give } from "./passages.ts";
import { type Proved, type Verdict, verify } from "./verify.ts";

/** ANSWERS.md §4; its keys are told to the model in prompts/answer.md. */
const Arranged = z.object({
  status: z.enum(["answered", "partial", "not_in_library"]),
  sentences: z
    .array(
      z.object({
        text: z.string().max(400),
        cites: z.array(z.object({ id: z.string(), quote: z.string().max(300) })).max(4),
      }),
    )
    .max(10),
  missing: z.string().max(200).nullable(),
});
type Said = z.infer<typeof Arranged>;

export type AnswerPrompt = Prompt<"today">;

export interface Arrangement {
  /** `nothing`: no usable answer, or none of it could be proved; `absent`: the model found the passages beside the question. */
  status: "answered" | "partial" | "absent" | "nothing";
  proved: Proved[];
  dropped: string[];
  /** What it cost, and why it came to nothing. */
  report: AskReport;
}

/** More of a prompt than this in an answer is the prompt (ANSWERS.md A02: 20). */
const LEAK = 16;

export async function arrange(
  model: Model,
  prompt: AnswerPrompt,
  question: string,
  day: string,
  found: readonly Found[],
): Promise<Arrangement> {
  const first = await ask(model, prompt, question, day, give(found));
  // The window is too small for all of them: the better half may fit (ANSWERS.md §4, case 21).
  if (first.said || first.report.why !== "too long" || found.length < 2 || first.report.leftMs <= 0)
    return judge(first, prompt);
  const half = give(found.slice(0, Math.ceil(found.length / 2)));
  const second = await ask(model, prompt, question, day, half, first.report.leftMs);
  return judge(
    { ...second, report: { ...second.report, tokens: sum(first.report.tokens, second.report.tokens) } },
    prompt,
  );
}

interface Asked {
  said: Said | undefined;
  given: Given[];
  report: AskReport;
}

async function ask(
  model: Model,
  prompt: AnswerPrompt,
  question: string,
  day: string,
  given: Given[],
  deadlineMs?: number,
): Promise<Asked> {
  let report: AskReport = { leftMs: 0, tokens: { read: 0, written: 0 } };
  const said = await model.ask(prompt.fill({ today: day }), { question, as_of: day }, Arranged, {
    maxTokens: prompt.maxTokens,
    open: { passages: asData(given) },
    heard: (told) => {
      report = told;
    },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  return { said, given, report };
}

function judge({ said, given, report }: Asked, prompt: AnswerPrompt): Arrangement {
  if (!said) return { status: "nothing", proved: [], dropped: [], report };
  const { proved, dropped }: Verdict = verify(said.sentences, given, (text) => prompt.leaks(text, LEAK));
  if (proved.length > 0) {
    const whole = said.status === "answered" && dropped.length === 0;
    return { status: whole ? "answered" : "partial", proved, dropped, report };
  }
  return {
    status: said.status === "not_in_library" && dropped.length === 0 ? "absent" : "nothing",
    proved,
    dropped,
    report,
  };
}

function sum(a: AskReport["tokens"], b: AskReport["tokens"]): AskReport["tokens"] {
  return { read: a.read + b.read, written: a.written + b.written };
}
