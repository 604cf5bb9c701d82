/**
 * The machine and its clocks explored together: whatever staff, reporters and days do in whatever order. The very
 * functions that write the rows are run, without the rows.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { afterMove, afterStroke, CLOCK, caseOf, clockOf, wantedAt } from "../../../src/features/tickets/case/after.ts";
import { ahead, running, type Step, wind, workdaysBetween } from "../../../src/features/tickets/case/deadline.ts";
import { kindNames } from "../../../src/features/tickets/case/kinds.ts";
import {
  isOver,
  type Move,
  type Mover,
  moves,
  possible,
  states,
  step,
} from "../../../src/features/tickets/case/lifecycle.ts";
import type { Ticket } from "../../../src/features/tickets/store/tables.ts";
import { rememberedDays } from "./days.ts";

const days = rememberedDays();
const DAY_MS = 86_400_000;
const BEGIN = Date.parse("2026-01-20T10:00:00+08:00");
const MOVERS: Mover[] = [
  { id: "li", chief: false },
  { id: "sun", chief: false },
  { id: "zhou", chief: true },
  { id: "wang", chief: false },
  CLOCK,
  { id: "xu", chief: false, assisting: "v" },
  { id: "qian", chief: false, assisting: "x" },
];
/** The units that a word may name: the first lead, and others. */
const UNITS = ["u", "v", "x"] as const;
/** Moves that end a case: made less often by those who choose, or no case would grow old. */
const ENDS: readonly Move[] = ["withdraw", "merge", "decline", "confirm"];
const ABOUT_UNITS: readonly Move[] = ["assist", "unassist", "designate", "transfer"];
/** Fewest times that each move must have been made for the run to say anything. */
const OFTEN = 100;
/** With a name behind them; every other open case belongs to its unit. */
const HELD = ["claimed", "in_progress", "waiting_reporter"];

/**
 * Somebody says any word at all; somebody says one of the words that are possible now, each as likely as the others; or
 * time passes: to the clock's next stroke, or by some days.
 */
const said = fc.record({ pick: fc.nat(999), by: fc.constantFrom(...MOVERS), unit: fc.constantFrom(...UNITS) });
const deed = fc.oneof(
  { weight: 4, arbitrary: said.map((one) => ({ ...one, how: "any" as const })) },
  { weight: 6, arbitrary: said.map((one) => ({ ...one, how: "fitting" as const })) },
  { weight: 2, arbitrary: fc.constant("stroke" as const) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }).map((wait) => ({ wait })) },
);

interface Chosen {
  move: Move;
  by: Mover;
  unit: string;
}

