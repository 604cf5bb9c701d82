/** What is known of a message's fate when the platform did not say yes. */
import { DeliveryError } from "#bot";
import type { Words } from "./words.ts";

/** Over the quota of a conversation: 45009 by the book, 846607 in the field. People wait 30–60 s. */
const LIMITED = [45009, 846607];
const LIMITED_MS = 30_000;
/** "System busy, try again later": WeCom, global error codes. */
const BUSY = -1;
const BUSY_MS = 10_000;

/**
 * The platform answered with a code other than 0: limited or busy → not-sent; anything else → refused, because the
 * same words would be refused again.
 */
export function refusal(code: number, words: Words): DeliveryError {
  if (LIMITED.includes(code)) {
    // Spread out, so that many conversations do not come back in the same second.
    return new DeliveryError("not-sent", `wecom: ${code}`, LIMITED_MS * (1 + Math.random()));
  }
  if (code === BUSY) return new DeliveryError("not-sent", `wecom: ${code}`, BUSY_MS);
  const why = words.codes[code];
  return new DeliveryError("refused", why ? `wecom: ${code} ${why}` : `wecom: ${code}`);
}

/**
 * What a command that was written rejected with. The SDK rejects with the platform's frame, which is no Error, when
 * that said no; with an Error when no answer came within 5 s or the connection broke: then nobody knows.
 */
export function fate(thrown: unknown, words: Words): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  const code = (thrown as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === "number" ? refusal(code, words) : new DeliveryError("unknown", "wecom: no answer");
}
