/** Calls of the open platform: token, time limit, and what is known when one fails. */
import type { Client } from "@larksuiteoapi/node-sdk";
import { DeliveryError } from "#bot";
import { failureOf, outcome } from "./outcome.ts";
import type { TokenCache } from "./tokens.ts";
import type { Words } from "./words.ts";

export interface Request {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** "/open-apis/…" */
  path: string;
  params?: Record<string, string>;
  data?: Record<string, unknown>;
  /** The body is sent as a form. */
  form?: true;
  timeoutMs?: number;
  /** Codes that mean the same as success here. */
  alsoFine?: number[];
}

export interface Api {
  /** The answer's body, whose code was 0. Throws DeliveryError. */
  call(request: Request): Promise<Record<string, unknown>>;
  /** The same care for anything else the SDK does with a token. */
  withToken<T>(work: () => Promise<T>): Promise<T>;
}

/** Wait this long before asking again when even a fresh token was refused, or none was to be had. */
const TOKEN_PAUSE_MS = 5_000;

/** After `signal` nothing is sent any more, and what is under way breaks off. */
export function apiOf(client: Client, tokens: TokenCache, words: Words, signal: AbortSignal): Api {
  let fetching: Promise<string> | undefined;

  /** One request for a token at a time, however many messages wait for it. A failure means: nothing was sent. */
  function token(): Promise<string> {
    fetching ??= fetchToken(client, words).finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  async function withToken<T>(work: () => Promise<T>): Promise<T> {
    if (signal.aborted) throw new DeliveryError("not-sent", "lark: stopping");
    const used = await token();
    try {
      return await work();
    } catch (error) {
      if (verdict(error, words) !== "token") throw verdict(error, words);
    }
    // The SDK goes on using a refused token: forget it and try once more at once, under the same uuid.
    await tokens.drop(used);
    await token();
    try {
      return await work();
    } catch (error) {
      const again = verdict(error, words);
      throw again === "token" ? new DeliveryError("not-sent", "lark: token refused", TOKEN_PAUSE_MS) : again;
    }
  }

  async function once(request: Request): Promise<Record<string, unknown>> {
    const { method, path, params, data, form, timeoutMs, alsoFine = [] } = request;
    const sent = client.request({
      method,
      url: path,
      ...(params && { params }),
      ...(data && { data }),
      ...(form && { headers: { "Content-Type": "multipart/form-data" } }),
      ...(timeoutMs && { timeout: timeoutMs }),
    });
    return checked(await sent.catch((error: unknown) => fineBody(error, alsoFine)));
  }

  return { withToken, call: (request) => withToken(() => once(request)) };
}

function fineBody(error: unknown, alsoFine: number[]): unknown {
  if (alsoFine.includes(failureOf(error).code ?? 0)) return { code: 0 };
  throw error;
}

/** Feishu says no in HTTP 200 as well; a body without a code is not Feishu's answer. */
function checked(body: unknown): Record<string, unknown> {
  const code = (body as { code?: unknown } | undefined)?.code;
  if (code === 0) return body as Record<string, unknown>;
  const response = { status: 200, data: typeof code === "number" ? body : undefined };
  throw Object.assign(new Error("code is not 0"), { response });
}

function verdict(error: unknown, words: Words): DeliveryError | "token" {
  return error instanceof DeliveryError ? error : outcome(failureOf(error), words);
}

async function fetchToken(client: Client, words: Words): Promise<string> {
  try {
    const token: unknown = await client.tokenManager.getTenantAccessToken();
    if (typeof token === "string" && token) return token;
  } catch (error) {
    const told = failureOf(error).code ?? Number(/code: (\d+)/.exec(String(error))?.[1]);
    const why = words.codes[told] ?? failureOf(error).errno ?? "";
    throw new DeliveryError("not-sent", `lark: no token ${told || ""} ${why}`.trimEnd(), TOKEN_PAUSE_MS);
  }
  throw new DeliveryError("not-sent", "lark: no token", TOKEN_PAUSE_MS);
}
