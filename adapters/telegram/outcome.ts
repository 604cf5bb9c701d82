/** What a failed call says about the message's fate. */
import { GrammyError, HttpError } from "grammy";
import { DeliveryError } from "#bot";
import { NEVER_WRITTEN } from "./connection.ts";

/** The operator can mend a wrong token or address; until then asking once a minute is enough. */
const MEND_MS = 60_000;

/** A code and a reason that may be logged: no address (it holds the token), nothing quoted (it may be the text). */
export function reason(error: unknown): string {
  if (error instanceof GrammyError && error.error_code !== undefined) {
    const said = String(error.description)
      .replace(/".*"|https?:\S+/gs, "…")
      .slice(0, 120);
    return `${error.method} answered ${error.error_code}: ${said}`;
  }
  if (error instanceof HttpError) return `the call broke off (${codeOf(error)})`;
  return error instanceof DeliveryError
    ? error.message
    : `unexpected ${error instanceof Error ? error.name : typeof error}`;
}

/** grammY's own timeout has no code. */
function codeOf({ error }: HttpError): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "timeout";
}

/**
 * The fate of a message whose call threw:
 * 429 → not-sent with the platform's own pause; never written → not-sent; a wrong token (401, 404) → not-sent, it can
 * be mended; any other 4xx → refused; 5xx, HTML, a broken or timed-out call → unknown.
 */
export function outcome(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const why = `telegram: ${reason(error)}`;
  if (error instanceof GrammyError) {
    const code: number | undefined = error.error_code;
    if (code === 429) return new DeliveryError("not-sent", why, retryAfter(error) ?? 1_000);
    if (code === 401 || code === 404) return new DeliveryError("not-sent", why, MEND_MS);
    // An answer without a code is no answer of the Bot API: something in between spoke.
    if (code === undefined || code >= 500) return new DeliveryError("unknown", why);
    return new DeliveryError("refused", why);
  }
  if (error instanceof HttpError && codeOf(error) === NEVER_WRITTEN) return new DeliveryError("not-sent", why);
  return new DeliveryError("unknown", why);
}

/** The pause that a 429 asks for, in ms. */
export function retryAfter(error: unknown): number | undefined {
  const seconds = error instanceof GrammyError ? error.parameters?.retry_after : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}
