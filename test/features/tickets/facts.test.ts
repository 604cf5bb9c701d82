/** The figures' rows are what would be counted from the cases and their past, at any moment; old cases are counted once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { chance } from "../../../bench/crash/chance.ts";
import type { FactRow } from "../../../src/features/tickets/figures/facts.ts";
import { mentions } from "../../../src/features/tickets/figures/mentions.ts";
import { type FactTables, factRow } from "../../../src/features/tickets/figures/store-facts.ts";
import { RECOUNT, type TallyTables } from "../../../src/features/tickets/figures/store-tallies.ts";
import { accusedPeople } from "../../../src/features/tickets/intake/accused.ts";
import type { TicketTables } from "../../../src/features/tickets/store/tables.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, street } from "./talk.ts";

function tables(talk: Talk) {
  return talk.script.app.database.db.withTables<TicketTables & FactTables & TallyTables>();
}

/** The sums of these rows, counted one by one. */
function counted(facts: readonly FactRow[]) {
  const sums = new Map<string, number[]>();
  for (const { month, unit, kind, days, responded, solved, on_time } of facts) {
    const key = `${month} ${unit} ${kind} ${days ?? "none"}`;
    const known = [solved, on_time].map((one) => (one === null ? 0 : 1));
    const more = [1, responded, known[0] ?? 0, solved ?? 0, known[1] ?? 0, on_time ?? 0];
    sums.set(
      key,
      more.map((n, i) => n + (sums.get(key)?.[i] ?? 0)),
    );
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sums as they are kept; what came down to nothing is left out, and nothing else may stand there. */
async function summed(talk: Talk) {
  const rows = await tables(talk).selectFrom("ticket_tallies").selectAll().execute();
  const sums = rows.map(({ month, unit, kind, days, ...counts }): [string, number[]] => [
    `${month} ${unit} ${kind} ${days < 0 ? "none" : days}`,
    [counts.n, counts.responded, counts.solvable, counts.solved, counts.timed, counts.on_time],
  ]);
  const left = sums.filter(([, counts]) => counts.some((n) => n !== 0));
  return Object.fromEntries(left.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is kept, and what ought to be. */
async function compared(talk: Talk) {
  const db = tables(talk);
  const rows = await db
    .selectFrom("tickets")
    .selectAll()
    .where("state", "not in", ["withdrawn", "merged"])
    .orderBy("no")
    .execute();
  const wanted = [];
  for (const row of rows) {
    const past = await db.selectFrom("ticket_events").selectAll().where("ticket", "=", row.no).orderBy("seq").execute();
    wanted.push(factRow(talk.script.app.kit, row, past));
  }
  const kept = await db.selectFrom("ticket_facts").selectAll().orderBy("ticket").execute();
  assert.deepEqual(await summed(talk), counted(wanted), "the sums are what would be counted");
  return { kept: kept.map((row) => ({ ...row })), wanted };
}

test("whatever happens to cases, their figures' rows and sums go with them", async (t) => {
  const talk = await street(t);
  const luck = chance(20261123);
  const nos: string[] = [];
  for (let i = 0; i < 6; i++) nos.push((await complain(talk, `r${i}`, `站里第${i}次乱扣我的钱`, "保密")).no);
  const acts: [string, string][] = [
    ["li", "认领 NO"],
    ["li", "答复 NO 已经联系站点核对"],
    ["li", "办结 NO 已经退还三百元，附转账凭证"],
    ["zhou", "督办 NO"],
    ["li", "延期 NO 等站点回话"],
    ["li", "追问 NO 是哪一天"],
    ["R", "没解决 NO 还没到账"],
    ["R", "解决了 NO"],
    ["R", "撤回诉求 NO"],
    ["zhou", "合并 NO 到 OTHER"],
  ];
  for (let step = 0; step < 40; step++) {
    const at = luck.integer(nos.length);
    const [who = "li", text = ""] = acts[luck.integer(step < 30 ? acts.length - 2 : acts.length)] ?? [];
    const other = nos[(at + 1) % nos.length] ?? "";
    await talk.direct(who === "R" ? `r${at}` : who, text.replace("NO", nos[at] ?? "").replace("OTHER", other));
    if (step % 10 === 9) await talk.clock(`2026-11-${25 + step / 10 - 0.9}T10:00:00+08:00`.replace(/\.\d+/, ""));
    const { kept, wanted } = await compared(talk);
    assert.deepEqual(kept, wanted, `after ${text}`);
  }
});

test("cases from before are counted batch by batch; until then the figures say that they are not whole", async (t) => {
  const talk = await street(t);
  for (let i = 0; i < 5; i++) await complain(talk, `r${i}`, `站里第${i}次乱扣我的钱`, "保密");
  const whole = words(await talk.direct("zhou", "统计"));
  assert.match(whole, /合计　收到 5/);
  await talk.script.app.database.unit(async (tx) => {
    const db = tx.withTables<TicketTables & FactTables & TallyTables>();
    const rows = await db.selectFrom("tickets").select("no as ticket").execute();
    await db.deleteFrom("ticket_facts").execute();
    await db.deleteFrom("ticket_tallies").execute();
    await db.insertInto("ticket_facts_missing").values(rows).execute();
  });
  assert.match(words(await talk.direct("zhou", "统计")), /正在整理/);
  assert.equal(words(await talk.direct("zhou", "统计")), whole, "the clock has counted them meanwhile");
});

test("a reporter who leaves takes what was withdrawn out of the sums, and leaves what was done", async (t) => {
  const talk = await street(t);
  for (const from of ["wang", "zhao"]) await complain(talk, from, "站里乱扣我的钱", "保密");
  const { no } = await complain(talk, "wang", "站里又扣我的钱", "保密");
  await talk.direct("li", `认领 ${no}`);
  await talk.direct("li", `办结 ${no} 三百元已退还本人`);
  await talk.direct("wang", `解决了 ${no}`);
  await talk.direct("wang", "删除我的数据");
  await talk.direct("wang", "确认删除");
  const facts = await tables(talk).selectFrom("ticket_facts").selectAll().execute();
  assert.deepEqual(await summed(talk), counted(facts));
  assert.equal(facts.length, 2, "one was withdrawn with its reporter");
});

test("what is there when the sums come is counted once, in the database's own words", async (t) => {
  const talk = await street(t);
  for (let i = 0; i < 4; i++) await complain(talk, `r${i}`, `站里第${i}次乱扣我的钱`, "保密");
  const { no } = await complain(talk, "wang", "站里又扣我的钱", "保密");
  await talk.direct("li", `认领 ${no}`);
  await talk.direct("li", `办结 ${no} 三百元已退还本人`);
  const before = await summed(talk);
  await talk.script.app.database.unit(async (tx) => {
    await tx.withTables<TallyTables>().deleteFrom("ticket_tallies").execute();
    await sql.raw(RECOUNT).execute(tx);
  });
  assert.deepEqual(await summed(talk), before);
});

test("who may be named is found by the database: never fewer than the exact comparison finds", async (t) => {
  const talk = await street(t);
  const texts = [
    "周 书记收了钱",
    "周書记",
    "周书⺼记",
    "書記",
    "王㊔",
    "⼤强不管",
    "大 強",
    "Ａnn 不管",
    "ann",
    "没有人",
  ];
  const db = tables(talk);
  await complain(talk, "wang", "站长扣了我三百块");
  const row = await db.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
  await talk.script.app.database.unit(async (tx) => {
    const rows = texts.map((text, i) => ({ ...row, no: String(6_000_000 + i), text }));
    await tx.withTables<TicketTables>().insertInto("tickets").values(rows).execute();
  });
  for (const name of ["周书记", "王大", "大强", "王女", "Ann", "阿", "强大", ""]) {
    const asked = mentions(name);
    const found = asked ? await db.selectFrom("tickets").select("text").where(asked).execute() : [];
    const heard = found.map((one) => one.text);
    for (const text of texts)
      if (accusedPeople(text, [{ id: "x", name }]).length > 0) assert.ok(heard.includes(text), `${name} in ${text}`);
  }
  assert.equal(mentions("阿"), undefined);
  const few = mentions("周书记");
  assert.ok(few && (await db.selectFrom("tickets").select("text").where(few).execute()).length < texts.length);
});
