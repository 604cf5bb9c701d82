import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { placeInLine, type Seat, settle } from "../../../src/features/volunteers/waitlist.ts";

const seat = (person: string, seq: number, party = 1, state: Seat["state"] = "waitlisted"): Seat => ({
  person,
  seq,
  party,
  state,
});

test("first come, first served", () => {
  const { promoted, taken, waiting } = settle(2, [seat("c", 3), seat("a", 1), seat("b", 2)]);
  assert.deepEqual(promoted, ["a", "b"]);
  assert.deepEqual([taken, waiting], [2, 1]);
});

test("a party is never split: it waits, the next that fits goes ahead, and the reason is kept", () => {
  const { promoted, passed } = settle(3, [seat("x", 1, 2, "signed_up"), seat("pair", 2, 2), seat("one", 3)]);
  assert.deepEqual(promoted, ["one"]);
  assert.deepEqual([...passed], [["pair", 1]]);
});

test("nobody is passed over when nobody goes ahead", () => {
  assert.equal(settle(1, [seat("x", 1, 1, "signed_up"), seat("pair", 2, 2)]).passed.size, 0);
  assert.equal(settle(3, [seat("x", 1, 2, "signed_up"), seat("pair", 2, 2)]).passed.size, 0);
});

test("the place in line counts the waiting alone", () => {
  const seats = [seat("x", 1, 1, "signed_up"), seat("a", 2), seat("b", 5)];
  assert.equal(placeInLine(seats, "b"), 2);
  assert.equal(placeInLine(seats, "x"), undefined);
});

/** One call-out as the store keeps it: everybody who has a seat or waits, changed by joining and leaving alone. */
class Line {
  seats: Seat[] = [];
  seq = 0;
  readonly capacity: number;
  constructor(capacity: number) {
    this.capacity = capacity;
  }
  join(person: string, party: number): boolean {
    if (party > this.capacity || this.seats.some((one) => one.person === person)) return false;
    this.seats.push(seat(person, ++this.seq, party));
    return true;
  }
  leave(person: string): void {
    this.seats = this.seats.filter((one) => one.person !== person);
  }
  settle() {
    const settled = settle(this.capacity, this.seats);
    for (const person of settled.promoted) {
      const one = this.seats.find((other) => other.person === person);
      if (one) one.state = "signed_up";
    }
    return settled;
  }
}

const act = fc.record({
  person: fc.integer({ min: 0, max: 12 }).map((n) => `p${n}`),
  party: fc.integer({ min: 1, max: 4 }),
  leaves: fc.boolean(),
});

test("any sequence: never over capacity, in order among those who fit, no double, nobody who left is called up", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(act, { maxLength: 60 }), (capacity, acts) => {
      const line = new Line(capacity);
      for (const { person, party, leaves } of acts) {
        const waiting = line.seats.filter((one) => one.state === "waitlisted").map((one) => one.person);
        if (leaves) line.leave(person);
        else line.join(person, party);
        const before = structuredClone(line.seats);
        const { promoted, passed, taken, waiting: heads } = line.settle();

        const sum = (state: Seat["state"]) =>
          line.seats.filter((one) => one.state === state).reduce((all, one) => all + one.party, 0);
        assert.ok(sum("signed_up") <= capacity, "over capacity");
        assert.deepEqual([taken, heads], [sum("signed_up"), sum("waitlisted")]);
        assert.equal(new Set(line.seats.map((one) => one.person)).size, line.seats.length, "a double");
        assert.equal(new Set(promoted).size, promoted.length, "called up twice");
        if (leaves) assert.ok(!promoted.includes(person), "who left is called up");
        for (const one of promoted) assert.ok(waiting.includes(one) || one === person, "called up out of nowhere");

        // Nobody who is left waiting would fit now, and whoever came before somebody called up did not fit then.
        const free = capacity - taken;
        for (const one of line.seats)
          if (one.state === "waitlisted") assert.ok(one.party > free, "a free place unused");
        for (const one of promoted) {
          const called = before.find((other) => other.person === one);
          const earlier = line.seats.filter((other) => other.state === "waitlisted" && other.seq < (called?.seq ?? 0));
          for (const other of earlier)
            assert.ok((passed.get(other.person) ?? 99) < other.party, "passed without reason");
        }
      }
    }),
    { numRuns: 500 },
  );
});
