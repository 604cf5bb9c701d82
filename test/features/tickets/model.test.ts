/**
 * The machine and its clocks explored together: whatever staff, reporters and days do in whatever order. The very
 * functions that write the rows are run, without the rows.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { calendar } from "../../../src/calendar/index.ts";
import { afterMove, afterStroke, CLOCK, clockOf, wantedAt } from "../../../src/features/tickets/after.ts";
import { ahead, running, type Step, wind, workdaysBetween } from "../../../src/features/tickets/deadline.ts";
import { kindNames } from "../../../src/features/tickets/kinds.ts";
import { isOver, type Mover, moves, possible, states } from "../../../src/features/tickets/lifecycle.ts";
import type { Ticket } from "../../../src/features/tickets/store.ts";

const days = calendar("Asia/Shanghai", () => 0);
const DAY_MS = 86_400_000;
const BEGIN = Date.parse("2026-01-20T10:00:00+08:00");
const MOVERS: Mover[] = [
  { id: "li", chief: false },
  { id: "sun", chief: false },
  { id: "zhou", chief: true },
  { id: "wang", chief: false },
  CLOCK,
];
/** With a name behind them; every other open case belongs to its unit. */
const HELD = ["claimed", "in_progress", "waiting_reporter"];

/** A move by somebody (any, or one that the state allows), or time that passes: to the clock's next stroke, or by some days. */
const deed = fc.oneof(
  { weight: 5, arbitrary: fc.record({ any: fc.boolean(), pick: fc.nat(59), by: fc.constantFrom(...MOVERS) }) },
  { weight: 3, arbitrary: fc.constant("stroke" as const) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }).map((wait) => ({ wait })) },
);

function filed(kind: Ticket["kind"], now: number): Ticket {
  const today = days.dateOf(now);
  const { start, due, provisional, ladder } = wind(days, kind, today);
  const clock = { start_date: start, due, provisional: provisional ? 1 : 0, ladder, waiting: null, since: today };
  const flags = { returned: 0, designated: 0, transferred: 0, extended: 0, supervised: 0, reopened: 0, sealed: 0 };
  const words = { text: "", where_text: "", lat: null, lon: null, datum: null, hazard: null };
  const who = { naming: "named", person: "wang", alias: "", salt: null, code_hash: null, handler: null } as const;
  const rest = { created_at: now, outcome: null, merged_into: null, task: null, seq: 1 };
  const row: Ticket = {
    no: "1",
    kind,
    state: "open_for_claim",
    unit: "u",
    ...words,
    ...who,
    ...clock,
    ...flags,
    ...rest,
    next_at: null,
  };
  return { ...row, next_at: wantedAt(days, row) };
}

test("no illegal state, no case without an owner, no clock running while paused, each notice once", (t) => {
  const figures = { steps: 0, moves: 0, strokes: 0, refused: 0, rounds: 0, paused: 0 };
  const reached = new Set<string>();
  const property = fc.property(
    fc.constantFrom(...kindNames),
    fc.array(deed, { minLength: 60, maxLength: 120 }),
    (kind, deeds) => {
      let now = BEGIN;
      let row = filed(kind, now);
      /** What the clock said since the round began or the date was moved. */
      let said: Step[] = [];
      for (const act of deeds) {
        figures.steps++;
        const before = row;
        if (act === "stroke" || "wait" in act) {
          const until = act === "stroke" ? Math.max(now, row.next_at ?? now) : now + act.wait * DAY_MS;
          // The house's clock strikes all that is due on the way, one after another.
          for (let most = 10; row.next_at !== null && row.next_at <= until; most--) {
            assert.ok(most > 0, "the clock stands still in one place");
            now = Math.max(now, row.next_at);
            strike();
          }
          now = Math.max(now, until);
        } else {
          const choice = act.any ? moves : possible(row.state);
          const move = choice[act.pick % choice.length] ?? "open";
          const after = afterMove(days, row, { move, by: act.by }, days.dateOf(now));
          if (!after.ok) {
            figures.refused++;
            continue;
          }
          figures.moves++;
          row = { ...after.next, next_at: wantedAt(days, after.next) };
          if (row.start_date !== before.start_date || row.ladder < before.ladder)
            said = said.filter((one) => one === "soon" && row.ladder > 0);
          if (before.waiting && move !== "extend") resumed(before, row, now);
        }
        held(row);
        if (isOver(row.state) && row.state !== "closed" && row.state !== "declined") {
          assert.equal(row.next_at, null, "what is over wants no clock");
          row = filed(kind, now);
          said = [];
          figures.rounds++;
        }
      }

      function strike(): void {
        const due = ahead(days, clockOf(row));
        assert.ok(due && due.at === row.next_at, "the alarm and the clock agree");
        assert.ok(days.onDuty(now), "nobody is reminded outside duty hours");
        if (row.waiting) assert.equal(due.step, "lapse", "while the reporter is waited for, nothing is urged");
        const once = ["soon", "urge", "supervise"].includes(due.step);
        if (once) assert.ok(!said.includes(due.step), `${due.step} is said twice in a round`);
        if (once) said.push(due.step);
        const was = row;
        const { next } = afterStroke(days, row, due.step, days.dateOf(now));
        row = { ...next, next_at: wantedAt(days, next) };
        if (row.start_date !== was.start_date) said = [];
        if (was.waiting) resumed(was, row, now);
        assert.ok(
          row.next_at === null || row.next_at > now || ahead(days, clockOf(row))?.step !== due.step,
          "a stroke is over when it was struck",
        );
        figures.strokes++;
        held(row);
      }
    },
  );

  /** The time that the reporter was waited for was not the unit's: exactly those working days are added. */
  function resumed(before: Ticket, after: Ticket, now: number): void {
    if (after.waiting || after.start_date !== before.start_date || before.waiting === null) return;
    const pause = workdaysBetween(days, before.waiting, days.dateOf(now));
    assert.equal(after.due, days.addWorkdays(before.due, pause).date, `${pause} days were waited`);
    figures.paused += pause;
  }

  function held(row: Ticket): void {
    reached.add(row.state);
    assert.ok(states.includes(row.state), row.state);
    if (HELD.includes(row.state)) assert.notEqual(row.handler, null, `${row.state} without a handler`);
    assert.notEqual(row.unit, null, "a case without a unit");
    assert.equal(
      row.waiting !== null,
      row.state === "waiting_reporter",
      "paused exactly while the reporter is waited for",
    );
    if (row.waiting) assert.ok(!running(row), "a clock runs while paused");
    if (!isOver(row.state) && row.state !== "returned" && row.ladder < 3 && running(row))
      assert.notEqual(row.next_at, null, `${row.state} is forgotten by the clock`);
  }

  fc.assert(property, { numRuns: 1_300, seed: 20_261_121 });
  t.diagnostic(JSON.stringify(figures));
  assert.ok(figures.steps >= 100_000, `${figures.steps} steps`);
  assert.deepEqual(
    [...states].filter((state) => !reached.has(state)),
    ["submitted"],
    "every state was reached",
  );
});
