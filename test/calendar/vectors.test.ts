/**
 * Five hundred deadlines counted a second time, by another way: by the clock of `Date` in UTC over the announced days of
 * 2024 to 2026 (国务院办公厅关于…年部分节假日安排的通知, 2023-10-25, 2024-11-12, 2025-11-04), written here as spans of months.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chance } from "../../bench/crash/chance.ts";
import { calendar } from "../../src/calendar/index.ts";

const DAY_MS = 86_400_000;
const VECTORS = 500;
/** Year: days off as month/first–last, and Saturdays and Sundays that are worked. */
const ANNOUNCED: Record<number, [off: string, worked: string]> = {
  2024: ["1/1 2/10-17 4/4-6 5/1-5 6/10 9/15-17 10/1-7", "2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12"],
  2025: ["1/1 1/28-31 2/1-4 4/4-6 5/1-5 5/31 6/1-2 10/1-8", "1/26 2/8 4/27 9/28 10/11"],
  2026: ["1/1-3 2/15-23 4/4-6 5/1-5 6/19-21 9/25-27 10/1-7", "1/4 2/14 2/28 5/9 9/20 10/10"],
};

const off = spread(0);
const worked = spread(1);

function spread(which: 0 | 1): Set<number> {
  const days = Object.entries(ANNOUNCED).flatMap(([year, both]) =>
    both[which].split(" ").flatMap((span) => {
      const [month = "", from = "", to = from] = span.split(/[/-]/);
      const length = Number(to) - Number(from) + 1;
      return Array.from({ length }, (_, at) => Date.UTC(Number(year), Number(month) - 1, Number(from) + at));
    }),
  );
  return new Set(days);
}

function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay());
}

function isWorked(at: number): boolean {
  return worked.has(at) || (!isWeekend(at) && !off.has(at));
}

/** The day on which the `count`-th day that counts has come, the day after `start` being the first that may. */
function nth(start: number, count: number, counts: (at: number) => boolean): number {
  let at = start;
  for (let left = count; left > 0; ) {
    at += DAY_MS;
    if (counts(at)) left--;
  }
  return at;
}

const write = (at: number) => new Date(at).toISOString().slice(0, 10);

test("the announced days themselves: a festival is off on a weekday too, a make-up day is always a weekend's", () => {
  assert.deepEqual([off.size, worked.size], [28 + 28 + 33, 8 + 5 + 6]);
  for (const at of worked) assert.ok(isWeekend(at), write(at));
});

test(`${VECTORS} deadlines within 2024 to 2026, counted twice`, () => {
  const luck = chance(20_261_121);
  const days = calendar("Asia/Shanghai", () => Date.parse("2026-11-23T04:00:00Z"));
  const first = Date.UTC(2024, 0, 1);
  const span = (Date.UTC(2026, 9, 31) - first) / DAY_MS;
  let nothingSpecial = 0;
  for (let n = 0; n < VECTORS; n++) {
    const start = first + luck.integer(span) * DAY_MS;
    const count = 1 + luck.integer(30);
    const end = nth(start, count, isWorked);
    if (nth(start, count, (at) => !isWeekend(at)) === end) nothingSpecial++;
    const said = `${write(start)} + ${count}`;
    assert.deepEqual(days.addWorkdays(write(start), count), { date: write(end), provisional: false }, said);
    assert.equal(days.isWorkday(write(start)), isWorked(start), write(start));
  }
  // Mon-to-Fri arithmetic must be wrong for many of them, or they would prove nothing.
  assert.ok(nothingSpecial < VECTORS * 0.75, `${nothingSpecial} vectors cross no festival`);
});
