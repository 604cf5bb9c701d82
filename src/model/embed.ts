/** Any OpenAI-compatible endpoint of embeddings as the house's `Embedder`. */
import { APIError } from "openai";
import type { Embedded, Embedder, Log } from "#bot";
import { breaker } from "./breaker.ts";
import { type Endpoint, openAiClient } from "./client.ts";
import { mask } from "./mask.ts";
import { seats } from "./seats.ts";
import { vectorsIn } from "./vectors-in.ts";

export interface EmbeddingEndpoint extends Required<Endpoint> {
  /** Asked for where the model can make shorter vectors; left out: what it makes by itself. */
  dimensions?: number;
}

/** The share of an answer's time that a question waits for its vector: without it the words decide alone. */
const SHARE = 1 / 8;
/** Nobody waits for the library's vectors; a slow machine takes this long for thirty articles. */
const PATIENCE_MS = 60_000;
/** Thirty-two vectors of 4,096 numbers, written out, are 3 MB. */
const MOST_BYTES = 16_000_000;
/** A longer question says nothing more of what is meant, and small models refuse it. */
const LONGEST = 1_000;
/** What is said to be too much, too long or malformed may do in smaller portions. */
const SMALLER = [400, 413, 422];

/** Opens nothing: the endpoint is reached at the first text. Neither log nor errors hold texts or anything the endpoint said. */
export function openEmbedder(config: EmbeddingEndpoint, log: Log, now: () => number): Embedder {
  const client = openAiClient(config, MOST_BYTES);
  const health = breaker(now);
  const room = seats();
  const { model, dimensions } = config;

  async function embed(input: readonly string[], dims: number | undefined, signal: AbortSignal): Promise<Embedded> {
    try {
      const reply: unknown = await client.embeddings.create(
        // "float": many servers ignore the package's own wish for base64, some refuse it.
        { model, input: [...input], encoding_format: "float", ...(dimensions ? { dimensions } : {}) },
        // Who fills tries again by itself, who asks has no time to.
        { signal, maxRetries: 0 },
      );
      const vectors = vectorsIn(reply, input.length, dims ?? dimensions);
      return typeof vectors === "string" ? { kind: "refused", why: vectors } : { kind: "vectors", vectors };
    } catch (error) {
      return wentWrong(error, signal);
    }
  }

  return {
    space: dimensions ? `${model} ${dimensions}` : model,
    async question(text, dims) {
      const start = performance.now();
      const signal = AbortSignal.timeout(Math.ceil(config.deadlineMs * SHARE));
      if (!(await room.take(signal))) return undefined;
      try {
        if (!health.open()) return undefined;
        const made = await embed([mask(text).slice(0, LONGEST)], dims, signal);
        if (made.kind === "vectors") {
          health.worked();
          return made.vectors[0];
        }
        health.failed();
        const ms = Math.round(performance.now() - start);
        log.warn({ model, why: made.why, ms }, "a question was looked for by its words alone");
        return undefined;
      } finally {
        room.give();
      }
    },
    passages: (texts, dims) => embed(texts, dims, AbortSignal.timeout(PATIENCE_MS)),
  };
}

function wentWrong(error: unknown, signal: AbortSignal): Embedded {
  if (signal.aborted) return { kind: "later", why: "too slow" };
  // A proxy's page with status 200 arrives as text, broken JSON as a syntax error.
  if (!(error instanceof APIError))
    return { kind: "later", why: error instanceof SyntaxError ? "broken json" : "cut off" };
  const { status } = error;
  if (status === undefined) return { kind: "later", why: "no connection" };
  if (SMALLER.includes(status)) return { kind: "refused", why: String(status) };
  const seconds = Number(error.headers?.get("retry-after") ?? "");
  return { kind: "later", why: String(status), ...(seconds > 0 ? { afterMs: seconds * 1_000 } : {}) };
}
