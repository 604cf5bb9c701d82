/** What is known of a message's fate when a call of the open platform did not answer code 0. */
import { DeliveryError } from "#bot";
import type { Words } from "./words.ts";

/** A failed call, as far as it can be told. */
export interface Failure {
  /** HTTP status; undefined: no answer at all. */
  status?: number | undefined;
  /** The open platform's own code; undefined: the answer was not Feishu's (a gateway's page, nothing). */
  code?: number | undefined;
  /** Why the connection failed: ECONNREFUSED, ECONNRESET, … */
  errno?: string | undefined;
  /** The system call it failed in. */
  syscall?: string | undefined;
  /** Of the header x-ogw-ratelimit-reset, or retry-after. */
  resetSeconds?: number | undefined;
}

/** The token is not valid (any more): Feishu, "general error codes". */
const TOKEN = [99991661, 99991663, 99991664, 99991668, 99991671];
/** The frequency limits: 99991400 and the older 9499 and 11232 of the app; 230020 of the chat, which has no header. */
const LIMIT = [99991400, 9499, 11232];
const CHAT_LIMIT = 230020;
/** Feishu is at a loss itself (2200 internal error), or still busy with the same uuid (230049): it may be shown. */
const UNSURE = [2200, 230049, 1500, 1000040343];
/** The connection never came about, so nothing was written: the host is not there, not found, or not trusted. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|ERR_INVALID_URL)/;

/** "token": fetch a fresh one and try once more at once. */
export function outcome(failure: Failure, words: Words): DeliveryError | "token" {
  const { status, code, errno, syscall, resetSeconds } = failure;
  const error = (kind: DeliveryError["outcome"], what: string, afterMs?: number) =>
    new DeliveryError(kind, `lark: ${what}`, afterMs);
  if (code !== undefined && code !== 0) {
    if (TOKEN.includes(code)) return "token";
    if (LIMIT.includes(code) || status === 429) return error("not-sent", `${code}`, afterMs(resetSeconds, 1));
    if (code === CHAT_LIMIT) return error("not-sent", `${code}`, afterMs(resetSeconds, 3));
    if (UNSURE.includes(code) || (status ?? 0) >= 500) return error("unknown", `${code}`);
    return error("refused", words.codes[code] ? `${code} ${words.codes[code]}` : `${code}`);
  }
  if (status === undefined) {
    const never = NEVER_LEFT.test(errno ?? "") || syscall === "connect" || syscall === "getaddrinfo";
    return error(never ? "not-sent" : "unknown", errno ?? "no answer");
  }
  if (status === 429) return error("not-sent", "HTTP 429", afterMs(resetSeconds, 1));
  // A gateway or proxy turned it away before Feishu: it was not shown, and it is not Feishu who says no.
  if (status >= 300 && status < 500 && status !== 408) return error("not-sent", `HTTP ${status}`, 30_000);
  return error("unknown", `HTTP ${status}`); // 5xx, or 200 with something that is no answer
}

/** Axios' error, or anything else that was thrown, to what is known. */
export function failureOf(thrown: unknown): Failure {
  const { code, syscall, response } = (thrown ?? {}) as { code?: unknown; syscall?: unknown; response?: Answered };
  const body = response?.data as { code?: unknown } | undefined;
  const reset = response?.headers?.["x-ogw-ratelimit-reset"] ?? response?.headers?.["retry-after"];
  return {
    status: response?.status,
    code: typeof body?.code === "number" ? body.code : undefined,
    errno: typeof code === "string" ? code : undefined,
    syscall: typeof syscall === "string" ? syscall : undefined,
    resetSeconds: reset === undefined ? undefined : Number(reset),
  };
}

interface Answered {
  status?: number;
  data?: unknown;
  headers?: Record<string, unknown>;
}

/** The header's seconds, at most an hour; a missing or senseless header counts as `fallback` seconds. */
function afterMs(seconds: number | undefined, fallback: number): number {
  const told = seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : fallback;
  return told * 1_000;
}
