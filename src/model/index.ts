/** Any OpenAI-compatible endpoint as the house's `Model`: one question, one checked object, or nothing. */
import { zodResponseFormat } from "openai/helpers/zod";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { type ZodType, z } from "zod";
import type { Log, Model } from "#bot";
import { askOnce, type Outcome, type Rung } from "./ask.ts";
import { breaker } from "./breaker.ts";
import { type Endpoint, openAiClient } from "./client.ts";
import { maskAll } from "./mask.ts";

const RUNGS: Rung[] = ["json_schema", "json_object", "prompt"];
/** ANSWERS.md §4, caps. */
const DEADLINE_MS = 12_000;
const MAX_TOKENS = 900;
/** A second try in less time than this would only be cut off. */
const WORTH_MS = 1_000;

const ONE_OBJECT = "Answer with one JSON object and nothing else. It must fit this JSON schema:";
const ONCE_MORE =
  "Your last answer could not be used. Answer again, with the JSON object alone: no thoughts, no fences.";

/**
 * Opens nothing: the endpoint is reached at the first question. `ask` never throws for what the endpoint does, and neither
 * the log nor any error holds what was asked or answered. Numbers of persons in `input` are masked before they leave.
 */
export function openAiModel(config: Endpoint, log: Log, now: () => number): Model {
  const client = openAiClient(config);
  const health = breaker(now);
  /** The first rung that this endpoint is not known to refuse. */
  let rung = 0;

  async function climb<T>(
    system: string,
    user: string,
    schema: ZodType<T>,
    maxTokens: number,
    until: number,
  ): Promise<Outcome<T>> {
    const signal = AbortSignal.timeout(Math.max(1, until - performance.now()));
    let again = false;
    let outcome: Outcome<T> = { kind: "failed", why: "too slow" };
    for (let step = startFor(schema); step < RUNGS.length; ) {
      const body = bodyOf(config.model, RUNGS[step] ?? "prompt", again, system, user, schema, maxTokens);
      outcome = await askOnce(client, { body, schema, signal });
      if (outcome.kind === "answer") {
        // Remembered only now: a 400 may have had another reason.
        if (step > startFor(schema)) rung = step;
        return outcome;
      }
      if (until - performance.now() < WORTH_MS) return outcome;
      if (outcome.kind === "refused") step++;
      else if (outcome.kind === "nonsense" && !again) {
        // Some endpoints accept a schema and ignore it, so the second try also writes it down.
        again = true;
        if (RUNGS[step] === "json_schema") step++;
      } else return outcome;
    }
    return outcome;
  }

  /** A schema that the strict form cannot express (a record, an optional field) begins one rung lower. */
  function startFor(schema: ZodType): number {
    return rung === 0 && strict(schema) === undefined ? 1 : rung;
  }

  return {
    name: config.model,
    async ask(prompt, input, schema, options = {}) {
      if (!health.open()) return undefined;
      const start = performance.now();
      const user = JSON.stringify(maskAll(input)) ?? "null";
      const deadline = options.deadlineMs ?? DEADLINE_MS;
      const outcome = await climb(prompt, user, schema, options.maxTokens ?? MAX_TOKENS, start + deadline);
      if (outcome.kind === "answer") {
        health.worked();
        return outcome.value;
      }
      if (outcome.kind === "declined") health.worked();
      else health.failed();
      const why = outcome.kind === "refused" ? String(outcome.status) : "why" in outcome ? outcome.why : "declined";
      log.warn(
        { model: config.model, why, ms: Math.round(performance.now() - start) },
        "the model gave no usable answer",
      );
      return undefined;
    },
  };
}

function bodyOf(
  model: string,
  rung: Rung,
  again: boolean,
  system: string,
  user: string,
  schema: ZodType,
  maxTokens: number,
): ChatCompletionCreateParamsNonStreaming {
  const format =
    rung === "json_schema" ? strict(schema) : rung === "json_object" ? ({ type: "json_object" } as const) : undefined;
  const written = rung === "json_schema" ? [] : [ONE_OBJECT, JSON.stringify(z.toJSONSchema(schema))];
  return {
    model,
    temperature: 0,
    max_tokens: maxTokens,
    messages: [
      { role: "system", content: [system, ...written, ...(again ? [ONCE_MORE] : [])].join("\n\n") },
      { role: "user", content: user },
    ],
    ...(format ? { response_format: format } : {}),
  };
}

function strict(schema: ZodType): ReturnType<typeof zodResponseFormat> | undefined {
  try {
    return zodResponseFormat(schema, "answer");
  } catch {
    return undefined;
  }
}
