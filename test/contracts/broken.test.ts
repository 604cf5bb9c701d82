/** The suite is worth something only if a broken adapter fails it: exactly where it is broken, and nowhere else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { runSuite, suite } from "./adapter.ts";
import { broken, faults } from "./broken.ts";

for (const fault of faults) {
  test(`an adapter that ${fault.name} is caught`, async () => {
    const { results } = await runSuite(broken(fault));
    const failed = results.filter((one) => one.verdict === "failed").map((one) => one.check.name);
    assert.deepEqual(failed.toSorted(), fault.caughtBy.toSorted());
  });
}

/** Of those nothing can be taken away from outside: the adapter alone sees who speaks. */
const UNBREAKABLE = ["its own words go no further", "another bot goes no further"];

test("no check is there that nothing fails, so every false claim is caught", () => {
  const caught = new Set([...faults.flatMap((fault) => fault.caughtBy), ...UNBREAKABLE]);
  const idle = suite.map((check) => check.name).filter((name) => !caught.has(name));
  assert.deepEqual(idle, []);
});
