/** The openai package, with everything shut off that it would do by itself. */
import OpenAI from "openai";
import { boundedFetch } from "./bounded-fetch.ts";

/** No answer asked for here comes near; an endless body would fill the memory until the deadline. */
const MOST_BYTES = 1_000_000;
/** A longer wait is not worth it: somebody is waiting in a chat. */
const LONGEST_WAIT_S = 2;

export interface Endpoint {
  baseURL: string;
  /** May be empty: Ollama and vLLM need none. */
  apiKey: string;
  model: string;
  /** ANSWER_DEADLINE_MS: how long a person may be kept waiting for the model. Default: 12 s. */
  deadlineMs?: number;
}

/** `mostBytes`: the longest body that is read; vectors are longer than answers. */
export function openAiClient({ baseURL, apiKey }: Omit<Endpoint, "model">, mostBytes = MOST_BYTES): OpenAI {
  // The package would send these headers to any endpoint, and no option forbids it.
  delete process.env.OPENAI_CUSTOM_HEADERS;
  return new OpenAI({
    baseURL,
    // An empty key throws at construction; servers without keys take any.
    apiKey: apiKey === "" ? "none" : apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 1,
    // Its own log would print bodies when OPENAI_LOG=debug.
    logLevel: "off",
    fetch: (url, init) => carefully(url, init, mostBytes),
  });
}

/** Forbids the package to sleep out a long retry-after. */
async function carefully(url: string | URL | Request, init: RequestInit | undefined, most: number): Promise<Response> {
  const { body, status, statusText, headers } = await boundedFetch(url, init, most);
  const changed = new Headers(headers);
  if (Number(headers.get("retry-after") ?? 0) > LONGEST_WAIT_S || headers.get("retry-after")?.includes(":"))
    changed.set("x-should-retry", "false");
  return new Response(body, { status, statusText, headers: changed });
}
