/** The states of a case, the moves between them, and from where each is possible at all (PRODUCT.md §1.7). */

export const states = [
  "submitted",
  "open_for_claim",
  "claimed",
  "in_progress",
  "waiting_reporter",
  "replied",
  "resolved",
  "follow_up",
  "closed",
  "returned",
  "designated",
  "reopened",
  "supervised",
  "withdrawn",
  "merged",
  "declined",
] as const;
export type State = (typeof states)[number];

export const moves = [
  "open",
  "claim",
  "ask",
  "answer",
  "lapse",
  "extend",
  "reply",
  "resolve",
  "confirm",
  "dispute",
  "remind",
  "expire",
  "return",
  "designate",
  "transfer",
  "recuse",
  "supervise",
  "withdraw",
  "merge",
  "decline",
  "assist",
  "unassist",
  "advise",
] as const;
export type Move = (typeof moves)[number];

/** Nothing is owed any more. A dispute reopens what is closed or declined. */
const ENDED: readonly State[] = ["closed", "withdrawn", "merged", "declined"];
/** Open, and nobody has taken it. */
export const UNCLAIMED: readonly State[] = ["submitted", "open_for_claim", "designated", "reopened", "supervised"];
const WORKING: readonly State[] = ["claimed", "in_progress", "waiting_reporter", "reopened", "supervised", "replied"];

const GOING = states.filter((state) => !ENDED.includes(state));
/** States in which somebody still owes something. */
export const OPEN: readonly State[] = GOING.filter((state) => !["resolved", "follow_up"].includes(state));
/** A unit answers for it: whom others may assist. */
const LED = OPEN.filter((state) => state !== "returned");

/** From which states a move is possible at all. */
export const from: Record<Move, readonly State[]> = {
  open: ["submitted"],
  claim: UNCLAIMED,
  ask: ["claimed", "in_progress", "reopened", "supervised", "replied"],
  answer: ["waiting_reporter"],
  lapse: ["waiting_reporter"],
  extend: ["claimed", "in_progress", "replied"],
  reply: WORKING,
  resolve: WORKING,
  confirm: GOING,
  dispute: ["replied", "resolved", "follow_up", "closed", "declined"],
  remind: ["replied", "resolved"],
  expire: ["follow_up"],
  return: ["submitted", "open_for_claim", "claimed", "in_progress"],
  designate: [
    "submitted",
    "open_for_claim",
    "claimed",
    "in_progress",
    "returned",
    "designated",
    "reopened",
    "supervised",
  ],
  transfer: ["submitted", "open_for_claim", "claimed", "in_progress", "designated", "reopened", "supervised"],
  recuse: ["claimed", "in_progress", "waiting_reporter", "reopened", "supervised", "replied"],
  supervise: [
    "submitted",
    "open_for_claim",
    "claimed",
    "in_progress",
    "waiting_reporter",
    "replied",
    "designated",
    "reopened",
    "returned",
  ],
  withdraw: GOING,
  merge: GOING,
  decline: ["submitted", "open_for_claim", "returned"],
  assist: LED,
  unassist: GOING,
  advise: GOING,
};

export function isOver(state: State): boolean {
  return ENDED.includes(state);
}

/** The moves that `state` allows, whoever makes them. */
export function possible(state: State): Move[] {
  return moves.filter((move) => from[move].includes(state));
}
