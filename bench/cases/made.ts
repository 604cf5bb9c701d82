/** A town's cases, made by a seeded generator: the same seed gives the same town. Nothing in them is anybody's. */
import type { Calendar } from "#bot";
import { afterStroke, clockOf, wantedAt } from "../../src/features/tickets/case/after.ts";
import { ahead, wind } from "../../src/features/tickets/case/deadline.ts";
import { type Kind, kindNames } from "../../src/features/tickets/case/kinds.ts";
import type { State } from "../../src/features/tickets/case/lifecycle.ts";
import { checkDigit } from "../../src/features/tickets/case/numbers.ts";
import type { Deed, Ticket, TicketEvent } from "../../src/features/tickets/store/tables.ts";
import { type Chance, chance } from "../crash/chance.ts";
import { DAYS, peopleOf, personId, STAFF_PER_UNIT, staffId, staffName, UNITS, unitId } from "./people.ts";

/** Open at any moment: the rest is history. */
const OPEN_SHARE = 0.01;
const OPEN_DAYS = 12;
const DAY_MS = 86_400_000;
/** Numbers have eight digits and a check digit, drawn in no order. */
const NUMBERS = 90_000_000;
const STRIDE = 48_271;
/** Where open cases stand; `taken`: by a handler. */
const STANDING: { state: State; taken: boolean }[] = [
  { state: "open_for_claim", taken: false },
  { state: "open_for_claim", taken: false },
  { state: "claimed", taken: true },
  { state: "in_progress", taken: true },
  { state: "in_progress", taken: true },
  { state: "in_progress", taken: true },
  { state: "waiting_reporter", taken: true },
  { state: "replied", taken: true },
  { state: "resolved", taken: true },
  { state: "returned", taken: false },
  { state: "reopened", taken: true },
  { state: "supervised", taken: false },
];
const WORDS =
  "站长扣钱罚款押金工资合同保险充电飞线楼道门禁电梯路灯井盖积水噪音停车进门平台差评超时系统派单".match(/../gu) ?? [];

export interface Made {
  ticket: Ticket;
  events: TicketEvent[];
}

/** The number of case `i`. */
export function numberOf(i: number): string {
  const digits = String(10_000_000 + ((i * STRIDE) % NUMBERS));
  return digits + checkDigit(digits);
}