/** Of all that the machine would allow, by whomever and about whichever unit: first the move is drawn, then who makes it. */
function fitting(row: Ticket, assists: readonly string[], pick: number): Chosen | undefined {
  const now = caseOf(row, assists);
  const choices = possible(row.state).filter((move) => !ENDS.includes(move) || pick % 5 === 0);
  for (let i = 0; i < choices.length; i++) {
    const move = choices[(pick + i) % choices.length] ?? "open";
    const units = ABOUT_UNITS.includes(move) ? UNITS : UNITS.slice(0, 1);
    const ways = units.flatMap((unit) => MOVERS.map((by) => ({ move, by, unit })));
    const open = ways.filter((one) => step(now, move, one.by, one.unit).ok);
    if (open.length > 0) return open[Math.floor(pick / 7) % open.length];
  }
  return undefined;
}

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
    // Opened by a question: the clock or the first who claims it takes it from there.
    state: kind === "consultation" ? "submitted" : "open_for_claim",
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
  const made = Object.fromEntries(moves.map((move) => [move, 0]));
  const why: Record<string, number> = {};
  const property = fc.property(
    fc.constantFrom(...kindNames),
    fc.array(deed, { minLength: 60, maxLength: 120 }),
    (kind, deeds) => {
      let now = BEGIN;
      let row = filed(kind, now);
      let assists: readonly string[] = [];
      /** What the clock said since the round began or the date was moved. */
      let spoken: Step[] = [];
      for (const act of deeds) {
        figures.steps++;
        const before = row;
        if (act === "stroke" || "wait" in act) {
          const until = act === "stroke" ? Math.max(now, row.next_at ?? now) : now + act.wait * DAY_MS;
          // The house's clock strikes all that is due on the way, one after another.
          for (let most = 10; row.next_at !== null && row.next_at <= until; most--) {
            assert.ok(most > 0, "the clock stands still in one place");
            assert.ok(days.onDuty(row.next_at), "the alarm is set for duty hours");
            now = Math.max(now, row.next_at);
            // Moved at night, the clock may be late already: the sweep waits for the morning.
            if (!days.onDuty(now)) now = days.nextDuty(now);
            strike();
          }
          now = Math.max(now, until);
        } else {
          const any = { move: moves[act.pick % moves.length] ?? "open", by: act.by, unit: act.unit };
          const chosen = act.how === "any" ? any : fitting(row, assists, act.pick);
          if (!chosen) continue;
          const { move, by, unit } = chosen;
          const about = ["designate", "transfer"].includes(move) ? { change: { unit } } : { unit };
          const after = afterMove(days, row, { move, by, ...about }, days.dateOf(now), assists);
          if (!after.ok) {
            figures.refused++;
            why[after.why] = (why[after.why] ?? 0) + 1;
            continue;
          }
          figures.moves++;
          made[move] = (made[move] ?? 0) + 1;
          helped(row, assists, after, move, by);
          assists = after.assists;
          row = { ...after.next, next_at: wantedAt(days, after.next) };
          if (row.start_date !== before.start_date || row.ladder < before.ladder)
            spoken = spoken.filter((one) => one === "soon" && row.ladder > 0);
          if (before.waiting && move !== "extend") resumed(before, row, now);
        }
        held(row);
        assert.ok(row.unit === null || !assists.includes(row.unit), "the lead assists itself");
        assert.equal(new Set(assists).size, assists.length, "a unit assists twice");
        if (isOver(row.state) && row.state !== "closed" && row.state !== "declined") {
          assert.equal(row.next_at, null, "what is over wants no clock");
          row = filed(kind, now);
          assists = [];
          spoken = [];
          figures.rounds++;
        }
      }

      function strike(): void {
        const due = ahead(days, clockOf(row));
        assert.ok(due && due.at === row.next_at, "the alarm and the clock agree");
        assert.ok(days.onDuty(now), "nobody is reminded outside duty hours");
        if (row.waiting) assert.equal(due.step, "lapse", "while the reporter is waited for, nothing is urged");
        const once = ["soon", "urge", "supervise"].includes(due.step);
        if (once) assert.ok(!spoken.includes(due.step), `${due.step} is said twice in a round`);
        if (once) spoken.push(due.step);
        const was = row;
        const { next, deed } = afterStroke(days, row, due.step, days.dateOf(now));
        if (deed in made) made[deed] = (made[deed] ?? 0) + 1;
        row = { ...next, next_at: wantedAt(days, next) };
        if (row.start_date !== was.start_date) spoken = [];
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

  /** Who assists changes by the words about it alone, and who assists has no other word. */
  function helped(
    before: Ticket,
    assisting: readonly string[],
    after: { next: Ticket; assists: readonly string[] },
    move: Move,
    by: Mover,
  ): void {
    if (by.assisting !== undefined) {
      assert.equal(move, "advise", `${move} by a unit that assists`);
      assert.ok(assisting.includes(by.assisting), "advice from a unit that does not assist");
      assert.equal(after.next.state, before.state, "advice moves nothing");
    }
    const changes = ["assist", "unassist", "designate", "transfer"].includes(move);
    if (!changes) assert.deepEqual(after.assists, assisting, `${move} changed who assists`);
    if (move === "assist") assert.ok(by.chief && by.id !== null, "named by a secretary");
  }

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
  t.diagnostic(JSON.stringify({ ...figures, states: reached.size }));
  t.diagnostic(`made: ${JSON.stringify(made)}`);
  t.diagnostic(`refused: ${JSON.stringify(why)}`);
  assert.ok(figures.steps >= 100_000, `${figures.steps} steps`);
  const rest = [...states].filter((state) => !reached.has(state));
  assert.deepEqual(rest, [], "every state was reached");
  const seldom = moves.filter((move) => (made[move] ?? 0) < OFTEN);
  assert.deepEqual(seldom, [], `every move was made at least ${OFTEN} times`);
});
