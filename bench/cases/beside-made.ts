/** What stands beside each case: who saw it, who joined, where its card hangs, verdicts, figures, and what was said. */
import type { Calendar } from "#bot";
import { factRow } from "../../src/features/tickets/figures/store-facts.ts";
import { chance } from "../crash/chance.ts";
import type { Row } from "./fill.ts";
import type { Made } from "./made.ts";
import { peopleOf, personId } from "./people.ts";

const HOUR_MS = 3_600_000;
/** The core keeps the ledger of deliveries so long (src/bot/prune.ts). */
const LEDGER_MS = 180 * 24 * HOUR_MS;

/** Rows by table. */
export function beside(made: Made, i: number, cases: number, seed: number, now: number, calendar: Calendar) {
  const { ticket, events } = made;
  const luck = chance(seed * 7_919 + i);
  const { no, unit, handler, kind, state, created_at: at } = ticket;
  const group = `terminal:handlers-${unit?.slice(5)}`;
  const seen = (n: number, what: string, person: string | null, later: number): Row => ({
    ...{ ticket: no, at: at + later, n, person, unit, role: "handler", what },
  });
  const access = [seen(0, "group", null, 0)];
  if (handler !== null) access.push(seen(1, "claim", handler, HOUR_MS), seen(2, "open", handler, 2 * HOUR_MS));
  const joins: Row[] = [];
  if (kind === "hazard" && luck.once(5)) {
    const first = luck.integer(peopleOf(cases));
    for (let n = 0; n <= luck.integer(3); n++)
      joins.push({ ticket: no, person: personId((first + n) % peopleOf(cases)), at: at + HOUR_MS });
  }
  const asked = state === "closed" && ticket.outcome === "solved" && ticket.person !== null;
  const answered = luck.integer(3) > 0;
  const survey = { ticket: no, person: answered ? null : ticket.person, remind_at: null, answered: answered ? 1 : 0 };
  const outbox = now - at < LEDGER_MS ? events.slice(0, 3).map((event, n) => said(no, n, group, event.at)) : [];
  return {
    ticket_access: access,
    ticket_joins: joins,
    ticket_cards: [{ ticket: no, holder: group }],
    ticket_numbers: [{ no }],
    ticket_facts: [{ ...factRow({ calendar }, ticket, events) }] as Row[],
    ticket_surveys: asked ? [survey] : [],
    ticket_public:
      kind === "hazard" && luck.once(2) ? [{ ticket: no, words: "", at, begun: at, code: ticket.hazard }] : [],
    ticket_recused: kind === "complaint" && luck.once(100) ? [{ ticket: no, person: `staff-${unit?.slice(5)}-0` }] : [],
    ticket_sources: luck.once(40) ? [{ ticket: no, source: "call", by_person: handler }] : [],
    outbox,
  } satisfies Record<string, Row[]>;
}

function said(no: string, n: number, chat: string, at: number): Row {
  const told = { adapter: "terminal", chat, direct: 0, push: 0, body: "", living: null, status: "sent" };
  const sent = { due_at: at, tries: 0, first_at: at, changed_at: at, claimed_by: null, claimed_until: 0 };
  return { key: `bench-${no}-${n}`, seq: at, ...told, ...sent, shown: `${no}-${n}`, error: null };
}
