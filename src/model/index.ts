/** Any OpenAI-compatible endpoint as the house's `Model`: one question, one checked object, or nothing. */
import type { Log, Model } from "#bot";
import { askOnce, type Outcome } from "./ask.ts";
import { type Asked, adapts, body, type Manner, RUNGS, startFor } from "./body.ts";
import { breaker } from "./breaker.ts";
import { type Endpoint, openAiClient } from "./client.ts";
import { maskAll } from "./mask.ts";

/** ANSWERS.md §4, caps. */
const DEADLINE_MS = 12_000;
const MAX_TOKENS = 900;
/** A second try in less time than this, or than a tenth of the deadline, would only be cut off. */
const WORTH_MS = 1_000;
/** So often must a lower rung have worked where a strict one gave nonsense before it is believed that the schema is ignored. */
const IGNORED = 2;

/**
 * Opens nothing: the endpoint is reached at the first question. `ask` never throws for what the endpoint does, and neither
 * the log nor any error holds what was asked or answered. Numbers of persons in `input` are masked before they leave.
 */
export function openAiModel(config: Endpoint, log: Log, now: () => number): Model {
  const client = openAiClient(config);
  const health = breaker(now);
  /** What this endpoint is known to take; learnt from its refusals. */
  const manner: Manner = { rung: 0, ignored: 0, tokens: "max_tokens", temperature: true };

  async function climb<T>(asked: Asked<T>, deadline: number): Promise<Outcome<T>> {
    const until = performance.now() + deadline;
    const signal = AbortSignal.timeout(deadline);
    const start = startFor(manner, asked.schema);
    let again = false;
    for (let step = start; ; ) {
      const rung = RUNGS[step] ?? "prompt";
      const outcome = await askOnce(client, {
        body: body(config.model, manner, rung, again, asked),
        schema: asked.schema,
        signal,
      });
      if (outcome.kind === "answer") {
        // Remembered only now: a refusal may have had another reason.
        if (step > start && (!again || ++manner.ignored >= IGNORED)) manner.rung = step;
        return outcome;
      }
      if (until - performance.now() < Math.min(WORTH_MS, deadline / 10)) return outcome;
      if (outcome.kind === "refused" && adapts(manner, outcome.param)) continue;
      if (outcome.kind === "refused" && step < RUNGS.length - 1) step++;
      else if (outcome.kind === "nonsense" && !again) {
        again = true;
        // Some endpoints accept a schema and ignore it, so the second try also writes it down.
        if (rung === "json_schema") step++;
      } else return outcome;
    }
  }

  return {
    name: config.model,
    async ask(prompt, input, schema, options = {}) {
      const start = performance.now();
      const user = JSON.stringify(maskAll(input)) ?? "null";
      const asked = { system: prompt, user, schema, maxTokens: options.maxTokens ?? MAX_TOKENS };
      if (!health.open()) return undefined;
      const outcome = await climb(asked, options.deadlineMs ?? DEADLINE_MS).catch((error: unknown) => {
        health.failed();
        throw error;
      });
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
