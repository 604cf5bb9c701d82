/** A town in a database: units in districts, their staff and groups, the people, and all their cases. */
import type { Calendar } from "#bot";
import { kindNames } from "../../src/features/tickets/case/kinds.ts";
import { RECOUNT } from "../../src/features/tickets/figures/store-tallies.ts";
import { beside } from "./beside-made.ts";
import type { Filler, Row } from "./fill.ts";
import { makeCase } from "./made.ts";
import { addressRows, chatRows, DAYS, peopleRows, UNITS, unitId, unitRows } from "./people.ts";

const CHUNK = 5_000;
const DAY_MS = 86_400_000;

/** Puts the town of `cases` cases into empty tables. */
export async function settle(filler: Filler, cases: number, seed: number, now: number, calendar: Calendar) {
  for (const [table, rows] of [
    ["units", unitRows()],
    ["bound_chats", chatRows(now)],
    ["people", peopleRows(cases, now)],
    ["addresses", addressRows(cases, now)],
    ["ticket_ratings", ratingRows(cases, now, calendar)],
  ] as const)
    await inChunks(filler, table, rows);
  const piles = new Map<string, Row[]>();
  const add = (table: string, rows: Row[]) => {
    const pile = piles.get(table);
    if (!pile) piles.set(table, [...rows]);
    else for (const row of rows) pile.push(row);
  };
  const flush = async () => {
    for (const [table, rows] of piles) await filler.add(table, rows);
    piles.clear();
  };
  for (let i = 0; i < cases; i++) {
    const made = makeCase(i, cases, seed, now, calendar);
    add("tickets", [{ ...made.ticket }]);
    add(
      "ticket_events",
      made.events.map((event) => ({ ...event })),
    );
    for (const [table, rows] of Object.entries(beside(made, i, cases, seed, now, calendar))) add(table, rows);
    if (i % CHUNK === CHUNK - 1) await flush();
  }
  await flush();
  await filler.run(RECOUNT);
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

/** Verdicts as they are kept: counted by unit, kind and month. */
function* ratingRows(cases: number, now: number, calendar: Calendar): Generator<Row> {
  const months = new Set<string>();
  for (let day = 0; day < DAYS; day += 15) months.add(calendar.dateOf(now - day * DAY_MS).slice(0, 7));
  const n = Math.max(1, Math.round(cases / UNITS / kindNames.length / months.size / 4));
  for (const month of months)
    for (let unit = 0; unit < UNITS; unit++)
      for (const kind of kindNames)
        for (const score of ["good", "fair", "bad"]) yield { unit: unitId(unit), kind, month, score, n };
}
