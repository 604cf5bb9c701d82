/** Telegram's own ways of saying no, for `faults.next(method, …)`. */
import type { Fault } from "../wire/faults.ts";

function no(code: number, description: string, parameters?: object): Fault {
  const body = { ok: false, error_code: code, description, ...(parameters && { parameters }) };
  return { kind: "answer", answer: { status: code, body } };
}

export const rude = {
  conflict: no(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  ),
  unauthorized: no(401, "Unauthorized"),
  tooMany: (seconds: number) => no(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
  neverStarted: no(403, "Forbidden: bot can't initiate conversation with a user"),
  serverError: no(500, "Internal Server Error"),
  /** What stands before the Bot API speaks HTML when that is down. */
  badGateway: {
    kind: "answer",
    answer: { status: 502, type: "text/html", body: "<html><head><title>502 Bad Gateway</title></head></html>" },
  } satisfies Fault,
  /** The message is shown, nobody is told. */
  drop: { kind: "drop", when: "after" } satisfies Fault,
  dropBefore: { kind: "drop", when: "before" } satisfies Fault,
  /** The message is shown, half of the answer arrives. */
  half: { kind: "half" } satisfies Fault,
};
