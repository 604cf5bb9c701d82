import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../../src/calendar/index.ts";
import { factOf } from "../../../src/features/tickets/figures/facts.ts";
import { monthOf } from "../../../src/features/tickets/figures/period.ts";
import { figures, median } from "../../../src/features/tickets/figures/statistics.ts";
import type { Deed, TicketEvent } from "../../../src/features/tickets/store/tables.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, street } from "./talk.ts";

const days = calendar("Asia/Shanghai", () => Date.parse("2026-12-10T10:00:00+08:00"));
const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const did = (deed: Deed, day: string, side: TicketEvent["side"] = "staff") => ({ deed, at: at(day), side });
const base = {
  kind: "complaint",
  unit: "u",
  state: "closed",
  created_at: at("2026-11-23"),
  due: "2026-11-30",
  outcome: "solved",
  reopened: 0,
} as const;

test("what became of a case: solved is the reporter's word, what came back has no result", () => {
  const solved = factOf(days, base, [did("claim", "2026-11-23"), did("resolve", "2026-11-25")], "2026-12-10");
  assert.deepEqual(solved, { unit: "u", kind: "complaint", responded: true, solved: true, onTime: true, days: 2 });
  const silent = factOf(days, { ...base, outcome: "unconfirmed" }, [did("resolve", "2026-11-25")], "2026-12-10");
  assert.equal(silent.solved, false, "closed without a word is not solved");
  const back = factOf(
    days,
    { ...base, state: "reopened", outcome: null, reopened: 1, due: "2026-12-14" },
    [did("resolve", "2026-11-25"), did("dispute", "2026-12-07", "reporter")],
    "2026-12-10",
  );
  assert.deepEqual(back, { unit: "u", kind: "complaint", responded: true, solved: false }, "time runs anew");
  const replied = factOf(
    days,
    { ...base, state: "replied", outcome: null },
    [did("reply", "2026-11-24")],
    "2026-11-26",
  );
  assert.deepEqual(replied, { unit: "u", kind: "complaint", responded: true }, "answered is not solved");
  const consulted = factOf(
    days,
    { ...base, kind: "consultation", state: "replied", outcome: null },
    [did("reply", "2026-11-24")],
    "2026-11-26",
  );
  assert.equal(consulted.onTime, true, "an answer is the end of a consultation");
});

test("late is late: after the day, once it was urged, or never", () => {
  assert.equal(factOf(days, base, [did("resolve", "2026-11-30")], "2026-12-10").onTime, true, "to the last minute");
  assert.equal(factOf(days, base, [did("resolve", "2026-12-01")], "2026-12-10").onTime, false);
  const urged = [did("urge", "2026-12-01", "clock"), did("resolve", "2026-12-02")];
  assert.equal(factOf(days, { ...base, due: "2026-12-07" }, urged, "2026-12-10").onTime, false, "extended too late");
  const never = factOf(days, { ...base, state: "claimed", outcome: null }, [], "2026-12-10");
  assert.deepEqual([never.onTime, never.responded], [false, false]);
  const running = factOf(days, { ...base, state: "claimed", outcome: null, due: "2026-12-10" }, [], "2026-12-10");
  assert.equal(running.onTime, undefined);
});

test("months as people say them, none that is still to come", () => {
  const month = (words: string) => monthOf(words, "2026-11-23");
  assert.deepEqual(["", "本月", "上月", "2026-10", "2026年9月", "10月", "１２月"].map(month), [
    "2026-11",
    "2026-11",
    "2026-10",
    "2026-10",
    "2026-09",
    "2026-10",
    "2025-12",
  ]);
  assert.deepEqual(["2026-12", "13月", "去年", "2026-1x"].map(month), [undefined, undefined, undefined, undefined]);
  assert.equal(monthOf("上月", "2027-01-05"), "2026-12");
});

