/** The suite is worth something only if a broken adapter fails it: exactly where it is broken, and nowhere else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Traits } from "#bot";
import { runSuite, suite } from "./adapter.ts";
import { sandboxBench } from "./benches/sandbox.ts";
import { broken, faults } from "./broken.ts";

for (const fault of faults) {
  test(`an adapter that ${fault.name} is caught`, async () => {
    const { results } = await runSuite(broken(sandboxBench, fault));
    const failed = results.filter((one) => one.verdict === "failed").map((one) => one.check.name);
    assert.deepEqual(failed.toSorted(), fault.caughtBy.toSorted());
  });
}

test("a false claim about any trait is caught", () => {
  const caught = new Set(faults.flatMap((fault) => fault.caughtBy));
  const proofs = suite.filter((check) => caught.has(check.name)).flatMap((check) => check.proves ?? []);
  const traits: (keyof Traits)[] = [
    "buttons",
    "coldDirect",
    "groupPhotos",
    "idempotentForMs",
    "limits",
    "mentions",
    "textBytes",
  ];
  assert.deepEqual([...new Set(proofs)].sort(), traits);
});
