import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { calendar } from "../../src/calendar/index.ts";

const here = calendar("Asia/Shanghai", () => 0);
const at = (local: string) => Date.parse(`${local.replace(" ", "T")}+08:00`);

test("quiet from 22:30 until 07:00", () => {
  const quiet = ["2026-11-23 22:30", "2026-11-23 23:59", "2026-11-24 00:00", "2026-11-24 06:59"];
  const loud = ["2026-11-23 22:29", "2026-11-24 07:00", "2026-11-24 12:00"];
  for (const moment of quiet) {
    assert.equal(here.isQuiet(at(moment)), true, moment);
    assert.equal(here.afterQuiet(at(moment)), at("2026-11-24 07:00"), moment);
  }
  for (const moment of loud) {
    assert.equal(here.isQuiet(at(moment)), false, moment);
    assert.equal(here.afterQuiet(at(moment)), at(moment), moment);
  }
});

test("quiet hours may be longer, never shorter", () => {
  const long = calendar("Asia/Shanghai", () => 0, { quiet: ["21:00", "08:30"] });
  assert.equal(long.afterQuiet(at("2026-11-23 21:00")), at("2026-11-24 08:30"));
  for (const quiet of [
    ["23:00", "07:00"],
    ["22:30", "05:59"],
    ["22:30", "22:00"],
    ["06:00", "22:30"],
    ["x", "07:00"],
  ] as const) {
    assert.throws(() => calendar("Asia/Shanghai", () => 0, { quiet: [...quiet] }), /22:30–06:00|no hours/);
  }
});

test("after quiet it is not quiet, and not earlier, in zones that change their clocks", () => {
  const zones = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"].map((name) =>
    calendar(name, () => 0),
  );
  const minutes = fc.integer({
    min: Date.parse("2024-01-01T00:00:00Z") / 60_000,
    max: Date.parse("2028-01-01T00:00:00Z") / 60_000,
  });
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (days, minute) => {
      const after = days.afterQuiet(minute * 60_000);
      return !days.isQuiet(after) && after >= minute * 60_000 && after - minute * 60_000 <= 10 * 3_600_000;
    }),
    { numRuns: 1500 },
  );
});

test("on duty in the two halves of a working day", () => {
  const on = ["2026-11-23 08:30", "2026-11-23 11:59", "2026-11-23 14:00", "2026-10-10 15:00"];
  const off = ["2026-11-23 08:29", "2026-11-23 12:00", "2026-11-23 17:30", "2026-11-22 10:00", "2026-10-05 10:00"];
  for (const moment of on) assert.equal(here.onDuty(at(moment)), true, moment);
  for (const moment of off) assert.equal(here.onDuty(at(moment)), false, moment);
});

test("the next duty", () => {
  const vectors = [
    ["2026-11-23 09:00", "2026-11-23 09:00"],
    ["2026-11-23 07:00", "2026-11-23 08:30"],
    ["2026-11-23 12:30", "2026-11-23 14:00"],
    ["2026-11-23 17:30", "2026-11-24 08:30"],
    ["2026-11-20 20:00", "2026-11-23 08:30"],
    ["2026-05-08 18:00", "2026-05-09 08:30"],
    ["2026-09-30 18:00", "2026-10-08 08:30"],
  ] as const;
  for (const [from, to] of vectors) assert.equal(here.nextDuty(at(from)), at(to), from);
});

test("faulty duty hours are refused", () => {
  for (const duty of [
    [],
    [["12:00", "08:30"]],
    [
      ["08:30", "12:00"],
      ["11:00", "17:00"],
    ],
  ] as [string, string][][]) {
    assert.throws(() => calendar("Asia/Shanghai", () => 0, { duty }), /Duty hours/);
  }
});
