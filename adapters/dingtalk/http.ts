/** One HTTP call: a time limit, no redirects, a fresh connection, and an error that says what is known. */

/** One interface answers within this, or its fate is unknown; longer than a dial may take (10 s in Node's fetch). */
const CALL_MS = 15_000;
/** No answer of the platform's interfaces is longer; a page of something in between may be. */
const MOST_ANSWER_BYTES = 1024 * 1024;

export type Json = Record<string, unknown>;

export interface Asked {
  method: "GET" | "POST" | "PUT";
  url: string;
  headers?: Record<string, string>;
  /** An object goes as JSON. */
  body?: Json | FormData;
  timeoutMs?: number;
}

export interface Answered {
  status: number;
  /** Undefined when it is no JSON object: then it is not DingTalk's answer. */
  body: Json | undefined;
  retryAfterS: number | undefined;
  /** The platform's clock, epoch ms; NaN when it does not tell. */
  date: number;
}

/** What is known of a call that did not do what was asked. Its message may be logged: no address, nobody's words. */
export class CallFailed extends Error {
  override name = "CallFailed";
  readonly status: number | undefined;
  /** DingTalk's own code. */
  readonly code: string | undefined;
  /** Why the connection failed: ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET, … or "timeout". */
  readonly errno: string | undefined;
  /** The system call it failed in. */
  readonly syscall: string | undefined;
  readonly retryAfterS: number | undefined;

  constructor(known: Partial<Pick<CallFailed, "status" | "code" | "errno" | "syscall" | "retryAfterS">>) {
    super([known.status && `HTTP ${known.status}`, known.code, known.errno].filter(Boolean).join(" ") || "no answer");
    this.status = known.status;
    this.code = known.code;
    this.errno = known.errno;
    this.syscall = known.syscall;
    this.retryAfterS = known.retryAfterS;
  }
}

/** Whatever the status: the answer, read to its end. Throws CallFailed when there is none. */
export async function ask(asked: Asked, signal: AbortSignal): Promise<Answered> {
  const { method, url, headers, body, timeoutMs = CALL_MS } = asked;
  try {
    const response = await fetch(url, {
      method,
      // A connection kept from the last call may be closing just now, and nobody could tell whether this one was read.
      headers: { ...headers, connection: "close", ...(isJson(body) && { "content-type": "application/json" }) },
      redirect: "manual", // it would carry the token to another host
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(body && { body: isJson(body) ? JSON.stringify(body) : body }),
    });
    const retryAfterS = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      status: response.status,
      body: await read(response),
      retryAfterS: retryAfterS > 0 ? retryAfterS : undefined,
      date: Date.parse(response.headers.get("date") ?? ""),
    };
  } catch (error) {
    throw error instanceof CallFailed ? error : new CallFailed(whyOf(error));
  }
}

async function read(response: Response): Promise<Json | undefined> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_ANSWER_BYTES) return undefined;
  }
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Json) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The platform's own no: a name in `code`, or a number in `errcode`, of which 0 is none and 88 is "of the gateway",
 * whose own code is beside it. It is logged, so what does not look like a code is "?".
 */
export function codeOf(body: Json | undefined): string | undefined {
  const told = body?.errcode === 88 ? (body.sub_code ?? body.errcode) : (body?.code ?? body?.errcode);
  if (told === undefined || told === null || told === 0 || told === "0") return undefined;
  return /^[\w.-]{1,100}$/.test(String(told)) ? String(told) : "?";
}

/** The code only: messages of the engine may quote the address, which may hold a session or a ticket. */
export function whyOf(error: unknown): { errno: string; syscall?: string } {
  const { name, cause } = (error ?? {}) as { name?: unknown; cause?: unknown };
  if (name === "TimeoutError") return { errno: "timeout" };
  const { code, syscall } = (cause ?? error ?? {}) as { code?: unknown; syscall?: unknown };
  return {
    errno: typeof code === "string" ? code : "broken off",
    ...(typeof syscall === "string" && { syscall }),
  };
}

function isJson(body: Asked["body"]): body is Json {
  return body !== undefined && !(body instanceof FormData);
}
