/** The wish's machine and its clock explored together, in whatever order people and days come. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wishAhead } from "../../../../src/features/tickets/wishes/clock.ts";
import {
  type Wish,
  type WishMove,
  type WishMover,
  type WishState,
  wishFrom,
  wishMoves,
  wishOver,
  wishStates,
  wishStep,
} from "../../../../src/features/tickets/wishes/machine.ts";
import { rememberedDays } from "../days.ts";

const days = rememberedDays();
const BEGIN = Date.parse("2026-01-20T10:00:00+08:00");
const DAY_MS = 86_400_000;
const CLOCK: WishMover = { id: null, chief: true };
const PEOPLE: WishMover[] = [
  { id: "wang", chief: false },
  { id: "zhao", chief: false },
  { id: "qian", chief: false },
  { id: "zhou", chief: true },
  { id: "wang", chief: true },
];
const FRESH: Wish = { state: "submitted", person: "wang", giver: null, nudged: 0, denied: 0 };

/** Where each move leads, by the one whose word it is. Written by hand. */
const TABLE: Record<WishState, Partial<Record<WishMove, WishState>>> = {
  submitted: {
    place: "submitted",
    publish: "published",
    decline: "declined",
    withdraw: "withdrawn",
    nudge: "submitted",
  },
  published: { decline: "declined", claim: "claimed", withdraw: "withdrawn", expire: "expired" },
  claimed: {
    release: "published",
    fulfil: "fulfilled",
    confirm: "granted",
    withdraw: "withdrawn",
    nudge: "claimed",
    lapse: "published",
  },
  fulfilled: { confirm: "granted", deny: "claimed", nudge: "fulfilled", settle: "granted" },
  expired: { withdraw: "withdrawn", renew: "submitted" },
  granted: {},
  declined: {},
  withdrawn: {},
};
const WHOSE: Record<WishMove, WishMover> = {
  place: { id: "zhou", chief: true },
  publish: { id: "zhou", chief: true },
  decline: { id: "zhou", chief: true },
  claim: { id: "qian", chief: false },
  release: { id: "zhao", chief: false },
  fulfil: { id: "zhao", chief: false },
  confirm: { id: "wang", chief: false },
  deny: { id: "wang", chief: false },
  withdraw: { id: "wang", chief: false },
  renew: { id: "wang", chief: false },
  nudge: CLOCK,
  lapse: CLOCK,
  expire: CLOCK,
  settle: CLOCK,
};

test("every move from every state goes where the table says, and nowhere else", () => {
  for (const state of wishStates) {
    const giver = state === "claimed" || state === "fulfilled" ? "zhao" : null;
    for (const move of wishMoves) {
      const nudged = move === "lapse" || move === "settle" ? 1 : 0;
      const outcome = wishStep({ ...FRESH, state, giver, nudged }, move, WHOSE[move]);
      assert.equal(outcome.ok ? outcome.next.state : undefined, TABLE[state][move], `${move} from ${state}`);
    }
    const possible = wishMoves.filter((move) => wishFrom[move].includes(state));
    assert.deepEqual([...possible].sort(), Object.keys(TABLE[state]).sort(), state);
  }
});

test("two claim at once: the first has it; the wisher never does; nobody reviews their own", () => {
  const open: Wish = { ...FRESH, state: "published" };
  const first = wishStep(open, "claim", { id: "zhao", chief: false });
  assert.ok(first.ok);
  assert.deepEqual(wishStep(first.next, "claim", { id: "qian", chief: false }), { ok: false, why: "taken" });
  assert.deepEqual(wishStep(first.next, "claim", { id: "zhao", chief: false }), { ok: false, why: "yours" });
  assert.deepEqual(wishStep(open, "claim", { id: "wang", chief: false }), { ok: false, why: "own" });
  assert.deepEqual(wishStep(FRESH, "publish", { id: "wang", chief: true }), { ok: false, why: "own" });
  assert.deepEqual(wishStep(FRESH, "publish", { id: "zhao", chief: false }), { ok: false, why: "chief" });
});

/** Made less often by those who choose. */
const ENDS: readonly WishMove[] = ["withdraw", "decline", "confirm", "settle", "expire", "lapse"];

const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      move: fc.constantFrom(...wishMoves),
      by: fc.constantFrom(...PEOPLE, CLOCK),
      pick: fc.nat(999),
    }),
  },
  { weight: 2, arbitrary: fc.constant("stroke" as const) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }).map((wait) => ({ wait })) },
);

