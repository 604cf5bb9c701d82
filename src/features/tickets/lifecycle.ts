/**
 * The life of a case as one pure machine (PRODUCT.md §1.7). `replied` and `resolved` are different facts; what is closed
 * can be reopened by the reporter's word alone; nothing is ever without an owner.
 *
 *   submitted → open_for_claim → claimed → in_progress ⇄ waiting_reporter
 *       claimed… → replied | resolved → follow_up → closed;  没解决 → reopened → (again) supervised
 *       open…    → returned → designated (not returnable);  declined, withdrawn, merged
 */

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
] as const;
export type Move = (typeof moves)[number];

/** The facts that decide what may happen next. */
export interface Case {
  state: State;
  /** Who claimed it. */
  handler: string | null;
  returned: boolean;
  designated: boolean;
  transferred: boolean;
  extended: boolean;
  supervised: boolean;
  /** How often the reporter said that it is not solved. */
  reopened: number;
}

/** Who moves: their house id, and whether a secretary's or the clock's word stands behind it. */
export interface Mover {
  id: string | null;
  chief: boolean;
}

export type Why =
  | "state"
  | "taken"
  | "yours"
  | "not-yours"
  | "unclaimed"
  | "once"
  | "designated"
  | "reopened"
  | "supervised"
  | "moved";
export type Outcome = { ok: true; next: Case } | { ok: false; why: Why };

const ENDED: readonly State[] = ["closed", "withdrawn", "merged", "declined"];
const UNCLAIMED: readonly State[] = ["submitted", "open_for_claim", "designated", "reopened", "supervised"];
const WORKING: readonly State[] = ["claimed", "in_progress", "waiting_reporter", "reopened", "supervised", "replied"];

/** From which states a move is possible at all. */
const from: Record<Move, readonly State[]> = {
  open: ["submitted"],
  claim: UNCLAIMED,
  ask: ["claimed", "in_progress", "reopened", "supervised", "replied"],
  answer: ["waiting_reporter"],
  lapse: ["waiting_reporter"],
  extend: ["claimed", "in_progress", "replied"],
  reply: WORKING,
  resolve: WORKING,
  confirm: states.filter((state) => !ENDED.includes(state)),
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
  withdraw: states.filter((state) => !ENDED.includes(state)),
  merge: states.filter((state) => !ENDED.includes(state)),
  decline: ["submitted", "open_for_claim", "returned"],
};

/** Moves that belong to the one who claimed the case, or to a secretary. */
const OWN: readonly Move[] = ["ask", "extend", "reply", "resolve"];

export function isOver(state: State): boolean {
  return ENDED.includes(state);
}

/** The moves that `state` allows, whoever makes them. */
export function possible(state: State): Move[] {
  return moves.filter((move) => from[move].includes(state));
}

/** Makes a move, or says why not. Never throws, never changes its argument. */
export function step(before: Case, move: Move, by: Mover): Outcome {
  const why = refusal(before, move, by);
  return why ? { ok: false, why } : { ok: true, next: { ...before, ...effect(before, move, by) } };
}

function refusal(now: Case, move: Move, by: Mover): Why | undefined {
  // The clock has nobody behind it: it cannot take a case or answer one.
  if (by.id === null && (move === "claim" || OWN.includes(move))) return "not-yours";
  if (move === "claim" && now.handler !== null && !["reopened", "supervised"].includes(now.state) && !isOver(now.state))
    return now.handler === by.id ? "yours" : "taken";
  if (move === "supervise" && now.supervised && by.id !== null && !isOver(now.state)) return "supervised";
  if (!from[move].includes(now.state)) {
    return OWN.includes(move) && UNCLAIMED.includes(now.state) ? "unclaimed" : "state";
  }
  if (OWN.includes(move) && now.handler !== by.id && !by.chief) return now.handler === null ? "unclaimed" : "not-yours";
  if (move === "return") {
    if (now.designated) return "designated";
    if (now.returned) return "once";
    if (now.handler !== null && now.handler !== by.id && !by.chief) return "not-yours";
  }
  if (move === "extend") {
    if (now.extended) return "once";
    if (now.supervised) return "supervised";
    if (now.reopened > 0) return "reopened";
  }
  if (move === "transfer" && !by.chief) {
    if (now.designated) return "designated";
    if (now.transferred) return "moved";
    if (now.handler !== null && now.handler !== by.id) return "not-yours";
  }
  return undefined;
}

function effect(now: Case, move: Move, by: Mover): Partial<Case> {
  const pending = now.state === "reopened" || now.state === "supervised" ? now.state : "open_for_claim";
  // A secretary who works on an unclaimed case has made it theirs: first come, first responsible (首接负责).
  const handler = now.handler ?? by.id;
  switch (move) {
    case "open":
      return { state: "open_for_claim" };
    case "claim":
      return { state: "claimed", handler: by.id };
    case "ask":
      return { state: "waiting_reporter", handler };
    case "answer":
    case "lapse":
      return { state: "in_progress" };
    case "extend":
      return { state: now.state === "replied" ? "replied" : "in_progress", extended: true, handler };
    case "reply":
      return { state: "replied", handler };
    case "resolve":
      return { state: "resolved", handler };
    case "confirm":
    case "expire":
      return { state: "closed" };
    case "dispute":
      return now.reopened === 0
        ? { state: "reopened", reopened: 1 }
        : { state: "supervised", reopened: now.reopened + 1, supervised: true };
    case "remind":
      return { state: "follow_up" };
    case "return":
      return { state: "returned", returned: true, handler: null };
    case "designate":
      return { state: "designated", designated: true, handler: null };
    case "transfer":
      return { state: pending, transferred: now.transferred || !by.chief, handler: null };
    case "recuse":
      return { state: pending, handler: null };
    // Whoever waits for the reporter goes on waiting, and whoever was returned needs a unit first: the flag is kept.
    case "supervise":
      return ["waiting_reporter", "returned"].includes(now.state)
        ? { supervised: true }
        : { state: "supervised", supervised: true };
    case "withdraw":
      return { state: "withdrawn", handler: null };
    case "merge":
      return { state: "merged", handler: null };
    case "decline":
      return { state: "declined" };
  }
}
