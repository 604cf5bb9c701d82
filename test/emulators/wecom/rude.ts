/** WeCom's own ways of saying no, or nothing, for `faults.next(name, …)`. */
import type { Fault } from "../wire/faults.ts";

/** This code; the work was not done. */
export function code(errcode: number, errmsg = "refused"): Fault {
  return { kind: "answer", answer: { status: 200, body: { errcode, errmsg } } };
}

export const rude = {
  quota: code(45009, "api freq out of limit"),
  quotaInTheField: code(846607, "aibot send msg frequency limit exceeded"),
  busy: code(-1, "system busy"),
  /** It is shown, nobody is told. */
  noAck: { kind: "late", ms: 3_600_000 } satisfies Fault,
  /** It is shown, the bot is told when it has stopped waiting (5 s). */
  lateAck: { kind: "late", ms: 5_500 } satisfies Fault,
  /** It is shown, then the connection breaks. */
  drop: { kind: "drop", when: "after" } satisfies Fault,
  /** It is not shown, and the connection breaks. */
  dropBefore: { kind: "drop", when: "before" } satisfies Fault,
  /** It is shown, half of the answer arrives. */
  half: { kind: "half" } satisfies Fault,
};
