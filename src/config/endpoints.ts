/** The endpoints that may be asked: for words, for vectors, for a second ranking; each with the key that is its own. */
import type { Values } from "./variables.ts";

export interface Endpoint {
  baseURL: string;
  apiKey: string;
  model: string;
  deadlineMs: number;
}

export interface Endpoints {
  model?: Endpoint;
  embedding?: Endpoint & { dimensions?: number };
  rerank?: Endpoint;
}

/** What does not go together, each with the remedy. */
export function endpointFaults(values: Values): string[] {
  const base = Boolean(values.OPENAI_BASE_URL);
  const own = Boolean(values.OPENAI_EMBEDDING_BASE_URL);
  const embeds = Boolean(values.OPENAI_EMBEDDING_MODEL);
  const wrong: [boolean, string][] = [
    // An endpoint may be there for embeddings alone.
    [
      base ? !values.OPENAI_MODEL && (!embeds || own) : Boolean(values.OPENAI_MODEL),
      "OPENAI_BASE_URL, OPENAI_MODEL: 两个要一起设，或都不设 / set both or neither",
    ],
    [
      embeds && !base && !own,
      "OPENAI_EMBEDDING_MODEL: 还要设 OPENAI_EMBEDDING_BASE_URL 或 OPENAI_BASE_URL / also set one of these addresses",
    ],
    [
      !embeds && (own || Boolean(values.OPENAI_EMBEDDING_API_KEY || values.OPENAI_EMBEDDING_DIMENSIONS)),
      "OPENAI_EMBEDDING_MODEL: 设了其他 OPENAI_EMBEDDING_ 变量，就要写模型名 / name the model that the others are for",
    ],
    [
      Boolean(values.RERANK_BASE_URL) !== Boolean(values.RERANK_MODEL),
      "RERANK_BASE_URL, RERANK_MODEL: 两个要一起设，或都不设 / set both or neither",
    ],
  ];
  return wrong.filter(([is]) => is).map(([, words]) => words);
}

/** Those that are configured. */
export function endpoints(values: Values): Endpoints {
  const own = values.OPENAI_EMBEDDING_BASE_URL;
  const at = (baseURL: string | undefined, model: string | undefined, apiKey = ""): Endpoint | undefined =>
    baseURL && model ? { baseURL, apiKey, model, deadlineMs: values.ANSWER_DEADLINE_MS } : undefined;
  const model = at(values.OPENAI_BASE_URL, values.OPENAI_MODEL, values.OPENAI_API_KEY);
  const embedding = at(
    own || values.OPENAI_BASE_URL,
    values.OPENAI_EMBEDDING_MODEL,
    // A key goes to the host that it was given for, and to no other.
    values.OPENAI_EMBEDDING_API_KEY ?? (own ? "" : values.OPENAI_API_KEY),
  );
  const rerank = at(values.RERANK_BASE_URL, values.RERANK_MODEL, values.RERANK_API_KEY);
  const dimensions = Math.floor(values.OPENAI_EMBEDDING_DIMENSIONS);
  return {
    ...(model ? { model } : {}),
    ...(embedding ? { embedding: dimensions >= 1 ? { ...embedding, dimensions } : embedding } : {}),
    ...(rerank ? { rerank } : {}),
  };
}
