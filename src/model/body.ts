/** What is sent: one question in the manner that the endpoint is known to take. */
import { zodResponseFormat } from "openai/helpers/zod";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { type ZodType, z } from "zod";
import { prompt } from "./prompt.ts";

/** How an endpoint is asked for JSON, from the strictest on. Endpoints differ, and some refuse with 400 (ANSWERS.md §3). */
export const RUNGS = ["json_schema", "json_object", "prompt"] as const;
export type Rung = (typeof RUNGS)[number];

export interface Manner {
  /** Index of the first rung that it is not known to refuse. */
  rung: number;
  /** How often it took a schema and did not keep to it. */
  ignored: number;
  /** OpenAI's newer models refuse the old name, everybody else's the new one. */
  tokens: "max_tokens" | "max_completion_tokens";
  temperature: boolean;
}

export interface Asked<T> {
  system: string;
  user: string;
  schema: ZodType<T>;
  maxTokens: number;
}

const json = prompt("json", ["schema"]);
const retry = prompt("json-retry", []);

/** A schema that the strict form cannot express (a record, an optional field) begins one rung lower. */
export function startFor(manner: Manner, schema: ZodType): number {
  return manner.rung === 0 && strict(schema) === undefined ? 1 : manner.rung;
}

/** Learns from a refusal that names a parameter; true when the question is worth asking again on the same rung. */
export function adapts(manner: Manner, param: string): boolean {
  if (param === "max_tokens" && manner.tokens === "max_tokens") manner.tokens = "max_completion_tokens";
  else if (param === "temperature" && manner.temperature) manner.temperature = false;
  else return false;
  return true;
}

export function body<T>(
  model: string,
  manner: Manner,
  rung: Rung,
  again: boolean,
  { system, user, schema, maxTokens }: Asked<T>,
): ChatCompletionCreateParamsNonStreaming {
  const format = rung === "json_schema" ? strict(schema) : rung === "json_object" ? { type: rung } : undefined;
  const shape = () => JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  const written = rung === "json_schema" ? [] : [json.fill({ schema: shape() })];
  return {
    model,
    [manner.tokens]: maxTokens,
    ...(manner.temperature ? { temperature: 0 } : {}),
    messages: [
      { role: "system", content: [system, ...written, ...(again ? [retry.fill({})] : [])].join("\n\n") },
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
