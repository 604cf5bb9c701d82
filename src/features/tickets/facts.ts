/** What became of the cases of one month, a line a case: what the figures are counted from. */
import type { Calendar, Db, Kit, Member } from "#bot";
import { accusedPeople } from "./accused.ts";
import { running, workdaysBetween } from "./deadline.ts";
import { type Kind, kindNames, kinds } from "./kinds.ts";
import { after } from "./period.ts";
import type { Ticket, TicketEvent, TicketTables } from "./store.ts";

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

/** Deeds of staff that the reporter hears of. */
const RESPONSES = ["claim", "ask", "reply", "resolve", "decline"];
/** So many cases are asked about in one query. */
const CHUNK = 500;

type Row = Pick<
  Ticket,
  "no" | "kind" | "state" | "unit" | "text" | "person" | "created_at" | "due" | "outcome" | "reopened"
>;
type Deed = Pick<TicketEvent, "deed" | "at" | "side">;

/**
 * The cases that began in `month` in these units, without those that were withdrawn or merged, and without those that
 * `member` must not learn of, not even as a number (PRODUCT.md P12).
 */
export async function factsOf(kit: Kit, member: Member, units: (string | null)[], month: string): Promise<Fact[]> {
  const { calendar, db } = kit;
  const from = calendar.moment(`${month}-01`, "00:00") ?? 0;
  const to = calendar.moment(`${after(month)}-01`, "00:00") ?? 0;
  const barred = await barredFrom(db, member.id);
  const rows = (await begunIn(db, units, from, to)).filter((row) => mayCount(row, member, barred));
  const deeds = await deedsOf(db, rows);
  const today = calendar.dateOf(kit.now());
  return rows.map((row) => factOf(calendar, row, deeds.get(row.no) ?? [], today));
}

/** Pure. `deeds` in the order in which they happened. */
export function factOf(
  calendar: Calendar,
  row: Omit<Row, "no" | "text" | "person">,
  deeds: Deed[],
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

function mayCount(row: Row, member: Member, barred: ReadonlySet<string>): boolean {
  if (!kinds[row.kind].accuses) return true;
  return row.person !== member.id && !barred.has(row.no) && accusedPeople(row.text, [member]).length === 0;
}

function begunIn(db: Db, units: (string | null)[], from: number, to: number): Promise<Row[]> {
  const named = units.filter((unit) => unit !== null);
  return (
    db
      .withTables<TicketTables>()
      .selectFrom("tickets")
      .select(["no", "kind", "state", "unit", "text", "person", "created_at", "due", "outcome", "reopened"])
      .where((where) =>
        where.or([
          ...(named.length > 0 ? [where("unit", "in", named)] : []),
          ...(units.includes(null) ? [where("unit", "is", null)] : []),
        ]),
      )
      // All of them: so that the index over unit, kind and time is the way in.
      .where("kind", "in", [...kindNames])
      .where("created_at", ">=", from)
      .where("created_at", "<", to)
      .where("state", "not in", ["withdrawn", "merged"])
      .execute()
  );
}

export async function barredFrom(db: Db, person: string): Promise<Set<string>> {
  const rows = db.withTables<TicketTables>().selectFrom("ticket_recused").select("ticket").where("person", "=", person);
  return new Set((await rows.execute()).map((row) => row.ticket));
}

async function deedsOf(db: Db, rows: Row[]): Promise<Map<string, Deed[]>> {
  const found = new Map<string, Deed[]>();
  for (let at = 0; at < rows.length; at += CHUNK) {
    const events = await db
      .withTables<TicketTables>()
      .selectFrom("ticket_events")
      .select(["ticket", "deed", "at", "side"])
      .where(
        "ticket",
        "in",
        rows.slice(at, at + CHUNK).map((row) => row.no),
      )
      .where("deed", "in", ["claim", "ask", "reply", "resolve", "decline", "dispute", "urge"])
      .orderBy("ticket")
      .orderBy("seq")
      .execute();
    for (const { ticket, ...deed } of events) found.set(ticket, [...(found.get(ticket) ?? []), deed]);
  }
  return found;
}
