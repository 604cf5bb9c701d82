/** What became of one case: what the figures are counted from. Pure; store-facts.ts keeps it. */
import type { Calendar } from "#bot";
import { running, workdaysBetween } from "../case/deadline.ts";
import { type Kind, kinds } from "../case/kinds.ts";
import type { Deed, Ticket, TicketEvent } from "../store/tables.ts";

export interface Fact {
  unit: string | null;
  kind: Kind;
  /** Somebody of the unit took it up or answered. */
  responded: boolean;
  /** The reporter said that it is solved; undefined: there is nothing to say yet, or it cannot be solved (declined). */
  solved?: boolean;
  /** A result within the time; undefined: the time runs. */
  onTime?: boolean;
  /** Working days to the result that stands. */
  days?: number;
}

/** The same as it is kept. Numbers are 0 or 1 where nothing else is said; null where there is nothing to say yet. */
export interface FactRow {
  ticket: string;
  /** "" where no unit has it. */
  unit: string;
  kind: Kind;
  /** "2026-11": of the case's beginning. */
  month: string;
  responded: number;
  solved: number | null;
  on_time: number | null;
  /** While time runs: the last date in time; after it the case is late without a stroke of the clock. */
  due: string | null;
  /** Working days to the result that stands. */
  days: number | null;
}

/** Deeds of staff that the reporter hears of. */
const RESPONSES = ["claim", "ask", "reply", "resolve", "decline"];
/** Deeds that change what became of a case. */
export const RESULTING: Deed[] = ["claim", "ask", "reply", "resolve", "decline", "dispute", "urge"];

/** One of them, as it happened. */
export type Past = Pick<TicketEvent, "deed" | "at" | "side">;

/** Pure. `deeds` in the order in which they happened. */
export function factOf(
  calendar: Calendar,
  row: Pick<Ticket, "kind" | "state" | "unit" | "created_at" | "due" | "outcome" | "reopened">,
  deeds: Past[],
  today: string,
): Fact {
  const { kind, unit, state } = row;
  const results = kinds[kind].answered ? ["reply", "resolve"] : ["resolve"];
  const last = deeds.findLast((one) => results.includes(one.deed));
  // Taken up again, the result was none.
  const disputed = deeds.findLastIndex((one) => one.deed === "dispute");
  const stands = last !== undefined && deeds.indexOf(last) > disputed;
  const ended = stands ? calendar.dateOf(last.at) : undefined;
  const late = deeds.some((one) => one.side === "clock" && one.deed === "urge");
  const fact: Fact = {
    unit,
    kind,
    responded: deeds.some((one) => one.side === "staff" && RESPONSES.includes(one.deed)),
  };
  if (state === "closed") fact.solved = row.outcome === "solved";
  else if (disputed >= 0 && state !== "declined" && !stands) fact.solved = false;
  if (ended !== undefined) {
    fact.onTime = !late && ended <= row.due;
    fact.days = workdaysBetween(calendar, calendar.dateOf(row.created_at), ended);
  } else if (late || (running(row) && today > row.due)) fact.onTime = false;
  return fact;
}
