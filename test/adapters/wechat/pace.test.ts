/** The pace in messages: of all together, of a room, of a person; all of a reply or nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pace } from "../../../adapters/wechat/pace.ts";

const MINUTE = 60_000;

function paced() {
  let now = 0;
  const limits = [
    { per: "app" as const, n: 1, ms: 1_500 },
    { per: "app" as const, n: 5, ms: MINUTE },
    { per: "chat" as const, n: 3, ms: MINUTE },
    { per: "person" as const, n: 4, ms: MINUTE },
  ];
  const { take } = pace(
    limits,
    (chat) => (chat.startsWith("g") ? "chat" : "person"),
    () => now,
  );
  const pass = (ms: number) => {
    now += ms;
  };
  return { take, pass };
}

test("a room has its own measure, a person another, and all share one", () => {
  const { take } = paced();
  assert.deepEqual([take("g1", 3), take("g1", 1) > 0], [0, true]);
  assert.deepEqual([take("wang", 2), take("zhao", 1) > 0], [0, true]);
});

test("nothing is taken when there is no room for all of it; the wait that is told is enough", () => {
  const { take, pass } = paced();
  assert.equal(take("g1", 2), 0);
  pass(10_000);
  const wait = take("g1", 2);
  assert.ok(wait > 0 && wait <= MINUTE - 10_000);
  assert.equal(take("g1", 1), 0, "the refused two were counted");
  pass(wait);
  assert.equal(take("g1", 2), 0);
});

test("what is longer than a whole window waits for an empty one", () => {
  const { take, pass } = paced();
  assert.equal(take("g1", 1), 0);
  assert.ok(take("g1", 9) > 0);
  pass(MINUTE);
  assert.equal(take("g1", 9), 0);
  assert.ok(take("g2", 1) > 0, "it filled the window of all");
});
