/** What is known of a message's fate when the puppet did not say yes. */
import { DeliveryError } from "#bot";
import { NotAsked } from "./tame.ts";

/** gRPC: INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED. */
const REFUSED = [3, 5, 7, 9, 11, 12];
/** RESOURCE_EXHAUSTED. */
const EXHAUSTED = 8;
/** UNAVAILABLE, of which only these say that nothing was written yet (@grpc/grpc-js 1.14). */
const UNAVAILABLE = 14;
const NOTHING_WRITTEN = /No connection established|Name resolution failed|ECONNREFUSED|LB pick/i;
/** UNAUTHENTICATED: the service did not look at it. */
const UNKNOWN_TOKEN = 16;

/** What WeChat's own client says to somebody who writes too often. */
const TOO_OFTEN = /过于频繁|too (?:often|frequent)|frequency/i;
const TOO_OFTEN_MS = 60_000;
/** Larger than a gRPC message may be: never again. */
const TOO_LARGE = /larger than max/i;
const LATER_MS = 10_000;

/** The error's own words may quote what was said: only its status goes on. */
export function fate(thrown: unknown): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  if (thrown instanceof NotAsked)
    return new DeliveryError("not-sent", "wechat: the file did not reach the service", LATER_MS);
  const { code, details, message } = (thrown ?? {}) as { code?: unknown; details?: unknown; message?: unknown };
  const words = `${message ?? ""} ${details ?? ""}`;
  const what = `wechat: ${typeof code === "number" ? `status ${code}` : "no answer"}`;
  // Spread out, so that many chats do not come back in the same second.
  if (TOO_OFTEN.test(words))
    return new DeliveryError("not-sent", `${what}, too often`, TOO_OFTEN_MS * (1 + Math.random()));
  if (TOO_LARGE.test(words)) return new DeliveryError("refused", `${what}, too large`);
  if (code === EXHAUSTED) return new DeliveryError("not-sent", what, TOO_OFTEN_MS);
  if (code === UNKNOWN_TOKEN) return new DeliveryError("not-sent", what, LATER_MS);
  if (code === UNAVAILABLE && NOTHING_WRITTEN.test(words)) return new DeliveryError("not-sent", what, LATER_MS);
  if (typeof code === "number" && REFUSED.includes(code)) return new DeliveryError("refused", what);
  return new DeliveryError("unknown", what);
}
