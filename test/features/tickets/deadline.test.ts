import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../../src/calendar/index.ts";
import { ahead, type Clock, extended, running, ticking, wind } from "../../../src/features/tickets/case/deadline.ts";
import { adopt, kindNames } from "../../../src/features/tickets/case/kinds.ts";
import { type State, states } from "../../../src/features/tickets/case/lifecycle.ts";
import { defaultCases } from "../../../src/features/tickets/rules/default.ts";

const days = calendar("Asia/Shanghai", () => Date.parse("2026-11-23T09:00:00+08:00"));
const opened = (day: string, kind: Clock["kind"] = "complaint", state: State = "open_for_claim"): Clock => ({
  kind,
  state,
  waiting: null,
  since: day,
  ...wind(days, kind, day),
});
const at = (moment: number | undefined) =>
  moment === undefined ? undefined : `${days.dateOf(moment)} ${days.timeOf(moment)}`;

test("five working days over holidays and make-up days (PRODUCT §6)", () => {
  const vectors: [string, string][] = [
    ["2026-09-30", "2026-10-13"],
    ["2026-02-13", "2026-02-27"],
    ["2026-04-30", "2026-05-11"],
    ["2026-11-20", "2026-11-27"],
  ];
  for (const [from, due] of vectors) assert.equal(wind(days, "complaint", from).due, due, from);
  assert.equal(wind(days, "help", "2026-09-18").due, "2026-09-22", "three days, a make-up Sunday among them");
  assert.equal(wind(days, "hazard", "2026-10-09").due, "2026-10-12", "two days, a make-up Saturday first");
});

test("a year whose calendar is not published is provisional", () => {
  const clock = wind(days, "complaint", "2026-12-29");
  assert.ok(clock.due > "2027-01-01");
  assert.equal(clock.provisional, true);
  assert.equal(wind(days, "complaint", "2026-11-23").provisional, false);
});

test("the clock runs only while the unit owes something", () => {
  const runs = (state: State, kind: Clock["kind"] = "complaint") => running({ state, kind });
  for (const state of [
    "waiting_reporter",
    "resolved",
    "follow_up",
    "closed",
    "withdrawn",
    "merged",
    "declined",
  ] as const)
    for (const kind of kindNames) assert.equal(runs(state, kind), false, state);
  assert.equal(runs("replied"), true, "an answer to a complaint does not solve it");
  assert.equal(runs("replied", "consultation"), false, "an answer to a question does");
  assert.equal(states.filter((state) => runs(state)).length, 9);
});

test("waiting for the reporter pauses: the due date moves by the working days waited", () => {
  const clock = opened("2026-11-23");
  assert.equal(clock.due, "2026-11-30");
  const waiting = ticking(days, clock, "waiting_reporter", "2026-11-24");
  assert.equal(waiting.waiting, "2026-11-24");
  // Wednesday, Thursday, Friday and Monday passed.
  const on = ticking(days, waiting, "in_progress", "2026-11-30");
  assert.deepEqual([on.due, on.waiting], ["2026-12-04", null]);
  assert.equal(
    ticking(days, waiting, "in_progress", "2026-11-24").due,
    "2026-11-30",
    "answered at once: nothing added",
  );
  assert.equal(ticking(days, waiting, "resolved", "2026-11-26").due, "2026-12-02", "also when something else ends it");
  const over = ticking(
    days,
    ticking(days, opened("2026-09-28"), "waiting_reporter", "2026-09-30"),
    "in_progress",
    "2026-10-08",
  );
  assert.equal(
    over.due,
    "2026-10-12",
    "of the week waited one day was a working day: from Saturday 10-10, made up, to Monday",
  );
});

test("reopened after a result it has a new round; after a mere answer it wins no time", () => {
  const solved = ticking(days, opened("2026-11-23"), "resolved", "2026-11-25");
  assert.equal(ticking(days, solved, "reopened", "2026-12-07").due, "2026-12-14");
  const answered = ticking(days, opened("2026-11-23"), "replied", "2026-11-25");
  assert.equal(ticking(days, answered, "reopened", "2026-11-27").due, "2026-11-30");
  const asked = ticking(days, opened("2026-11-23", "consultation"), "replied", "2026-11-25");
  assert.equal(ticking(days, asked, "reopened", "2026-11-27").due, "2026-12-02");
});

