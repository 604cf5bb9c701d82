/** A town's cases, made by a seeded generator: the same seed gives the same town. Nothing in them is anybody's. */
import type { Calendar } from "#bot";
import { ahead, wind } from "../../src/features/tickets/deadline.ts";
import { type Kind, kindNames } from "../../src/features/tickets/kinds.ts";
import type { State } from "../../src/features/tickets/lifecycle.ts";
import { checkDigit } from "../../src/features/tickets/numbers.ts";
import type { Deed, Ticket, TicketEvent } from "../../src/features/tickets/store.ts";
import { type Chance, chance } from "../crash/chance.ts";

export const UNITS = 200;
export const STAFF_PER_UNIT = 3;
/** Cases a person files in the years that the table holds. */
const CASES_PER_PERSON = 20;
/** Open at any moment: the rest is history. */
const OPEN_SHARE = 0.01;
/** Over how many days the history reaches back; open cases are young. */
const YEARS_DAYS = 1_000;
const OPEN_DAYS = 12;
const DAY_MS = 86_400_000;
const DONE: Deed[] = ["submit", "claim", "reply", "resolve", "confirm"];
const WORDS =
  "站长扣钱罚款押金工资合同保险充电飞线楼道门禁电梯路灯井盖积水噪音停车进门平台差评超时系统派单".match(/../gu) ?? [];

export interface Made {
  ticket: Ticket;
  events: TicketEvent[];
}

export function peopleOf(cases: number): number {
  return Math.max(1, Math.round(cases / CASES_PER_PERSON));
}

export const personId = (n: number) => `person-${n}`;
export const unitId = (n: number) => `unit-${n}`;
export const staffId = (unit: number, n: number) => `staff-${unit}-${n}`;

/** Case number `i` of `cases`, as it stands at `now`. */
export function makeCase(i: number, cases: number, seed: number, now: number, calendar: Calendar): Made {
  const luck = chance(seed + i);
  const open = luck.number(1) < OPEN_SHARE;
  const age = 1 + luck.integer(open ? OPEN_DAYS : YEARS_DAYS);
  const created = now - age * DAY_MS + luck.integer(DAY_MS / 2);
  const kind: Kind = kindNames[luck.integer(kindNames.length)] ?? "complaint";
  const unit = luck.integer(UNITS);
  const anonymous = luck.once(10);
  const taken = !open || luck.once(2);
  const state: State = open ? (taken ? "in_progress" : "open_for_claim") : "closed";
  const start = calendar.dateOf(created);
  const clock = { kind, state, ...wind(calendar, kind, start), waiting: null, since: start };
  const digits = String(10_000_000 + i);
  const ticket: Ticket = {
    no: digits + checkDigit(digits),
    kind,
    state,
    unit: unitId(unit),
    text: words(luck, 12),
    where_text: words(luck, 4),
    lat: kind === "hazard" ? 34 + luck.number(2) : null,
    lon: kind === "hazard" ? 104 + luck.number(2) : null,
    datum: kind === "hazard" ? "gcj02" : null,
    hazard: kind === "hazard" ? "road" : null,
    naming: anonymous ? "anonymous" : "confidential",
    person: anonymous ? null : personId(luck.integer(peopleOf(cases))),
    alias: anonymous ? "" : "师傅",
    salt: null,
    code_hash: null,
    created_at: created,
    start_date: clock.start,
    due: clock.due,
    provisional: clock.provisional ? 1 : 0,
    waiting: null,
    since: clock.since,
    ladder: clock.ladder,
    handler: taken ? staffId(unit, luck.integer(STAFF_PER_UNIT)) : null,
    returned: 0,
    designated: 0,
    transferred: 0,
    extended: 0,
    supervised: 0,
    reopened: 0,
    sealed: 0,
    outcome: open ? null : "solved",
    merged_into: null,
    task: null,
    next_at: open ? (ahead(calendar, clock)?.at ?? null) : null,
    seq: 0,
  };
  const deeds: Deed[] = open ? ["submit", ...(taken ? (["claim"] as const) : [])] : DONE.slice(0, 3 + luck.integer(3));
  ticket.seq = deeds.length;
  const events = deeds.map(
    (deed, at): TicketEvent => ({
      ticket: ticket.no,
      seq: at + 1,
      at: created + at * 3_600_000,
      deed,
      side: at === 0 ? "reporter" : "staff",
      by_person: at === 0 ? ticket.person : ticket.handler,
      text: deed === "reply" || deed === "resolve" ? words(luck, 15) : "",
      unit: ticket.unit,
    }),
  );
  return { ticket, events };
}

function words(luck: Chance, pairs: number): string {
  return Array.from({ length: pairs }, () => WORDS[luck.integer(WORDS.length)]).join("");
}
