import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../../src/calendar/index.ts";
import { headcount, minutes, party, plainNumbers } from "../../../src/features/volunteers/amount.ts";
import { findCode, nextCode } from "../../../src/features/volunteers/code.ts";
import { overlaps, strain } from "../../../src/features/volunteers/load.ts";
import { remindAt } from "../../../src/features/volunteers/reminder.ts";
import { readSpan } from "../../../src/features/volunteers/when.ts";

const NOW = Date.parse("2026-11-23T09:00:00+08:00"); // a Monday
const days = calendar("Asia/Shanghai", () => NOW);
const at = (time: string) => Date.parse(`${time}:00+08:00`);
const span = (text: string) => readSpan(text, { today: "2026-11-23", moment: days.moment });

test("a time is read however a secretary types it", () => {
  const wanted = { starts: at("2026-11-28T08:00"), ends: at("2026-11-28T10:00") };
  for (const text of [
    "2026-11-28 08:00-10:00",
    "２０２６－１１－２８　０８：００－１０：００",
    "2026/11/28 8:00~10:00",
    "2026年11月28日 8点到10点",
    "11月28日8点-10点",
    "11月28日 早上八点到十点",
    "11-28 8:00-10:00",
    "周六 8点至10点",
    "周六上午8:00 — 10:00",
  ]) {
    assert.deepEqual(span(text), wanted, text);
  }
  assert.deepEqual(span("明天下午2点到4点半"), { starts: at("2026-11-24T14:00"), ends: at("2026-11-24T16:30") });
  assert.deepEqual(span("下周一 9:00-11:00"), { starts: at("2026-11-30T09:00"), ends: at("2026-11-30T11:00") });
  assert.deepEqual(span("1月3日 9:00-11:00"), { starts: at("2027-01-03T09:00"), ends: at("2027-01-03T11:00") });
  assert.deepEqual(span("11月24日 晚上10点到凌晨2点"), {
    starts: at("2026-11-24T22:00"),
    ends: at("2026-11-25T02:00"),
  });
  assert.deepEqual(span("11月24日 20:00-24:00"), { starts: at("2026-11-24T20:00"), ends: at("2026-11-25T00:00") });
});

test("what is no time, or ends before it begins, is said to be so", () => {
  for (const text of ["随便", "周六", "8点到10点", "2026-02-30 08:00-10:00", "2026-11-28 25:00-26:00", "2026-11-28"]) {
    assert.deepEqual(span(text), { fault: "unreadable" }, text);
  }
  assert.deepEqual(span("2026-11-28 10:00-08:00"), { fault: "order" });
});

test("numbers, parties and hours", () => {
  assert.equal(plainNumbers("周六十二点"), "周六12点");
  assert.deepEqual(["8", "８人", "要十二个人", "两名", "八个"].map(headcount), [8, 8, 12, 2, 8]);
  assert.deepEqual(["", "很多", "0", "501", "8到10个"].map(headcount), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assert.deepEqual(["", "2人", "两个人", "+3", "3", "送考"].map(party), [1, 2, 2, 3, 3, 1]);
  assert.deepEqual(
    ["3小时", "1.5 小时", "2小时30分", "90分钟", "半小时", "一个半小时", "两个小时"].map(minutes),
    [180, 90, 150, 90, 30, 90, 120],
  );
  assert.deepEqual(["忘了签退", "30小时"].map(minutes), [undefined, undefined]);
});

test("codes are found in any width and case, and given in turn", () => {
  assert.deepEqual(findCode("a12 两人"), { code: "A12", rest: "两人" });
  assert.equal(findCode("Ａ１２").code, "A12");
  assert.equal(findCode("HA12").code, undefined);
  assert.equal(findCode("A123").code, undefined);
  assert.equal(nextCode(undefined, new Set()), "A12");
  assert.equal(nextCode("A12", new Set(["A13"])), "A14");
  assert.equal(nextCode("A99", new Set()), "B10");
  assert.equal(nextCode("H99", new Set()), "J10"); // I looks like 1
  assert.equal(nextCode("Z99", new Set()), "A10");
});

test("overlaps, long days and short rests", () => {
  const of = (from: number, to: number) => ({
    starts: at("2026-11-28T00:00") + from * 3_600_000,
    ends: at("2026-11-28T00:00") + to * 3_600_000,
  });
  assert.equal(overlaps(of(8, 10), of(10, 12)), false);
  assert.equal(overlaps(of(8, 10), of(9, 12)), true);
  assert.deepEqual(strain(of(14, 16), [of(8, 10)]), { hours: false, rest: false });
  assert.deepEqual(strain(of(14, 20), [of(8, 13)]), { hours: true, rest: false });
  // In the 24 hours from 08:00 the longest free stretch is from 10:00 to 20:00.
  assert.deepEqual(strain(of(20, 22), [of(8, 10), of(30, 32)]), { hours: false, rest: true });
  assert.deepEqual(strain(of(80, 82), [of(8, 20)]), { hours: false, rest: false });
});

test("the reminder comes the evening before; later than that two hours ahead, or not at all", () => {
  const starts = at("2026-11-28T08:00");
  assert.equal(remindAt(starts, at("2026-11-23T09:00"), days), at("2026-11-27T18:40"));
  // Two hours before eight lies in the quiet hours.
  assert.equal(remindAt(starts, at("2026-11-27T19:00"), days), null);
  assert.equal(remindAt(at("2026-11-28T14:00"), at("2026-11-27T19:00"), days), at("2026-11-28T12:00"));
  assert.equal(remindAt(at("2026-11-28T14:00"), at("2026-11-28T13:00"), days), null);
});