/** Case `i` of `cases`, in the order of time, as it stands at `now`. */
export function makeCase(i: number, cases: number, seed: number, now: number, calendar: Calendar): Made {
  const luck = chance(seed * 1_000_003 + i);
  const age = ((cases - i) / cases) * DAYS + 0.5;
  const created = Math.round(now - age * DAY_MS);
  const kind: Kind = kindNames[luck.integer(kindNames.length)] ?? "complaint";
  const unit = luck.integer(UNITS);
  const anonymous = kind !== "hazard" && luck.once(10);
  const open = age < OPEN_DAYS && luck.number(1) < (OPEN_SHARE * DAYS) / OPEN_DAYS;
  const { state, taken } = open
    ? (STANDING[luck.integer(STANDING.length)] ?? { state: "in_progress" as const, taken: true })
    : { state: "closed" as const, taken: true };
  const start = calendar.dateOf(created);
  const since = calendar.dateOf(created + luck.number(age) * DAY_MS * 0.8);
  const hazard = kind === "hazard";
  const solved = !luck.once(5);
  const row: Ticket = {
    no: numberOf(i),
    kind,
    state,
    unit: unitId(unit),
    // Now and then somebody is named.
    text: words(luck, 12) + (luck.once(200) ? staffName(unit, luck.integer(STAFF_PER_UNIT)) : ""),
    where_text: words(luck, 4),
    lat: hazard ? 34 + luck.number(2) : null,
    lon: hazard ? 104 + luck.number(2) : null,
    datum: hazard ? "wgs84" : null,
    hazard: hazard ? "road" : null,
    naming: anonymous ? "anonymous" : luck.once(3) ? "named" : "confidential",
    person: anonymous ? null : personId(luck.integer(peopleOf(cases))),
    alias: anonymous ? "" : "师傅",
    salt: null,
    code_hash: null,
    created_at: anonymous ? (calendar.moment(start, "00:00") ?? created) : created,
    start_date: start,
    ...wound(calendar, kind, start),
    waiting: state === "waiting_reporter" ? since : null,
    since: open ? since : start,
    handler: taken ? staffId(unit, 1 + luck.integer(STAFF_PER_UNIT - 1)) : null,
    returned: state === "returned" ? 1 : 0,
    designated: 0,
    transferred: 0,
    extended: 0,
    supervised: state === "supervised" ? 1 : 0,
    reopened: state === "reopened" || luck.once(30) ? 1 : 0,
    sealed: 0,
    outcome: open ? null : solved ? "solved" : "unconfirmed",
    merged_into: null,
    task: null,
    next_at: null,
    seq: 0,
  };
  const { ticket, urged } = open ? caughtUp(calendar, row, now) : { ticket: row, urged: false };
  const deeds = past(luck, ticket, solved);
  const event = (deed: Deed, at: number): TicketEvent => ({
    ticket: ticket.no,
    seq: at + 1,
    at: created + at * 3_600_000 * (open ? 0.1 : 1 + (i % 20)),
    deed,
    side: deed === "urge" ? "clock" : at === 0 || deed === "confirm" || deed === "dispute" ? "reporter" : "staff",
    by_person: at === 0 ? ticket.person : ticket.handler,
    text: deed === "reply" || deed === "resolve" ? words(luck, 15) : "",
    unit: ticket.unit,
  });
  const events = [...deeds, ...(urged ? (["urge"] as const) : [])].map(event);
  return { ticket: { ...ticket, seq: events.length }, events };
}

function past(luck: Chance, { state, handler, reopened }: Ticket, solved: boolean): Deed[] {
  const taken: Deed[] = handler === null ? ["submit"] : ["submit", "claim"];
  switch (state) {
    case "closed":
      return [
        ...taken,
        ...(luck.once(2) ? (["reply"] as const) : []),
        "resolve",
        ...(reopened ? (["dispute", "resolve"] as const) : []),
        solved ? "confirm" : "expire",
      ];
    case "waiting_reporter":
      return [...taken, "ask"];
    case "replied":
      return [...taken, "reply"];
    case "resolved":
      return [...taken, "resolve"];
    case "reopened":
      return [...taken, "resolve", "dispute"];
    case "returned":
      return [...taken, "return"];
    default:
      return taken;
  }
}

/** What the clock has done by now was done on its day: on this morning only what is new is due. */
function caughtUp(calendar: Calendar, before: Ticket, now: number): { ticket: Ticket; urged: boolean } {
  let ticket = before;
  for (let strokes = 0; strokes < 6; strokes++) {
    const due = ahead(calendar, clockOf(ticket));
    if (!due || due.at > now) break;
    ticket = afterStroke(calendar, ticket, due.step, calendar.dateOf(due.at)).next;
  }
  return { ticket: { ...ticket, next_at: wantedAt(calendar, ticket) }, urged: ticket.ladder >= 2 };
}

const winds = new Map<string, Pick<Ticket, "due" | "provisional" | "ladder">>();

/** A million cases begin on a thousand days. */
function wound(calendar: Calendar, kind: Kind, start: string): Pick<Ticket, "due" | "provisional" | "ladder"> {
  const key = `${kind} ${start}`;
  const known = winds.get(key);
  if (known) return known;
  const { due, provisional, ladder } = wind(calendar, kind, start);
  const made = { due, provisional: provisional ? 1 : 0, ladder };
  winds.set(key, made);
  return made;
}

function words(luck: Chance, pairs: number): string {
  return Array.from({ length: pairs }, () => WORDS[luck.integer(WORDS.length)]).join("");
}
