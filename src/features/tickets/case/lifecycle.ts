/**
 * The life of a case as one pure machine (PRODUCT.md §1.7). `replied` and `resolved` are different facts; what is closed
 * can be reopened by the reporter's word alone; nothing is ever without an owner.
 *
 *   submitted → open_for_claim → claimed → in_progress ⇄ waiting_reporter
 *       claimed… → replied | resolved → follow_up → closed;  没解决 → reopened → (again) supervised
 *       open…    → returned → designated (not returnable);  declined, withdrawn, merged
 *
 * One unit leads (牵头); others may assist (协办, 潍坊市12345条例 Art. 22): they see the case and advise the lead, which alone
 * answers the reporter.
 */
import { from, isOver, type Move, type State, UNCLAIMED } from "./moves.ts";

export { isOver, type Move, moves, possible, type State, states } from "./moves.ts";

/** The facts that decide what may happen next. */
export interface Case {
  state: State;
  /** The unit that answers for it; null: the heads of the house. */
  lead: string | null;
  /** Units that assist; never the lead. */
  assists: readonly string[];
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
  /** The assisting unit for which they speak; left out where it is the lead's own, or the reporter. */
  assisting?: string;
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
  | "moved"
  | "assisting"
  | "leading"
  | "assists"
  | "not-assisting"
  | "chief";
export type Outcome = { ok: true; next: Case } | { ok: false; why: Why };

/** Moves that belong to the one who claimed the case, or to a secretary. */
const OWN: readonly Move[] = ["ask", "extend", "reply", "resolve"];

/** Moves that need a secretary's word, or the clock's. */
const CHIEFS: readonly Move[] = ["designate", "supervise", "decline", "merge", "assist"];
/** Moves about who assists. */
const ASSISTING: readonly Move[] = ["assist", "unassist", "advise"];

/** Makes a move, or says why not. `unit`: whom it is about. Never throws, never changes its argument. */
export function step(before: Case, move: Move, by: Mover, unit?: string | null): Outcome {
  const why = refusal(before, move, by) ?? assistance(before, move, by, unit);
  return why ? { ok: false, why } : { ok: true, next: { ...before, ...effect(before, move, by, unit) } };
}

/** Why this unit may not be taken in or let go, or may not advise. */
function assistance(now: Case, move: Move, by: Mover, unit: string | null | undefined): Why | undefined {
  switch (move) {
    case "assist":
      if (!unit || unit === now.lead) return "leading";
      return now.assists.includes(unit) ? "assists" : undefined;
    case "unassist":
      if (!by.chief && now.handler !== by.id) return "not-yours";
      return unit && now.assists.includes(unit) ? undefined : "not-assisting";
    case "advise":
      if (by.assisting === undefined) return "leading";
      return now.assists.includes(by.assisting) ? undefined : "not-assisting";
    default:
      return undefined;
  }
}

function refusal(now: Case, move: Move, by: Mover): Why | undefined {
  // The clock has nobody behind it: it cannot take a case or answer one.
  if (by.id === null && (move === "claim" || OWN.includes(move) || ASSISTING.includes(move))) return "not-yours";
  if (by.assisting !== undefined && move !== "advise") return "assisting";
  if (move === "claim" && now.handler !== null && !["reopened", "supervised"].includes(now.state) && !isOver(now.state))
    return now.handler === by.id ? "yours" : "taken";
  if (move === "supervise" && now.supervised && by.id !== null && !isOver(now.state)) return "supervised";
  if (!from[move].includes(now.state)) {
    return OWN.includes(move) && UNCLAIMED.includes(now.state) ? "unclaimed" : "state";
  }
  if (CHIEFS.includes(move) && !by.chief) return "chief";
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

function effect(now: Case, move: Move, by: Mover, unit: string | null | undefined): Partial<Case> {
  const pending = now.state === "reopened" || now.state === "supervised" ? now.state : "open_for_claim";
  // A secretary who works on an unclaimed case has made it theirs: first come, first responsible (首接负责).
  const handler = now.handler ?? by.id;
  // Whoever leads does not assist as well.
  const led = unit ? { lead: unit, assists: now.assists.filter((one) => one !== unit) } : {};
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
      return { state: "designated", designated: true, handler: null, ...led };
    case "transfer":
      return { state: pending, transferred: now.transferred || !by.chief, handler: null, ...led };
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
    case "assist":
      return { assists: [...now.assists, ...(unit ? [unit] : [])] };
    case "unassist":
      return { assists: now.assists.filter((one) => one !== unit) };
    case "advise":
      return {};
  }
}