test("the median is a number that occurred, of five at least; lines keep the order of their keys", () => {
  const took = (...days: number[]) => days.map((one) => ({ days: one, n: 1 }));
  assert.equal(median(took(9, 1, 3, 2)), undefined);
  assert.equal(median(took(9, 1, 3, 2, 2)), 2);
  assert.equal(median([...took(9, 9, 1, 3, 2), { days: 9, n: -1 }, { days: 1, n: 1 }]), 2, "one is taken off again");
  const tally = (key: string, solved: number) => ({
    ...{ key, days: null, n: 10, responded: 10, solvable: 10, solved, timed: 10, on_time: 10 },
  });
  const shown = figures(["bad", "good"], [tally("bad", 5), tally("good", 10)], []);
  assert.deepEqual(
    shown.lines.map((line) => line.received),
    [10, 10],
  );
  // Five misses beside none: what is exact would tell of the other.
  assert.deepEqual(shown.total.solution, { is: 75 });
  assert.deepEqual(
    shown.lines.map((line) => line.solution),
    ["kept", "kept"],
  );
});

async function many(talk: Talk, n: number) {
  const nos: string[] = [];
  for (let i = 0; i < n; i++) nos.push((await complain(talk, `r${i}`, `站里第${i}次乱扣我的钱`, "保密")).no);
  return nos;
}

test("统计: five of five are shown, four are not; in private, with what each figure means", async (t) => {
  const talk = await street(t);
  await many(talk, 4);
  const few = words(await talk.direct("zhou", "统计"));
  assert.match(few, /投诉　收到 <5/);
  assert.match(few, /合计　收到 <5/);
  await complain(talk, "r9", "站里乱扣我的钱", "保密");
  const now = words(await talk.direct("zhou", "统计 本月"));
  assert.match(now, /合计　收到 5　响应率 ≤80%/, "none of five was taken up, which is as good as four");
  assert.match(now, /解决率：本人确认解决的÷/);
  assert.match(now, /不给人和单位排名/);
  assert.doesNotMatch(now, /李主任|孙主任/, "nothing about single handlers");
  assert.match(words(await talk.direct("zhou", "统计 上月")), /2026-10 诉求统计/);
  assert.match(words(await talk.direct("zhou", "统计 明年")), /请说要看哪个月/);
  assert.match(words(await talk.direct("li", "统计")), /书记才能用/);
  const inGroup = await talk.group("g2", "zhou", "统计");
  assert.doesNotMatch(words(inGroup, "g2"), /收到/);
  assert.match(words(inGroup, "@zhou"), /合计/);
});

test("a secretary sees their own units and those below, not others'; nobody counts a case about themselves", async (t) => {
  const talk = await street(t);
  await many(talk, 5);
  await talk.role("secretary", "xu", "西街");
  await talk.direct("xu", "帮助");
  assert.doesNotMatch(words(await talk.direct("xu", "统计")), /东街|收到 5/);
  const all = words(await talk.direct("admin", "统计"));
  assert.match(all, /按单位[\s\S]*东街[\s\S]*西街[\s\S]*合计　收到 5/);
  await complain(talk, "he", "周书记收了站长的钱不管我们", "保密");
  assert.match(words(await talk.direct("zhou", "统计")), /合计　收到 5　/, "the sixth is about who asks");
  // A name is looked for once in what was there, and in all that comes after.
  await complain(talk, "jin", "周书记天天骂人", "匿名");
  await complain(talk, "ai", "周书记开会不让我们说话", "保密");
  assert.match(words(await talk.direct("zhou", "统计")), /合计　收到 5　/);
  await complain(talk, "an", "站里又乱扣我的钱", "保密");
  assert.match(words(await talk.direct("zhou", "统计")), /合计　收到 6　/);
  // Somebody who was no secretary when they were named.
  await complain(talk, "bao", "马国强打人", "保密");
  await talk.role("secretary", "ma", "东街");
  await talk.direct("ma", "我是", { name: "马国强" });
  assert.match(words(await talk.direct("ma", "统计", { name: "马国强" })), /合计　收到 9　/);
});
