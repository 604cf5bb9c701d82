/** A town in a database: units in districts, their staff and groups, the people, and all their cases. */
import type { Calendar } from "#bot";
import type { Filler, Row } from "./fill.ts";
import { makeCase, peopleOf, personId, STAFF_PER_UNIT, staffId, UNITS, unitId } from "./made.ts";

const CHUNK = 1_000;
const UNITS_PER_DISTRICT = 10;

/** Puts the town of `cases` cases into empty tables. */
export async function settle(filler: Filler, cases: number, seed: number, now: number, calendar: Calendar) {
  await inChunks(filler, "units", unitRows());
  await inChunks(filler, "bound_chats", chatRows(now));
  await inChunks(filler, "people", peopleRows(cases, now));
  await inChunks(filler, "addresses", addressRows(cases, now));
  let tickets: Row[] = [];
  let events: Row[] = [];
  const flush = async () => {
    await filler.add("tickets", tickets);
    await filler.add("ticket_events", events);
    tickets = [];
    events = [];
  };
  for (let i = 0; i < cases; i++) {
    const made = makeCase(i, cases, seed, now, calendar);
    tickets.push({ ...made.ticket });
    events.push(...made.events.map((event) => ({ ...event })));
    if (tickets.length === CHUNK) await flush();
  }
  await flush();
  await filler.end();
}

async function inChunks(filler: Filler, table: string, rows: Iterable<Row>): Promise<void> {
  let chunk: Row[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    await filler.add(table, chunk);
    chunk = [];
  }
  await filler.add(table, chunk);
}

function* unitRows(): Generator<Row> {
  yield { id: "town", name: "全区", parent: null };
  for (let n = 0; n < UNITS; n++) {
    const district = `district-${Math.floor(n / UNITS_PER_DISTRICT)}`;
    if (n % UNITS_PER_DISTRICT === 0) yield { id: district, name: `街道${district.slice(9)}号`, parent: "town" };
    yield { id: unitId(n), name: `社区${n}号`, parent: district };
  }
}

function* chatRows(now: number): Generator<Row> {
  for (let n = 0; n < UNITS; n++)
    for (const purpose of ["members", "handlers"])
      yield { chat: `terminal:${purpose}-${n}`, unit: unitId(n), purpose, bound_by: "", bound_at: now };
}

function* everybody(cases: number): Generator<{ id: string; role: string; unit: string | null }> {
  for (let n = 0; n < UNITS; n++)
    for (let each = 0; each < STAFF_PER_UNIT; each++)
      yield { id: staffId(n, each), role: each === 0 ? "secretary" : "handler", unit: unitId(n) };
  for (let n = 0; n < peopleOf(cases); n++) yield { id: personId(n), role: "member", unit: null };
}

function* peopleRows(cases: number, now: number): Generator<Row> {
  for (const { id, role, unit } of everybody(cases))
    yield { id, name: id, own_name: 1, role, unit, consent: "", consent_at: null, noticed: "", created_at: now };
}

function* addressRows(cases: number, now: number): Generator<Row> {
  for (const { id } of everybody(cases)) yield { address: `terminal:${id}`, person: id, met_at: now, used_at: now };
}
