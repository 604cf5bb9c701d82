/**
 * The logger handed to the SDK. It logs whole frames (people's words) and the bodies of failed answers, so of all it
 * says nothing is passed on but that something was wrong: what matters is told by events and outcomes.
 */
import type { Logger } from "@wecom/aibot-node-sdk";
import type { Log } from "#bot";

export function quietLogger(log: Log): Logger {
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: (said) => log.warn({ wecom: fixedWords(said) }, "the WeCom SDK reports an error"),
  };
}

/** The beginning of the SDK's own sentence: what follows a colon, an equals sign or a quotation may be data. */
function fixedWords(said: unknown): string {
  return (/^[A-Za-z][A-Za-z ]*/.exec(String(said))?.[0] ?? "").trim().slice(0, 60);
}
