/** The sums that figures are read from say what counting case by case would, whoever asks; and they tell on nobody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Chance, chance } from "../../../bench/crash/chance.ts";
import { accusingKinds, kindNames } from "../../../src/features/tickets/case/kinds.ts";
import type { FactRow } from "../../../src/features/tickets/figures/facts.ts";
import type { BackTables } from "../../../src/features/tickets/figures/store-back.ts";
import type { FactTables } from "../../../src/features/tickets/figures/store-facts.ts";
import { recount, type TallyTables } from "../../../src/features/tickets/figures/store-tallies.ts";
import { type Tally, talliesOf } from "../../../src/features/tickets/figures/tally.ts";
import { accusedPeople } from "../../../src/features/tickets/intake/accused.ts";
import { remarksIn, votesIn } from "../../../src/features/tickets/reporter/survey-rows.ts";
import type { Ticket, TicketTables } from "../../../src/features/tickets/store/tables.ts";
import { dumped } from "../../privacy/dump.ts";
import type { Talk } from "../../talk.ts";
import { complain, street } from "./talk.ts";

type Tables = TicketTables & FactTables & TallyTables & BackTables;

const CASES = 500;

/** Any state that figures can be in, the late without a stroke of the clock among them. */
function fact(luck: Chance, row: Ticket): FactRow {
  const ended = luck.once(2);
  const closed = luck.once(3);
  return {
    ticket: row.no,
    unit: row.unit ?? "",
    kind: row.kind,
    month: new Date(row.created_at).toISOString().slice(0, 7),
    responded: luck.integer(2),
    solved: closed ? luck.integer(2) : null,
    on_time: ended ? luck.integer(2) : null,
    due: ended || luck.once(4) ? null : `2026-11-${18 + luck.integer(10)}`,
    days: ended ? luck.integer(4) : null,
  };
}

/** Cases of two months in two units and in none; some name the secretary, are hers, or have her keep away. */
async function settled(talk: Talk) {
  await talk.role("secretary", "xu", "西街");
  await complain(talk, "wang", "站长扣了我三百块");
  const { database, directory } = talk.script.app;
  const [first] = await database.db.withTables<Tables>().selectFrom("tickets").selectAll().execute();
  const zhou = await directory.of("terminal:zhou");
  const units = [...(await directory.units()).map(({ id }) => id), null];
  const luck = chance(7);
  const rows: Ticket[] = [];
  for (let i = 0; first && i < CASES; i++)
    rows.push({
      ...first,
      no: String(6_000_000 + i),
      kind: kindNames[luck.integer(kindNames.length)] ?? "help",
      unit: units[luck.integer(units.length)] ?? null,
      text: luck.once(9) ? "周 书记不管" : "充电桩坏了",
      person: luck.once(12) ? zhou.id : null,
      created_at: Date.parse(luck.once(2) ? "2026-10-12T10:00:00+08:00" : "2026-11-12T10:00:00+08:00"),
    });
  const facts = rows.map((row) => fact(luck, row));
  const away = rows.filter(() => luck.once(15)).map(({ no }) => ({ ticket: no, person: zhou.id }));
  await database.unit(async (tx) => {
    const db = tx.withTables<Tables>();
    await db.deleteFrom("tickets").execute();
    await db.deleteFrom("ticket_facts").execute();
    await db.deleteFrom("ticket_tallies").execute();
    for (let at = 0; at < CASES; at += 100) {
      await db
        .insertInto("tickets")
        .values(rows.slice(at, at + 100))
        .execute();
      await db
        .insertInto("ticket_facts")
        .values(facts.slice(at, at + 100))
        .execute();
    }
    await db.insertInto("ticket_recused").values(away).execute();
    await recount(tx, [], facts);
  });
  return { rows, facts, away: new Set(away.map(({ ticket }) => ticket)), zhou, units: units.map((id) => id ?? "") };
}

type Sums = Record<string, number[]>;

function sumsOf(tallies: readonly Tally[]): Sums {
  const sums = new Map<string, number[]>();
  for (const { key, days, n, responded, solvable, solved, timed, on_time } of tallies) {
    const name = `${key} ${days}`;
    const before = sums.get(name) ?? [];
    sums.set(
      name,
      [n, responded, solvable, solved, timed, on_time].map((one, i) => one + (before[i] ?? 0)),
    );
  }
  const left = [...sums].filter(([, counts]) => counts.some((one) => one !== 0));
  return Object.fromEntries(left.sort(([a], [b]) => (a < b ? -1 : 1)));
}

