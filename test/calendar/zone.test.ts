import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { calendar } from "../../src/calendar/index.ts";

const ZONES = [
  "Asia/Shanghai",
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Pacific/Chatham",
  "Africa/Casablanca",
  "Pacific/Kiritimati",
  "UTC",
];
const in2026 = (zone: string) => calendar(zone, () => Date.parse("2026-11-23T04:00:00Z"));
const at = (iso: string) => Date.parse(iso);

test("dates and times of a moment", () => {
  const here = in2026("Asia/Shanghai");
  assert.equal(here.dateOf(at("2026-11-22T16:00:00Z")), "2026-11-23");
  assert.equal(here.dateOf(at("2026-11-22T15:59:59.999Z")), "2026-11-22");
  assert.equal(here.timeOf(at("2026-11-23T04:10:59Z")), "12:10");
  assert.equal(in2026("America/New_York").timeOf(at("2026-11-01T05:59:00Z")), "01:59");
  assert.equal(in2026("America/New_York").timeOf(at("2026-11-01T06:00:00Z")), "01:00", "the hour is shown twice");
  assert.equal(in2026("Asia/Kathmandu").timeOf(at("2026-11-23T00:00:00Z")), "05:45");
});

test("a date and a time are a moment, or nothing", () => {
  const here = in2026("Asia/Shanghai");
  const noon = at("2026-11-23T12:10:00+08:00");
  for (const [date, time] of [
    ["2026-11-23", "12:10"],
    ["2026/11/23", "１２：１０"],
    ["２０２６年１１月２３日", "12点10分"],
    ["11-23", "12:10"],
    ["今天", "12:10"],
  ] as const) {
    assert.equal(here.moment(date, time), noon, `${date} ${time}`);
  }
  assert.equal(here.moment("2026-11-23", "9:05"), at("2026-11-23T09:05:00+08:00"));
  assert.equal(here.moment("2026-11-23", "９：０５"), at("2026-11-23T09:05:00+08:00"));
  assert.equal(here.moment("明天", "9点半"), at("2026-11-24T09:30:00+08:00"));
  assert.equal(
    here.moment("1月3日", "08:00"),
    at("2027-01-03T08:00:00+08:00"),
    "the next one, not the one that is over",
  );
  assert.equal(here.moment("2-29", "08:00"), at("2028-02-29T08:00:00+08:00"));
  for (const [date, time] of [
    ["2026-02-30", "12:00"],
    ["2026-13-01", "12:00"],
    ["2-30", "12:00"],
    ["0000-01-01", "12:00"],
    ["constructor", "12:00"],
    ["2026-11-23", "24:00"],
    ["2026-11-23", "12:60"],
    ["2026-11-23", "noon"],
    ["", ""],
    ["2026-11-23x", "12:00"],
  ] as const) {
    assert.equal(here.moment(date, time), undefined, `${date} ${time}`);
  }
});

test("clocks put back and forward", () => {
  const york = in2026("America/New_York");
  assert.equal(york.moment("2026-11-01", "01:30"), at("2026-11-01T05:30:00Z"), "the first of the two");
  assert.equal(york.moment("2026-03-08", "02:30"), at("2026-03-08T07:30:00Z"), "shown as 03:30");
  assert.equal(york.moment("2026-03-08", "03:00"), at("2026-03-08T07:00:00Z"));
  assert.equal(
    in2026("Australia/Lord_Howe").moment("2026-10-04", "02:15"),
    at("2026-10-03T15:45:00Z"),
    "half an hour only",
  );
});

test("moment undoes dateOf and timeOf in every zone", () => {
  const zones = ZONES.map((name) => ({ name, days: in2026(name) }));
  const moments = fc.integer({ min: at("2000-01-01T00:00:00Z") / 60_000, max: at("2049-12-31T00:00:00Z") / 60_000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), moments, ({ days }, minute) => {
      const moment = minute * 60_000;
      const back = days.moment(days.dateOf(moment), days.timeOf(moment));
      // Where the clock shows a time twice, the first of the two comes back.
      return (
        back === moment ||
        (back !== undefined &&
          back < moment &&
          days.timeOf(back) === days.timeOf(moment) &&
          days.dateOf(back) === days.dateOf(moment))
      );
    }),
    { numRuns: 3000 },
  );
});

test("looking at the clock is cheap", () => {
  const here = in2026("Asia/Shanghai");
  const start = process.cpuUsage().user;
  let shown = 0;
  for (let i = 0; i < 50_000; i++) shown += here.timeOf(at("2026-11-23T04:00:00Z") + i * 977).length;
  assert.equal(shown, 250_000);
  // 0.5 µs each when measured; formatting anew would take more than ten times as long.
  assert.ok((process.cpuUsage().user - start) / 50_000 < 5);
});

test("an unknown zone is refused with the variable to mend", () => {
  assert.throws(() => calendar("Asia/Beijing2", () => 0), /TIME_ZONE.*Asia\/Shanghai/);
});
