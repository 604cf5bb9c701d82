/** One try at one rung of the ladder: sends the question, and tells what came of it without ever keeping an error body. */
import type OpenAI from "openai";
import { APIError } from "openai";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import type { ZodType } from "zod";
import { jsonIn } from "./answer.ts";

export type Outcome<T> =
  | { kind: "answer"; value: T }
  /** The endpoint refuses this rung; the next may do. */
  | { kind: "refused"; status: number; param: string }
  /** Something came, but not what was asked for. */
  | { kind: "nonsense"; why: "no text" | "no json" | "wrong shape" | "cut short" }
  /** The model declined. Asking again would not help, and the endpoint is well. */
  | { kind: "declined" }
  /** `why` is a word of ours or a status, never words of theirs: those may hold the key. */
  | { kind: "failed"; why: string };

export interface Question<T> {
  body: ChatCompletionCreateParamsNonStreaming;
  schema: ZodType<T>;
  signal: AbortSignal;
}

export async function askOnce<T>(client: OpenAI, question: Question<T>): Promise<Outcome<T>> {
  let completion: unknown;
  try {
    completion = await client.chat.completions.create(question.body, { signal: question.signal });
  } catch (error) {
    return wentWrong(error, question.signal);
  }
  const choice = firstChoice(completion);
  // A proxy's page or an error object with status 200 arrives as if it were a completion.
  if (!choice) return { kind: "failed", why: "no completion" };
  if (choice.finish_reason === "content_filter" || choice.message.refusal) return { kind: "declined" };
  const text = choice.message.content || choice.message.reasoning_content || "";
  if (text.trim() === "") return { kind: "nonsense", why: "no text" };
  const found = jsonIn(text);
  if (found === undefined)
    return { kind: "nonsense", why: choice.finish_reason === "length" ? "cut short" : "no json" };
  const checked = question.schema.safeParse(found);
  return checked.success ? { kind: "answer", value: checked.data } : { kind: "nonsense", why: "wrong shape" };
}

interface Said {
  finish_reason?: string | null;
  /** vLLM's reasoning parsers may leave the whole answer in `reasoning_content`. */
  message: { content?: string | null; refusal?: string | null; reasoning_content?: string | null };
}

function firstChoice(completion: unknown): Said | undefined {
  if (typeof completion !== "object" || completion === null || !("choices" in completion)) return undefined;
  const choice: unknown = Array.isArray(completion.choices) ? completion.choices[0] : undefined;
  if (typeof choice !== "object" || choice === null || !("message" in choice)) return undefined;
  return typeof choice.message === "object" && choice.message !== null ? (choice as Said) : undefined;
}

function wentWrong(error: unknown, signal: AbortSignal): Outcome<never> {
  if (signal.aborted) return { kind: "failed", why: "too slow" };
  if (!(error instanceof APIError))
    return { kind: "failed", why: error instanceof SyntaxError ? "broken json" : "cut off" };
  const status = error.status;
  if (status === undefined) return { kind: "failed", why: "no connection" };
  const tooLong =
    error.code === "context_length_exceeded" || /context length|too long|maximum.{0,20}tokens/i.test(error.message);
  if ((status === 400 || status === 415 || status === 422) && !tooLong)
    return { kind: "refused", status, param: error.param ?? "" };
  return { kind: "failed", why: tooLong ? "too long" : String(status) };
}
