/** One try at one rung of the ladder: sends the question, and tells what came of it without ever keeping an error body. */
import type OpenAI from "openai";
import { APIError } from "openai";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { type ZodType, z } from "zod";
import { jsonIn } from "./answer.ts";

const CHARS_A_TOKEN = 1.5;
const Count = z.int().min(0);
const Usage = z.object({ usage: z.object({ prompt_tokens: Count, completion_tokens: Count }) });

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

export interface Tokens {
  read: number;
  written: number;
}

/** `spent` is told of every completion that came, usable or not. */
export async function askOnce<T>(
  client: OpenAI,
  question: Question<T>,
  spent: (tokens: Tokens) => void,
): Promise<Outcome<T>> {
  let completion: unknown;
  try {
    completion = await client.chat.completions.create(question.body, { signal: question.signal });
  } catch (error) {
    // What it read before it failed is not known, and may have to be paid all the same.
    if (!(error instanceof APIError) || error.status === undefined) spent(estimated(question.body, ""));
    return wentWrong(error, question.signal);
  }
  const choice = firstChoice(completion);
  // A proxy's page or an error object with status 200 arrives as if it were a completion.
  if (!choice) return { kind: "failed", why: "no completion" };
  const text = choice.message.content || choice.message.reasoning_content || "";
  spent(usageOf(completion) ?? estimated(question.body, text));
  if (choice.finish_reason === "content_filter" || choice.message.refusal) return { kind: "declined" };
  if (text.trim() === "") return { kind: "nonsense", why: "no text" };
  const found = jsonIn(text);
  if (found === undefined)
    return { kind: "nonsense", why: choice.finish_reason === "length" ? "cut short" : "no json" };
  const checked = question.schema.safeParse(found);
  return checked.success ? { kind: "answer", value: checked.data } : { kind: "nonsense", why: "wrong shape" };
}

function usageOf(completion: unknown): Tokens | undefined {
  const found = Usage.safeParse(completion);
  return found.success
    ? { read: found.data.usage.prompt_tokens, written: found.data.usage.completion_tokens }
    : undefined;
}

/** A token is about one and a half characters of Chinese (ANSWERS.md §4, caps). */
function estimated({ messages }: ChatCompletionCreateParamsNonStreaming, said: string): Tokens {
  const read = messages.reduce((sum, one) => sum + (typeof one.content === "string" ? one.content.length : 0), 0);
  return { read: Math.ceil(read / CHARS_A_TOKEN), written: Math.ceil(said.length / CHARS_A_TOKEN) };
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
