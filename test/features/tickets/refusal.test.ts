/** Every no says what to do instead: each state, each move, each kind of person, in both languages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { caseOf } from "../../../src/features/tickets/case/after.ts";
import { type Move, type Mover, moves, states, step } from "../../../src/features/tickets/case/lifecycle.ts";
import { refusal, tried } from "../../../src/features/tickets/case/refusal.ts";
import type { Ticket } from "../../../src/features/tickets/store/tables.ts";
import { wishRefusal } from "../../../src/features/tickets/wishes/act.ts";
import {
  type WishMove,
  type WishMover,
  wishMoves,
  wishStates,
  wishStep,
} from "../../../src/features/tickets/wishes/machine.ts";
import type { WishRow } from "../../../src/features/tickets/wishes/store.ts";
import { en, zh } from "../../../src/features/tickets/words/index.ts";

const NO = "482913";
const PEOPLE: Mover[] = [
  { id: "li", chief: false },
  { id: "sun", chief: false },
  { id: "zhou", chief: true },
  { id: "xu", chief: false, assisting: "v" },
  { id: "qian", chief: false, assisting: "x" },
  { id: null, chief: true },
];
/** A word that everybody in the house knows, after which the number or the matter goes. */
const WAY = /(查看|查进度|认领|答复|办结|追问|延期|退回|指定|转办|督办|不受理|合并|协办|取消协办|意见|提诉求)/;
const PERSON = /书记|secretary/;

function row(state: Ticket["state"], flags: Partial<Ticket>): Ticket {
  const clock = {
    start_date: "2026-11-23",
    due: "2026-11-30",
    provisional: 0,
    ladder: 0,
    waiting: null,
    since: "2026-11-23",
  };
  const words = { text: "", where_text: "", lat: null, lon: null, datum: null, hazard: null, alias: "" };
  const who = { naming: "named", person: "wang", salt: null, code_hash: null } as const;
  const past = { returned: 0, designated: 0, transferred: 0, extended: 0, supervised: 0, reopened: 0, sealed: 0 };
  const rest = { created_at: 0, outcome: null, merged_into: "739104", task: null, seq: 1, next_at: null };
  const handler = ["claimed", "in_progress", "waiting_reporter", "replied", "resolved", "follow_up"].includes(state)
    ? "li"
    : null;
  return {
    no: NO,
    kind: "complaint",
    state,
    unit: "u",
    handler,
    ...words,
    ...who,
    ...clock,
    ...past,
    ...rest,
    ...flags,
  };
}

test("every state, every move, every person: a refusal names the case and a way on", (t) => {
  const flags: Partial<Ticket>[] = [
    {},
    { returned: 1 },
    { designated: 1 },
    { transferred: 1 },
    { extended: 1 },
    { supervised: 1 },
    { reopened: 1 },
  ];
  let refused = 0;
  const heard = new Set<string>();
  for (const state of states)
    for (const more of flags)
      for (const by of PEOPLE)
        for (const move of moves)
          for (const [unit, assists] of [
            ["u", []],
            ["v", []],
            ["v", ["v"]],
          ] as [string, string[]][]) {
            const now = row(state, more);
            const outcome = step(caseOf(now, assists), move, by, unit);
            if (outcome.ok) continue;
            refused++;
            for (const w of [zh, en]) {
              const said = refusal(w, now, { move, by }, outcome.why, assists);
              heard.add(said);
              const about = `${move} from ${state} by ${by.id} (${outcome.why}): ${said}`;
              assert.ok(said.startsWith(NO) || said.includes(NO), about);
              assert.ok(WAY.test(said.replace(/(?:现在是|is )“[^”]*”/, "")) || PERSON.test(said), about);
              assert.doesNotMatch(said, /undefined|null|\[object|\bnot-|_/, about);
            }
          }
  t.diagnostic(`${refused} refusals, ${heard.size} different sentences`);
  assert.ok(refused > 5_000);
});

test("what a refusal offers is possible for the very person who hears it", () => {
  const word = zh.label.word;
  let offered = 0;
  for (const state of states)
    for (const by of PEOPLE)
      for (const move of moves) {
        const now = row(state, {});
        const outcome = tried(now, ["v"], move, by);
        if (outcome.ok || by.id === null) continue;
        const list = /现在可以：([^。]*)。例如/.exec(refusal(zh, now, { move, by }, outcome.why, ["v"]))?.[1];
        for (const one of list?.split("、") ?? []) {
          const other = moves.find((each) => word[each] === one) as Move;
          assert.ok(tried(now, ["v"], other, by).ok, `${one} offered to ${by.id} in ${state}`);
          offered++;
        }
      }
  assert.ok(offered > 100, `${offered} words were offered`);
});

test("wishes: every refusal names the wish, where others see it its public number, and a way on", () => {
  const people: WishMover[] = [
    { id: "wang", chief: false },
    { id: "zhao", chief: false },
    { id: "he", chief: false },
    { id: "zhou", chief: true },
    { id: "wang", chief: true },
  ];
  let refused = 0;
  for (const state of wishStates)
    for (const by of people)
      for (const move of wishMoves as readonly WishMove[]) {
        const giver = ["claimed", "fulfilled", "granted"].includes(state) ? "zhao" : null;
        const wish = { no: NO, pub: "739104", state, person: "wang", giver, nudged: 0, denied: 0 } as WishRow;
        const outcome = wishStep(wish, move, by);
        if (outcome.ok) continue;
        refused++;
        for (const w of [zh, en]) {
          const said = wishRefusal(w, wish, move, outcome.why, by);
          const knows = by.chief || by.id === "wang";
          assert.ok(said.startsWith(knows ? NO : "739104"), said);
          assert.ok(knows || !said.includes(NO), "the wisher's own number is nobody else's");
          assert.match(said, /看心愿|我的心愿|查进度|审心愿|心愿办好|书记|secretary/);
        }
      }
  assert.ok(refused > 250, `${refused}`);
});
