import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type Case,
  isOver,
  type Move,
  type Mover,
  moves,
  possible,
  type State,
  states,
  step,
} from "../../../src/features/tickets/case/lifecycle.ts";

const fresh: Case = {
  state: "open_for_claim",
  lead: "u",
  assists: [],
  handler: null,
  returned: false,
  designated: false,
  transferred: false,
  extended: false,
  supervised: false,
  reopened: 0,
};
const li: Mover = { id: "li", chief: false };
const sun: Mover = { id: "sun", chief: false };
const zhou: Mover = { id: "zhou", chief: true };
const clock: Mover = { id: null, chief: true };

/** Who assists changes, the state does not; who is returned or reported as done needs nobody new. */
const told = (state: State) => ({ unassist: state, advise: state });
const helped = (state: State) => ({ assist: state, ...told(state) });

/** Where each move leads from each state, made by the one who has the case; "" where it is refused. Written by hand. */
const table: Record<State, Partial<Record<Move, State>>> = {
  submitted: {
    ...helped("submitted"),
    open: "open_for_claim",
    claim: "claimed",
    confirm: "closed",
    return: "returned",
    designate: "designated",
    transfer: "open_for_claim",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
    decline: "declined",
  },
  open_for_claim: {
    ...helped("open_for_claim"),
    claim: "claimed",
    confirm: "closed",
    return: "returned",
    designate: "designated",
    transfer: "open_for_claim",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
    decline: "declined",
  },
  claimed: {
    ...helped("claimed"),
    ask: "waiting_reporter",
    extend: "in_progress",
    reply: "replied",
    resolve: "resolved",
    confirm: "closed",
    return: "returned",
    designate: "designated",
    transfer: "open_for_claim",
    recuse: "open_for_claim",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
  },
  in_progress: {
    ...helped("in_progress"),
    ask: "waiting_reporter",
    extend: "in_progress",
    reply: "replied",
    resolve: "resolved",
    confirm: "closed",
    return: "returned",
    designate: "designated",
    transfer: "open_for_claim",
    recuse: "open_for_claim",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
  },
  waiting_reporter: {
    ...helped("waiting_reporter"),
    answer: "in_progress",
    lapse: "in_progress",
    reply: "replied",
    resolve: "resolved",
    confirm: "closed",
    recuse: "open_for_claim",
    supervise: "waiting_reporter",
    withdraw: "withdrawn",
    merge: "merged",
  },
  replied: {
    ...helped("replied"),
    ask: "waiting_reporter",
    extend: "replied",
    reply: "replied",
    resolve: "resolved",
    confirm: "closed",
    dispute: "reopened",
    remind: "follow_up",
    recuse: "open_for_claim",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
  },
  resolved: {
    ...told("resolved"),
    confirm: "closed",
    dispute: "reopened",
    remind: "follow_up",
    withdraw: "withdrawn",
    merge: "merged",
  },
  follow_up: {
    ...told("follow_up"),
    confirm: "closed",
    dispute: "reopened",
    expire: "closed",
    withdraw: "withdrawn",
    merge: "merged",
  },
  closed: { dispute: "reopened" },
  returned: {
    ...told("returned"),
    confirm: "closed",
    designate: "designated",
    supervise: "returned",
    withdraw: "withdrawn",
    merge: "merged",
    decline: "declined",
  },
  designated: {
    ...helped("designated"),
    claim: "claimed",
    confirm: "closed",
    designate: "designated",
    transfer: "open_for_claim",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
  },
  reopened: {
    ...helped("reopened"),
    claim: "claimed",
    ask: "waiting_reporter",
    reply: "replied",
    resolve: "resolved",
    confirm: "closed",
    designate: "designated",
    transfer: "reopened",
    recuse: "reopened",
    supervise: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
  },
  supervised: {
    ...helped("supervised"),
    claim: "claimed",
    ask: "waiting_reporter",
    reply: "replied",
    resolve: "resolved",
    confirm: "closed",
    designate: "designated",
    transfer: "supervised",
    recuse: "supervised",
    withdraw: "withdrawn",
    merge: "merged",
  },
  withdrawn: {},
  merged: {},
  declined: { dispute: "reopened" },
};

const UNCLAIMED: State[] = ["submitted", "open_for_claim", "returned", "designated"];

test("every move from every state goes where the table says, and nowhere else", () => {
  let checked = 0;
  for (const state of states) {
    for (const move of moves) {
      const handler = UNCLAIMED.includes(state) ? null : "zhou";
      const assists = move === "assist" ? [] : ["v"];
      const by = move === "advise" ? { ...sun, assisting: "v" } : zhou;
      const outcome = step({ ...fresh, state, handler, assists }, move, by, "v");
      assert.equal(outcome.ok ? outcome.next.state : undefined, table[state][move], `${move} from ${state}`);
      checked++;
    }
    assert.deepEqual([...possible(state)].sort(), Object.keys(table[state]).sort(), `possible from ${state}`);
  }
  assert.equal(checked, 16 * 23);
});