test("100,000 steps: published only after a review, one giver, each reminder once, nothing forgotten", (t) => {
  const made = Object.fromEntries(wishMoves.map((move) => [move, 0]));
  const figures = { steps: 0, moves: 0, refused: 0, strokes: 0, wishes: 0 };
  const reached = new Set<WishState>();

  function check(before: Wish, move: WishMove, by: WishMover, after: Wish): void {
    made[move] = (made[move] ?? 0) + 1;
    figures.moves++;
    reached.add(after.state);
    assert.ok(wishStates.includes(after.state));
    const held = after.state === "claimed" || after.state === "fulfilled";
    if (after.state === "granted") assert.notEqual(after.giver, null, "granted by nobody");
    else assert.equal(after.giver !== null, held, `${after.state} with giver ${after.giver}`);
    assert.notEqual(after.giver, after.person, "nobody grants their own wish");
    if (after.state === "published" && before.state === "submitted") assert.ok(by.chief && by.id !== before.person);
    if (after.state === "granted") assert.ok(by.id === before.person || (by.id === null && before.nudged > 0));
    if (before.giver !== null && after.giver !== before.giver) assert.equal(after.giver, null, "taken from its giver");
    if (!wishOver(after.state)) assert.ok(!wishOver(before.state) || move === "renew", "the end was undone");
  }

  fc.assert(
    fc.property(fc.array(deed, { minLength: 80, maxLength: 160 }), (deeds) => {
      let now = BEGIN;
      let since = days.dateOf(now);
      let wish = FRESH;
      /** What the clock said in this state. */
      let said: string[] = [];
      const go = (move: WishMove, by: WishMover): boolean => {
        const outcome = wishStep(wish, move, by);
        if (!outcome.ok) return false;
        check(wish, move, by, outcome.next);
        if (move !== "nudge") {
          since = days.dateOf(now);
          said = [];
        }
        wish = outcome.next;
        return true;
      };
      for (const act of deeds) {
        figures.steps++;
        if (act === "stroke" || "wait" in act) {
          const until = act === "stroke" ? Number.POSITIVE_INFINITY : now + act.wait * DAY_MS;
          for (let most = act === "stroke" ? 1 : 10; most > 0; most--) {
            const ahead = wishAhead(days, wish, since);
            if (!ahead || ahead.at > until) break;
            now = Math.max(now, ahead.at);
            if (!days.onDuty(now)) now = days.nextDuty(now);
            assert.ok(days.onDuty(ahead.at), "nobody is asked at night");
            const once = `${wish.state}:${ahead.stroke}:${wish.nudged}`;
            assert.ok(!said.includes(once), `${once} is said twice`);
            said.push(once);
            assert.ok(go(ahead.stroke, CLOCK), `${ahead.stroke} is struck in ${wish.state} and refused`);
            figures.strokes++;
          }
          if (act !== "stroke") now = Math.max(now, until);
        } else {
          // Most often a word that is possible, by the one whose word it is, so that wishes grow old.
          const fit = wishMoves.filter(
            (move) => wishFrom[move].includes(wish.state) && (!ENDS.includes(move) || act.pick % 4 === 0),
          );
          const move = act.pick % 3 === 0 ? act.move : (fit[Math.floor(act.pick / 4) % fit.length] ?? act.move);
          const giver = move === "release" || move === "fulfil" ? wish.giver : null;
          const whose = giver === null ? WHOSE[move] : { id: giver, chief: false };
          if (!go(move, act.pick % 3 === 0 ? act.by : whose)) figures.refused++;
        }
        const asleep = wish.state === "submitted" && wish.nudged > 1;
        if (!wishOver(wish.state) && !asleep) assert.ok(wishAhead(days, wish, since), `${wish.state} is forgotten`);
        if (wishOver(wish.state) && wish.state !== "expired") {
          wish = FRESH;
          since = days.dateOf(now);
          said = [];
          figures.wishes++;
        }
      }
    }),
    { numRuns: 900, seed: 20_261_122 },
  );
  t.diagnostic(JSON.stringify({ ...figures, states: reached.size }));
  t.diagnostic(`made: ${JSON.stringify(made)}`);
  assert.ok(figures.steps >= 100_000, `${figures.steps} steps`);
  assert.equal(reached.size, wishStates.length);
  for (const move of wishMoves) assert.ok((made[move] ?? 0) >= 100, `${move}: ${made[move]} times`);
});
