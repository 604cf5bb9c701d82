/**
 * The logger handed to the SDK. The SDK logs whole requests when they fail (app secret, bearer token) and whole events
 * when debugging, so nothing of it is passed on but a status, a code and the fixed words of its own messages.
 */
import type { Log } from "#bot";

export interface SdkLogger {
  error(...said: unknown[]): void;
  warn(...said: unknown[]): void;
  info(...said: unknown[]): void;
  debug(...said: unknown[]): void;
  trace(...said: unknown[]): void;
}

export function quietLogger(log: Log): SdkLogger {
  const silent = () => {};
  return {
    error: (...said) => log.warn({ lark: fixedWords(said) }, "the Feishu SDK reports an error"),
    warn: (...said) => log.warn({ lark: fixedWords(said) }, "the Feishu SDK warns"),
    info: silent,
    debug: silent,
    trace: silent,
  };
}

/** Codes and statuses of errors, and of strings what stands before anything quoted: beyond that it may be data. */
export function fixedWords(said: unknown[]): string {
  const words = said.flat(3).map((one) => {
    if (typeof one === "string") return one === "[ws]" ? one : (/^[\w .,:;()-]*/.exec(one)?.[0] ?? "").slice(0, 80);
    const { code, status, response } = (one ?? {}) as { code?: unknown; status?: unknown; response?: object };
    const { status: answered, data } = (response ?? {}) as { status?: unknown; data?: { code?: unknown } };
    const known = [code, status ?? answered, data?.code].filter((value) => /^[\w-]{1,40}$/.test(String(value ?? "")));
    return known.join(" ");
  });
  return words.filter(Boolean).join(" ");
}