test("two claim at once: the first has it, the second is told so", () => {
  const first = step(fresh, "claim", li);
  assert.ok(first.ok);
  assert.equal(first.next.handler, "li");
  assert.deepEqual(step(first.next, "claim", sun), { ok: false, why: "taken" });
  assert.deepEqual(step(first.next, "claim", li), { ok: false, why: "yours" });
});

test("only who claimed it, or a secretary, answers it", () => {
  const claimed: Case = { ...fresh, state: "claimed", handler: "li" };
  for (const move of ["ask", "extend", "reply", "resolve"] as const) {
    assert.deepEqual(step(claimed, move, sun), { ok: false, why: "not-yours" });
    assert.deepEqual(step(fresh, move, li), { ok: false, why: "unclaimed" });
    assert.ok(step(claimed, move, li).ok);
    assert.ok(step(claimed, move, zhou).ok);
  }
});

test("returned once; what is designated is never returned, nor moved by a handler", () => {
  const returned = step(fresh, "return", li);
  assert.ok(returned.ok);
  assert.deepEqual(step({ ...returned.next, state: "open_for_claim" }, "return", li), { ok: false, why: "once" });
  const designated = step(returned.next, "designate", zhou);
  assert.ok(designated.ok);
  const claimed = step(designated.next, "claim", li);
  assert.ok(claimed.ok);
  assert.deepEqual(step(claimed.next, "return", li), { ok: false, why: "designated" });
  assert.deepEqual(step(claimed.next, "transfer", li), { ok: false, why: "designated" });
  assert.ok(step(claimed.next, "transfer", zhou).ok);
});

test("extended once, and not what is reopened or supervised", () => {
  const claimed: Case = { ...fresh, state: "claimed", handler: "li" };
  const extended = step(claimed, "extend", li);
  assert.ok(extended.ok);
  assert.deepEqual(step(extended.next, "extend", li), { ok: false, why: "once" });
  assert.deepEqual(step({ ...claimed, reopened: 1 }, "extend", li), { ok: false, why: "reopened" });
  assert.deepEqual(step({ ...claimed, supervised: true }, "extend", li), { ok: false, why: "supervised" });
});

test("the first 没解决 reopens, the second supervises; the handler stays until another claims", () => {
  const once = step({ ...fresh, state: "resolved", handler: "li" }, "dispute", { id: "wang", chief: false });
  assert.ok(once.ok);
  assert.deepEqual([once.next.state, once.next.handler], ["reopened", "li"]);
  const again = step({ ...once.next, state: "replied" }, "dispute", { id: "wang", chief: false });
  assert.ok(again.ok);
  assert.deepEqual([again.next.state, again.next.supervised], ["supervised", true]);
  const taken = step(again.next, "claim", sun);
  assert.ok(taken.ok);
  assert.deepEqual([taken.next.state, taken.next.handler, taken.next.supervised], ["claimed", "sun", true]);
});

test("replied and resolved are two facts: a reply never closes", () => {
  const reply = step({ ...fresh, state: "claimed", handler: "li" }, "reply", li);
  assert.ok(reply.ok);
  assert.equal(reply.next.state, "replied");
  assert.ok(!isOver(reply.next.state));
  assert.ok(!step(reply.next, "expire", clock).ok);
});

test("whatever is done in whatever order: no illegal state, an owner always, the past never undone", () => {
  const movers = [li, sun, zhou, clock, { id: "wang", chief: false }];
  let made = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...moves), fc.constantFrom(...movers)), { minLength: 50, maxLength: 120 }),
      (deeds) => {
        let now = { ...fresh, state: "submitted" as State };
        for (const [move, by] of deeds) {
          const before = now;
          const outcome = step(now, move, by);
          assert.deepEqual(now, before, "the argument is never changed");
          if (!outcome.ok) continue;
          made++;
          now = outcome.next;
          assert.ok(states.includes(now.state));
          // Work on it has an owner by name; what waits belongs to the desk or, when returned, to the secretaries.
          if (["claimed", "in_progress", "waiting_reporter"].includes(now.state)) assert.notEqual(now.handler, null);
          if (UNCLAIMED.includes(now.state)) assert.equal(now.handler, null);
          assert.ok(now.reopened >= before.reopened);
          for (const flag of ["returned", "designated", "extended", "supervised"] as const)
            assert.ok(!before[flag] || now[flag], `${flag} was forgotten`);
          if (now.state === "withdrawn" || now.state === "merged") {
            for (const late of moves) assert.ok(!step(now, late, zhou).ok, `${late} after the end`);
            now = { ...fresh, state: "submitted" };
          }
        }
      },
    ),
    { numRuns: 1500 },
  );
  assert.ok(made > 10_000, `${made} moves`);
});
