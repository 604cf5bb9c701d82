/** What a failed call says about the message's fate. */
import { DeliveryError } from "#bot";
import type { CallFailed } from "./http.ts";
import type { Words } from "./words.ts";

/** Both generations of interfaces: names in `code`, numbers in `errcode`. */
const TOKEN = /^(40001|40014|42001)$|invalid.?(authentication|access.?token)|access.?token.?(is)?.?(invalid|expired)/i;
/** Calls a second (90018 is its old number), or calls a month of the standard edition. */
const TOO_FAST = /^(90018|90002|90005)$|qpslimit|throttl|too.?many|flow.?control|rate.?limit|frequen/i;
const USED_UP = /quota/i;
/** A robot's web hook took its 20 messages of this minute and is deaf for ten. */
export const HOOK_FULL = "130101";
export const HOOK_FULL_MS = 10 * 60_000;
/** The platform's own "system busy": nobody knows. */
const UNSURE = /^-1$|^systemError|internal.?error|service.?unavailable/i;
/** The connection never came about, so nothing was written: the host is not there, not found, or not trusted. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|ERR_INVALID_URL)/;

/** "token": fetch a fresh one and try once more at once. */
export function outcome(failed: CallFailed, words: Words): DeliveryError | "token" {
  const { status, code, errno, syscall } = failed;
  const error = (kind: DeliveryError["outcome"], what: string, afterMs?: number) =>
    new DeliveryError(kind, `dingtalk: ${what}`, afterMs);
  if (code !== undefined) {
    if (TOKEN.test(code)) return "token";
    if (code === HOOK_FULL) return error("not-sent", code, HOOK_FULL_MS);
    if (USED_UP.test(code)) return error("not-sent", code, 3_600_000);
    if (TOO_FAST.test(code) || status === 429) return error("not-sent", code, afterMs(failed, 1));
    if (UNSURE.test(code) || (status ?? 0) >= 500) return error("unknown", code);
    if (status === 401) return "token";
    const advice = Object.entries(words.codes).find(([known]) => code.toLowerCase().startsWith(known.toLowerCase()));
    return error("refused", advice ? `${code} ${advice[1]}` : code);
  }
  if (status === undefined) {
    const never = NEVER_LEFT.test(errno ?? "") || syscall === "connect" || syscall === "getaddrinfo";
    return error(never ? "not-sent" : "unknown", errno ?? "no answer");
  }
  if (status === 401) return "token";
  if (status === 429) return error("not-sent", "HTTP 429", afterMs(failed, 1));
  // A gateway or proxy turned it away before DingTalk: it was not shown, and it is not DingTalk who says no.
  if (status >= 300 && status < 500 && status !== 408) return error("not-sent", `HTTP ${status}`, 30_000);
  return error("unknown", `HTTP ${status}`); // 5xx, or 200 with something that is no answer
}

/** The header's seconds, at most an hour; without one `fallback` seconds, in which a count per second is new. */
function afterMs({ retryAfterS }: CallFailed, fallback: number): number {
  return Math.min(retryAfterS ?? fallback, 3_600) * 1_000;
}
