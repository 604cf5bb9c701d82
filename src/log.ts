/** The log: structured, to standard error, with everything redacted that must never be there. */
import pino from "pino";
import type { Log } from "#bot";

/** Names of fields that would hold words, people or secrets; a mistake elsewhere must not print them. */
const NEVER = [
  "text",
  "body",
  "name",
  "from",
  "token",
  "secret",
  "password",
  "authorization",
  "apiKey",
  "headers",
  "config",
  "request",
];

export function openLog(level: "silent" | "error" | "warn" | "info" | "debug"): Log {
  const paths = NEVER.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: "…" } },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Says nothing: for tests. */
export const quiet: Log = { info() {}, warn() {}, error() {} };
