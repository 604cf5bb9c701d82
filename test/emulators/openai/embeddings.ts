/**
 * `POST /v1/embeddings`, with what endpoints are known to do wrong. The vectors are a deterministic stand-in for a model:
 * pairs of characters and words that were declared to mean the same, each hashed to a direction of its own.
 */
import { hash } from "node:crypto";
import type { Way } from "./index.ts";
import { type Queue, queueOf, type Sent } from "./queue.ts";

export interface EmbeddingBody {
  model: string;
  input: string | string[];
  dimensions?: number;
  encoding_format?: string;
}

/** Rudeness in what is said; `Way` holds the rudeness of how. */
export interface EmbeddingStep extends Way {
  /** Vectors of this length, whatever was asked for. */
  dims?: number;
  /** So many vectors fewer, or more when negative. */
  missing?: number;
  /** Backwards, with the right `index` at each. */
  shuffled?: true;
  /** Every `index` is 0. */
  sameIndex?: true;
  /** One number of the last vector is null (JSON knows no NaN). */
  hole?: true;
  /** One number of the last vector is NaN, packed in base64. */
  nan?: true;
  /** Packed in base64, though numbers were asked for. */
  base64?: true;
  /** Nothing but zeros. */
  zero?: true;
  /** Refuses more inputs than this with 400, as hosted endpoints do. */
  most?: number;
}

export interface EmbeddingDesk extends Queue<EmbeddingBody, EmbeddingStep> {
  /** From now on these words mean the same. */
  same(...words: string[]): void;
  /** Everything that was sent to be embedded, in order. */
  inputs(): string[];
  answer(call: Sent<EmbeddingBody>): { way: Way; body: object };
}

const DIMS = 256;

export function embeddingDesk(): EmbeddingDesk {
  const queue = queueOf<EmbeddingBody, EmbeddingStep>({});
  const meanings: string[][] = [];
  const inputsOf = ({ body }: Sent<EmbeddingBody>) => [body.input].flat();
  return {
    ...queue,
    same: (...words) => void meanings.push(words),
    inputs: () => queue.calls.flatMap(inputsOf),
    answer(call) {
      const step = queue.next(call);
      const inputs = inputsOf(call);
      const refused = { status: 400, error: { message: "batch size is invalid", type: "invalid_request_error" } };
      if (inputs.length > (step.most ?? 2_048)) return { way: refused, body: {} };
      const dims = step.dims ?? call.body.dimensions ?? DIMS;
      const vectors = inputs.map((text) => (step.zero ? new Float32Array(dims) : embed(text, dims, meanings)));
      if (step.missing) vectors.length = Math.max(0, vectors.length - step.missing);
      for (let at = 0; at < vectors.length; at++) vectors[at] ??= embed("more", dims, meanings);
      return { way: step, body: reply(step, call.body.model, vectors) };
    },
  };
}

function reply(step: EmbeddingStep, model: string, vectors: Float32Array[]): object {
  const last = vectors.at(-1);
  if (step.nan && last) last[0] = Number.NaN;
  const packed = step.base64 || step.nan;
  const data = vectors.map((vector, index) => ({
    object: "embedding",
    index: step.sameIndex ? 0 : index,
    embedding: packed
      ? Buffer.from(vector.buffer).toString("base64")
      : Array.from(vector, (value, at) => (step.hole && vector === last && at === 0 ? null : value)),
  }));
  return {
    object: "list",
    model,
    data: step.shuffled ? data.toReversed() : data,
    usage: { prompt_tokens: vectors.length, total_tokens: vectors.length },
  };
}

/** Unit length; texts without a meaning in common are nearly at right angles. */
function embed(text: string, dims: number, meanings: string[][]): Float32Array {
  const vector = new Float32Array(dims);
  const add = (feature: string, weight: number) => {
    const digest = hash("sha256", feature, "buffer");
    for (let i = 0; i < 8; i++) {
      const at = digest.readUInt32LE(i * 4);
      vector[at % dims] = (vector[at % dims] ?? 0) + (at >>> 31 === 1 ? weight : -weight);
    }
  };
  meanings.forEach((words, i) => {
    if (words.some((word) => text.includes(word))) add(`meaning ${i}`, 6);
  });
  const plain = text.replace(/[^\p{L}\p{N}]/gu, "");
  for (let at = 0; at + 2 <= plain.length; at++) add(plain.slice(at, at + 2), 1);
  if (plain.length === 1) add(plain, 1);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