test("an extension adds the kind's days to the due date, or to today when that is past", () => {
  const clock = { ...opened("2026-11-23"), ladder: 2 };
  assert.deepEqual(
    [extended(days, clock, "2026-11-25").due, extended(days, clock, "2026-11-25").ladder],
    ["2026-12-07", 1],
  );
  assert.equal(extended(days, clock, "2026-12-02").due, "2026-12-09");
});

test("half time, 催办 and 督办 come in duty hours, once each", () => {
  let clock = opened("2026-11-23");
  assert.deepEqual([ahead(days, clock)?.step, at(ahead(days, clock)?.at)], ["soon", "2026-11-26 08:30"]);
  clock = { ...clock, ladder: 1 };
  assert.deepEqual([ahead(days, clock)?.step, at(ahead(days, clock)?.at)], ["urge", "2026-12-01 08:30"]);
  clock = { ...clock, ladder: 2 };
  assert.deepEqual([ahead(days, clock)?.step, at(ahead(days, clock)?.at)], ["supervise", "2026-12-02 08:30"]);
  assert.equal(ahead(days, { ...clock, ladder: 3 }), undefined);
  const holiday = opened("2026-09-29", "hazard");
  assert.equal(holiday.due, "2026-10-08");
  assert.equal(at(ahead(days, { ...holiday, ladder: 1 })?.at), "2026-10-09 08:30");
});

test("nobody is urged while the reporter is waited for, nor after a result", () => {
  for (const state of states)
    for (const ladder of [0, 1, 2, 3]) {
      const next = ahead(days, { ...opened("2026-11-23"), state, ladder, waiting: "2026-11-24" });
      const urging = next !== undefined && ["soon", "urge", "supervise"].includes(next.step);
      if (!running({ state, kind: "complaint" })) assert.equal(urging, false, state);
    }
  const waiting = ticking(days, opened("2026-11-23"), "waiting_reporter", "2026-11-24");
  assert.deepEqual([ahead(days, waiting)?.step, at(ahead(days, waiting)?.at)], ["lapse", "2026-12-01 08:30"]);
  const solved = ticking(days, opened("2026-11-23"), "resolved", "2026-11-25");
  assert.deepEqual([ahead(days, solved)?.step, at(ahead(days, solved)?.at)], ["remind", "2026-11-30 08:30"]);
  assert.equal(ahead(days, ticking(days, solved, "closed", "2026-11-26")), undefined);
});

test("every clock is the unit's own to set: half time, claim, urge, supervise, wait, ask again, close", (t) => {
  t.after(() => adopt(defaultCases));
  const { complaint } = defaultCases.kinds;
  assert.ok(complaint);
  const clock = { due: 8, half: 3, claim: 1, urge: 2, supervise: 4, wait: 6, ask_again: 2, close: 7 };
  adopt({ ...defaultCases, kinds: { ...defaultCases.kinds, complaint: { ...complaint, clock } } });
  const next = (state: State, ladder = 0) => {
    const found = ahead(days, { ...opened("2026-11-23", "complaint", state), ladder });
    return [found?.step, at(found?.at)?.slice(0, 10)];
  };
  assert.equal(opened("2026-11-23").due, "2026-12-03");
  assert.deepEqual(next("open_for_claim"), ["soon", "2026-11-24"], "nobody has claimed it");
  assert.deepEqual(next("claimed"), ["soon", "2026-11-26"]);
  assert.deepEqual(next("claimed", 1), ["urge", "2026-12-07"]);
  assert.deepEqual(next("claimed", 2), ["supervise", "2026-12-09"]);
  assert.deepEqual(next("waiting_reporter"), ["lapse", "2026-12-01"]);
  assert.deepEqual(next("resolved"), ["remind", "2026-11-25"]);
  assert.deepEqual(next("follow_up"), ["expire", "2026-12-02"]);
  assert.equal(opened("2026-11-23", "help").due, "2026-11-26", "the other kinds keep theirs");
});
