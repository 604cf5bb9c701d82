/**
 * The life of a 微心愿 (PRODUCT.md §1.3 #42) as one pure machine: reviewed before anybody reads it, claimed by the first
 * who taps, and granted only by the wisher's own word (or, after being asked twice, without one).
 *
 *   submitted → published → claimed → fulfilled → granted
 *       submitted, published → declined;  published → expired → submitted;  claimed → published;  fulfilled → claimed
 */

export const wishStates = [
  "submitted",
  "published",
  "claimed",
  "fulfilled",
  "granted",
  "expired",
  "declined",
  "withdrawn",
] as const;
export type WishState = (typeof wishStates)[number];

export const wishMoves = [
  "place",
  "publish",
  "decline",
  "claim",
  "release",
  "fulfil",
  "confirm",
  "deny",
  "withdraw",
  "renew",
  "nudge",
  "lapse",
  "expire",
  "settle",
] as const;
export type WishMove = (typeof wishMoves)[number];

/** The facts that decide what may happen next. */
export interface Wish {
  state: WishState;
  /** House id of the wisher; null once they were erased. */
  person: string | null;
  /** House id of whoever claimed it. */
  giver: string | null;
  /** How often the clock has asked in this state: each time is said once. */
  nudged: number;
  /** How often the wisher said that nothing came. */
  denied: number;
}

/** Who moves: a house id, or null for the clock; `chief`: a secretary of the wish's unit. */
export interface WishMover {
  id: string | null;
  chief: boolean;
}

export type WishWhy = "state" | "own" | "taken" | "yours" | "not-giver" | "not-wisher" | "chief" | "nudged";
export type WishOutcome = { ok: true; next: Wish } | { ok: false; why: WishWhy };

export const wishFrom: Record<WishMove, readonly WishState[]> = {
  place: ["submitted"],
  publish: ["submitted"],
  decline: ["submitted", "published"],
  claim: ["published"],
  release: ["claimed"],
  fulfil: ["claimed"],
  confirm: ["claimed", "fulfilled"],
  deny: ["fulfilled"],
  withdraw: ["submitted", "published", "claimed", "expired"],
  renew: ["expired"],
  nudge: ["submitted", "claimed", "fulfilled"],
  lapse: ["claimed"],
  expire: ["published"],
  settle: ["fulfilled"],
};

/** Who may say what: staff, the giver, the wisher, or the clock alone. A claim is anybody's but the wisher's. */
const CHIEFS: readonly WishMove[] = ["place", "publish", "decline"];
const WISHERS: readonly WishMove[] = ["confirm", "deny", "withdraw", "renew"];
const CLOCKS: readonly WishMove[] = ["nudge", "lapse", "expire", "settle"];
/** The clock asks the reviewers twice (the second time those above), a giver and a wisher once. */
const NUDGES: Partial<Record<WishState, number>> = { submitted: 2, claimed: 1, fulfilled: 1 };

/** Nothing more is owed. What expired may be wished again. */
export function wishOver(state: WishState): boolean {
  return ["granted", "expired", "declined", "withdrawn"].includes(state);
}

/** Makes a move, or says why not. Never throws, never changes its argument. */
export function wishStep(now: Wish, move: WishMove, by: WishMover): WishOutcome {
  const why = refusal(now, move, by);
  return why ? { ok: false, why } : { ok: true, next: { ...now, ...effect(now, move, by) } };
}

function refusal(now: Wish, move: WishMove, by: WishMover): WishWhy | undefined {
  if (CLOCKS.includes(move) !== (by.id === null)) return "state";
  if (move === "claim" && (now.state === "claimed" || now.state === "fulfilled"))
    return now.giver === by.id ? "yours" : "taken";
  if (!wishFrom[move].includes(now.state)) return "state";
  if (CHIEFS.includes(move)) {
    if (!by.chief) return "chief";
    // Nobody reviews their own wish.
    if (by.id === now.person) return "own";
  }
  if (move === "claim" && by.id === now.person) return "own";
  if (WISHERS.includes(move) && by.id !== now.person) return "not-wisher";
  if (move === "fulfil" && by.id !== now.giver) return "not-giver";
  // A secretary may free a wish that somebody sits on.
  if (move === "release" && by.id !== now.giver && !(by.chief && by.id !== now.person)) return "not-giver";
  if (move === "nudge" && now.nudged >= (NUDGES[now.state] ?? 0)) return "nudged";
  // A giver is asked before they lose it, a wisher before their silence counts.
  if ((move === "lapse" || move === "settle") && now.nudged === 0) return "state";
  return undefined;
}

function effect(now: Wish, move: WishMove, by: WishMover): Partial<Wish> {
  switch (move) {
    case "place":
      return { nudged: 0 };
    case "publish":
      return { state: "published", nudged: 0 };
    case "decline":
      return { state: "declined", nudged: 0 };
    case "claim":
      return { state: "claimed", giver: by.id, nudged: 0 };
    case "release":
    case "lapse":
      return { state: "published", giver: null, nudged: 0 };
    case "fulfil":
      return { state: "fulfilled", nudged: 0 };
    case "confirm":
    case "settle":
      return { state: "granted", nudged: 0 };
    case "deny":
      return { state: "claimed", denied: now.denied + 1, nudged: 0 };
    case "withdraw":
      return { state: "withdrawn", giver: null, nudged: 0 };
    case "renew":
      return { state: "submitted", nudged: 0, denied: 0 };
    case "expire":
      return { state: "expired", nudged: 0 };
    case "nudge":
      return { nudged: now.nudged + 1 };
  }
}