test("by unit and by kind: what counting case by case says, less what this member must not count", async (t) => {
  const talk = await street(t);
  const { rows, facts, away, zhou, units } = await settled(talk);
  const byNo = new Map(rows.map((row) => [row.no, row]));
  const { kit, directory } = talk.script.app;
  const today = "2026-11-23";
  const counted = (own: boolean, month: string, here: string[], key: (one: FactRow) => string) =>
    sumsOf(
      facts.flatMap((one): Tally[] => {
        const row = byNo.get(one.ticket);
        if (!row || one.month !== month || !here.includes(one.unit)) return [];
        const about = accusedPeople(row.text, [zhou]).length > 0 || row.person === zhou.id || away.has(row.no);
        if (own && about && accusingKinds().includes(row.kind)) return [];
        const late = one.due !== null && one.due < today;
        const solvable = one.solved === null ? 0 : 1;
        const timed = one.on_time !== null || late ? 1 : 0;
        const { responded, days } = one;
        return [
          { key: key(one), days, n: 1, responded, solvable, solved: one.solved ?? 0, timed, on_time: one.on_time ?? 0 },
        ];
      }),
    );
  const head = await directory.of("terminal:admin");
  let different = 0;
  for (const month of ["2026-10", "2026-11", "2026-09"])
    for (const here of [units, units.slice(0, 1), units.slice(1)])
      for (const member of [zhou, head]) {
        const found = await talliesOf(kit, member, here, month, "later");
        const own = member === zhou;
        assert.deepEqual(
          sumsOf(found.byUnit),
          counted(own, month, here, (one) => one.unit),
        );
        assert.deepEqual(
          sumsOf(found.byKind),
          counted(own, month, here, (one) => one.kind),
        );
        if (own) {
          const everybodys = counted(false, month, here, (one) => one.unit);
          if (JSON.stringify(sumsOf(found.byUnit)) !== JSON.stringify(everybodys)) different += 1;
        }
      }
  assert.ok(different >= 6, "what is kept from her makes a difference");
  assert.deepEqual(await talliesOf(kit, zhou, [], "2026-11", "later"), { byUnit: [], byKind: [] });
});

test("P13: the sums tell nothing of the message that brought an anonymous case, once it is posted", async (t) => {
  const talk = await street(t, "2026-11-23T10:05:00+08:00");
  const { directory, database } = talk.script.app;
  const { no } = await complain(talk, "wang", "站长扣了我三百块", "匿名");
  const wang = await directory.of("terminal:wang");
  const later: FactRow = {
    ...{ ticket: "1", unit: "", kind: "wish", month: "2026-11", responded: 0, solved: null, on_time: null },
    ...{ due: null, days: null },
  };
  await database.unit((tx) => recount(tx, [], [later]));
  const sums = async () => {
    const { rows } = await dumped(talk);
    const theirs = rows.filter((row) =>
      Object.values(row.values).some((one) => one === wang.id || one === wang.address),
    );
    const tallies = rows.filter((row) => row.table === "ticket_tallies");
    const own = tallies.filter((row) => row.values.kind !== "wish");
    assert.equal(own.length, 1, `${no} alone is counted`);
    const other = tallies.find((row) => row.values.kind === "wish");
    const joined = own.some(({ written }) => written !== undefined && theirs.some((row) => row.written === written));
    return { joined, behind: (own[0]?.place ?? 0) > (other?.place ?? 0), n: Number(own[0]?.values.n) };
  };
  const early = await sums();
  assert.ok(early.joined || database.engine === "sqlite", "a stolen disk would show one transaction");
  assert.ok(!early.behind, "it lies where it was written");
  await talk.clock("2026-11-23T11:00:00+08:00");
  assert.deepEqual(await sums(), { joined: false, behind: true, n: 1 });
});

test("verdicts are added up by unit and by kind; remarks only of units with enough of them", async (t) => {
  const talk = await street(t);
  const { database } = talk.script.app;
  const rating = (unit: string, kind: "help" | "complaint", score: "good" | "fair" | "bad", n: number) => ({
    ...{ unit, kind, score, n, month: "2026-11" },
  });
  await database.unit(async (tx) => {
    const db = tx.withTables<Tables>();
    await db
      .insertInto("ticket_ratings")
      .values([
        rating("a", "help", "good", 3),
        rating("a", "help", "bad", 2),
        rating("a", "complaint", "fair", 4),
        rating("b", "help", "bad", 1),
        { ...rating("b", "help", "good", 9), month: "2026-10" },
      ])
      .execute();
    const words = (unit: string, n: number) =>
      Array.from({ length: n }, (_, i) => ({ id: `${unit}${i}`, unit, month: "2026-11", text: `${unit} ${i}` }));
    await db
      .insertInto("ticket_rating_words")
      .values([...words("a", 5), ...words("b", 4)])
      .execute();
  });
  const plain = (rows: object[]) =>
    rows.map((row) => ({ ...row })).sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
  assert.deepEqual(plain(await votesIn(database.db, "unit", ["a", "b"], "2026-11")), [
    { key: "a", n: 9, content: 7 },
    { key: "b", n: 1, content: 0 },
  ]);
  assert.deepEqual(plain(await votesIn(database.db, "kind", ["a", "b"], "2026-11")), [
    { key: "complaint", n: 4, content: 4 },
    { key: "help", n: 6, content: 3 },
  ]);
  assert.deepEqual(await votesIn(database.db, "unit", ["c"], "2026-11"), []);
  assert.deepEqual(await remarksIn(database.db, ["a", "b"], "2026-11", 5, 3), ["a 0", "a 1", "a 2"]);
  assert.deepEqual(await remarksIn(database.db, ["b"], "2026-11", 5, 3), []);
});
