/** Any OpenAI-compatible endpoint as the house's `Model`: one question, one checked object, or nothing. */
import type { AskReport, Log, Model } from "#bot";
import { askOnce, type Outcome, type Tokens } from "./ask.ts";
import { type Asked, adapts, body, type Manner, RUNGS, startFor } from "./body.ts";
import { breaker } from "./breaker.ts";
import { type Endpoint, openAiClient } from "./client.ts";
import { maskAll } from "./mask.ts";
import { countCall, showBreaker } from "./metrics.ts";
import { checkPrompts, prompt } from "./prompt.ts";
import { seats } from "./seats.ts";

// A prompt that is broken stops the start, whether or not an endpoint is configured.
checkPrompts();

/** ANSWERS.md §4, caps. */
const DEADLINE_MS = 12_000;
const MAX_TOKENS = 900;
/** A second try in less time than this, or than a tenth of the deadline, would only be cut off. */
const WORTH_MS = 1_000;
const LEFT_ALONE = "left alone";
/** So often must a lower rung have worked where a strict one gave nonsense before it is believed that the schema is ignored. */
const IGNORED = 2;

/**
 * Opens nothing: the endpoint is reached at the first question. `ask` never throws for what the endpoint does, and neither
 * the log nor any error holds what was asked or answered. Numbers of persons in `input` are masked before they leave.
 */
export function openAiModel(config: Endpoint, log: Log, now: () => number): Model {
  const client = openAiClient(config);
  const health = breaker(now);
  showBreaker(() => health.resting());
  const room = seats();
  /** Deadlines in the house are written for the default, and shrink or grow with what is configured. */
  const scale = (config.deadlineMs ?? DEADLINE_MS) / DEADLINE_MS;
  /** What this endpoint is known to take; learnt from its refusals. */
  const manner: Manner = { rung: 0, ignored: 0, tokens: "max_tokens", temperature: true };

  async function climb<T>(
    asked: Asked<T>,
    until: number,
    deadline: number,
    signal: AbortSignal,
    spent: (tokens: Tokens) => void,
  ): Promise<Outcome<T>> {
    const start = startFor(manner, asked.schema);
    let again = false;
    for (let step = start; ; ) {
      const rung = RUNGS[step] ?? "prompt";
      const sent = body(config.model, manner, rung, again, asked);
      const outcome = await askOnce(client, { body: sent, schema: asked.schema, signal }, spent);
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

  /** One question with a seat of its own; a failure that is not the endpoint's (nobody was asked) is none of its. */
  async function seated<T>(asked: Asked<T>, deadline: number, spent: (tokens: Tokens) => void): Promise<Outcome<T>> {
    const until = performance.now() + deadline;
    const signal = AbortSignal.timeout(Math.ceil(deadline));
    if (!(await room.take(signal))) return { kind: "failed", why: "too busy" };
    try {
      if (!health.open()) return { kind: "failed", why: LEFT_ALONE };
      const outcome = await climb(asked, until, deadline, signal, spent);
      if (outcome.kind === "answer" || outcome.kind === "declined") health.worked();
      else health.failed();
      return outcome;
    } catch (error) {
      health.failed();
      throw error;
    } finally {
      room.give();
    }
  }

  return {
    name: config.model,
    prompt,
    async ask(words, input, schema, { maxTokens = MAX_TOKENS, deadlineMs = DEADLINE_MS, open, heard } = {}) {
      const start = performance.now();
      const tokens: AskReport["tokens"] = { read: 0, written: 0 };
      const masked = maskAll(input);
      const user = JSON.stringify(open && typeof masked === "object" ? { ...masked, ...open } : masked) ?? "null";
      const outcome = await seated({ system: words, user, schema, maxTokens }, deadlineMs * scale, (more) => {
        tokens.read += more.read;
        tokens.written += more.written;
      });
      if (outcome.kind === "answer") {
        countCall(undefined, tokens);
        heard?.({ tokens, leftMs: 0 });
        return outcome.value;
      }
      const why = outcome.kind === "refused" ? String(outcome.status) : "why" in outcome ? outcome.why : "declined";
      countCall(why, tokens);
      heard?.({ why, tokens, leftMs: Math.max(0, deadlineMs - (performance.now() - start) / scale) });
      if (why === LEFT_ALONE) return undefined;
      log.warn(
        { model: config.model, why, ms: Math.round(performance.now() - start) },
        "the model gave no usable answer",
      );
      return undefined;
    },
  };
}
