import assert from "node:assert/strict";
import { test } from "node:test";
import { festivals } from "../../src/calendar/festivals.ts";
import { calendar } from "../../src/calendar/index.ts";
import { dateOfDay, dayOf } from "../../src/calendar/read.ts";

const days = calendar("Asia/Shanghai", () => Date.parse("2026-11-23T04:00:00Z"));

/** Offs and worked weekends as the State Council Office announced them (notices of 2023-10-25, 2024-11-12 and 2025-11-04). */
const NOTICES = [
  {
    off: [
      "2024-01-01",
      "2024-02-10..2024-02-17",
      "2024-04-04..2024-04-06",
      "2024-05-01..2024-05-05",
      "2024-06-10",
      "2024-09-15..2024-09-17",
      "2024-10-01..2024-10-07",
    ],
    worked: [
      "2024-02-04",
      "2024-02-18",
      "2024-04-07",
      "2024-04-28",
      "2024-05-11",
      "2024-09-14",
      "2024-09-29",
      "2024-10-12",
    ],
  },
  {
    off: [
      "2025-01-01",
      "2025-01-28..2025-02-04",
      "2025-04-04..2025-04-06",
      "2025-05-01..2025-05-05",
      "2025-05-31..2025-06-02",
      "2025-10-01..2025-10-08",
    ],
    worked: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
  },
  {
    off: [
      "2026-01-01..2026-01-03",
      "2026-02-15..2026-02-23",
      "2026-04-04..2026-04-06",
      "2026-05-01..2026-05-05",
      "2026-06-19..2026-06-21",
      "2026-09-25..2026-09-27",
      "2026-10-01..2026-10-07",
    ],
    worked: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
  },
];

function* each(spans: string[]): Generator<string> {
  for (const span of spans) {
    const [from = span, to = from] = span.split("..");
    for (let day = dayOf(from); day <= dayOf(to); day++) yield dateOfDay(day);
  }
}

test("every day of 2024 to 2026 is what the notices say", () => {
  const off = new Set(NOTICES.flatMap((notice) => [...each(notice.off)]));
  const worked = new Set(NOTICES.flatMap((notice) => notice.worked));
  const wrong: string[] = [];
  for (let day = dayOf("2024-01-01"); day <= dayOf("2026-12-31"); day++) {
    const date = dateOfDay(day);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const expected = worked.has(date) || (!off.has(date) && weekday > 0 && weekday < 6);
    if (days.isWorkday(date) !== expected) wrong.push(date);
  }
  assert.deepEqual(wrong, []);
});

test("deadlines count make-up days", () => {
  const vectors: [string, number, string][] = [
    ["2026-09-30", 5, "2026-10-13"],
    ["2026-02-13", 5, "2026-02-27"],
    ["2026-04-30", 5, "2026-05-11"],
    ["2026-05-08", 1, "2026-05-09"],
    ["2026-09-18", 3, "2026-09-22"],
    ["2026-10-09", 2, "2026-10-12"],
    ["2026-11-20", 5, "2026-11-27"],
  ];
  for (const [from, n, date] of vectors) {
    assert.deepEqual(days.addWorkdays(from, n), { date, provisional: false }, `${from} + ${n}`);
  }
});

test("a deadline in a year that is not published is provisional", () => {
  assert.deepEqual(days.addWorkdays("2026-12-30", 1), { date: "2026-12-31", provisional: false });
  assert.deepEqual(days.addWorkdays("2026-12-30", 2), { date: "2027-01-04", provisional: true });
  assert.equal(days.isWorkday("2027-05-03"), true, "no make-up or bridge day is guessed");
  assert.equal(days.isWorkday("2027-10-01"), false, "the law names this day");
});

test("a notice newer than the data makes its year known", () => {
  const told = calendar("Asia/Shanghai", () => 0, {
    notices: [{ off: ["2027-01-01", "2027-10-01"], worked: ["2027-01-02"] }],
  });
  assert.deepEqual(told.addWorkdays("2026-12-31", 1), { date: "2027-01-02", provisional: false });
});

test("statutory days come out of the lunar calendar", () => {
  // 2025: 除夕 28 January, 清明 4 April, 端午 31 May, 中秋 6 October; 2028: 除夕 25 January; 2033: a leap month behind the eleventh.
  for (const date of ["2025-01-28", "2025-01-31", "2025-04-04", "2025-05-31", "2025-10-06"])
    assert.ok(festivals(2025).has(date), date);
  assert.ok(festivals(2028).has("2028-01-25"));
  assert.ok(festivals(2033).has("2033-01-31"));
  for (let year = 2020; year < 2060; year++) {
    // 12: 中秋 may fall on one of the national days, as on 1 October 2020.
    assert.ok(festivals(year).size === 13 || festivals(year).size === 12, String(year));
  }
});

test("counting back, nothing, and nonsense", () => {
  assert.equal(days.addWorkdays("2026-10-13", -5).date, "2026-09-30");
  assert.equal(days.addWorkdays("2026-10-03", 0).date, "2026-10-03");
  for (const n of [1.5, Number.NaN, 1e9]) assert.throws(() => days.addWorkdays("2026-10-03", n), RangeError);
  for (const date of ["2026-02-30", "tomorrow", "2026-1-1", ""]) assert.throws(() => days.isWorkday(date), RangeError);
});
