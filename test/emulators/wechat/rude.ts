/** WeChat's own ways of failing, for `faults.next(name, …)`; names: send, file, recall, payload, download, start. */
import type { Fault } from "../wire/faults.ts";

/** This gRPC status; the work was not done. */
export function status(code: number, message = "refused"): Fault {
  return { kind: "answer", answer: { status: code, body: message } };
}

export const rude = {
  /** What WeChat's own client says; a puppet passes it on as an error without a code of its own (2, UNKNOWN). */
  tooOften: status(2, "发送消息过于频繁，可稍后再试。"),
  /** The bot is not in this room, or no friend of this person. */
  noSuchChat: status(5, "no such conversation"),
  forbidden: status(7, "not a member of this room"),
  /** It failed somewhere inside: nobody knows how far it got. */
  inside: status(2, "Protocol error: bot crashed"),
  /** It is shown, then the connection breaks. */
  drop: { kind: "drop", when: "after" } satisfies Fault,
  /** It is not shown, and the connection breaks. */
  dropBefore: { kind: "drop", when: "before" } satisfies Fault,
  /** It is shown, nobody is told for an hour. */
  silent: { kind: "late", ms: 3_600_000 } satisfies Fault,
};
