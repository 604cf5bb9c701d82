/** What a case's row is after a move, or after a stroke of the clock. Pure: advance.ts writes it down. */

import type { Deed, Ticket } from "../store/tables.ts";
import { ahead, type Clock, type Days, extended, type Step, ticking } from "./deadline.ts";
import { type Case, type Move, type Mover, step, type Why } from "./lifecycle.ts";

/** The clock has nobody behind it, and a chief's word. */
export const CLOCK: Mover = { id: null, chief: true };

/** What each stroke does: a move where the machine knows one, and what changes with it. */
const STROKES: Record<Step, { move?: Move; change: Partial<Ticket> }> = {
  soon: { change: { ladder: 1 } },
  urge: { change: { ladder: 2 } },
  supervise: { move: "supervise", change: { ladder: 3 } },
  lapse: { move: "lapse", change: {} },
  remind: { move: "remind", change: {} },
  expire: { move: "expire", change: { outcome: "unconfirmed" } },
};

/** A move as the machine hears it: by whom, about which unit, and whatever else changes with it. */
export interface Moved {
  move: Move;
  by: Mover;
  unit?: string;
  change?: Partial<Ticket>;
}

/** The row and the assisting units after `move` on the local date `day`, or why not. */
export function afterMove(
  days: Days,
  row: Ticket,
  { move, by, unit, change }: Moved,
  day: string,
  assists: readonly string[] = [],
): { ok: true; next: Ticket; assists: readonly string[] } | { ok: false; why: Why } {
  const outcome = step(caseOf(row, assists), move, by, unit ?? change?.unit);
  if (!outcome.ok) return outcome;
  const turned = ticking(days, clockOf(row), outcome.next.state, day);
  const clock = move === "extend" ? extended(days, turned, day) : turned;
  const next = { ...row, ...flags(outcome.next), ...clockRow(clock), ...change };
  return { ok: true, next, assists: outcome.next.assists };
}

/** The row after a stroke. Where the machine refuses the move the ladder goes on alone, so that the clock cannot stick. */
export function afterStroke(days: Days, row: Ticket, stroke: Step, day: string): { next: Ticket; deed: Deed } {
  const { move, change } = STROKES[stroke];
  const after = move && afterMove(days, row, { move, by: CLOCK, change }, day);
  if (move && after?.ok) return { next: after.next, deed: move };
  return { next: { ...row, ladder: 3, ...change }, deed: stroke === "soon" ? "soon" : "urge" };
}

/** When the clock wants the case again, epoch ms; null when never. */
export function wantedAt(days: Days, row: Ticket): number | null {
  return row.task === null ? (ahead(days, clockOf(row))?.at ?? null) : row.next_at;
}

export function caseOf(row: Ticket, assists: readonly string[] = []): Case {
  return {
    state: row.state,
    lead: row.unit,
    assists,
    handler: row.handler,
    returned: row.returned === 1,
    designated: row.designated === 1,
    transferred: row.transferred === 1,
    extended: row.extended === 1,
    supervised: row.supervised === 1,
    reopened: row.reopened,
  };
}

export function clockOf(row: Ticket): Clock {
  const { kind, state, start_date: start, due, waiting, since, ladder } = row;
  return { kind, state, start, due, provisional: row.provisional === 1, waiting, since, ladder };
}

function clockRow(clock: Clock): Partial<Ticket> {
  const { state, start, due, provisional, waiting, since, ladder } = clock;
  return { state, start_date: start, due, provisional: provisional ? 1 : 0, waiting, since, ladder };
}

function flags(now: Case): Partial<Ticket> {
  const { handler, returned, designated, transferred, extended, supervised, reopened } = now;
  const flag = (value: boolean) => (value ? 1 : 0);
  return {
    handler,
    returned: flag(returned),
    designated: flag(designated),
    transferred: flag(transferred),
    extended: flag(extended),
    supervised: flag(supervised),
    reopened,
  };
}
