/** Every adapter keeps the contract through its emulator, and claims nothing that is not proved. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Traits } from "#bot";
import { runSuite, suite } from "./adapter.ts";
import { benches } from "./benches/index.ts";

for (const platform of benches) {
  test(`${platform.name} keeps the contract`, async () => {
    const { results, traits, passed } = await runSuite(platform);
    const failed = results.filter((one) => one.verdict === "failed").map((one) => `${one.check.name}: ${one.why}`);
    assert.deepEqual(failed, []);
    const unproved = Object.entries(traits).filter(([, proof]) => proof === "unproved");
    assert.deepEqual(unproved, [], "claimed without proof");
    assert.ok(passed > suite.length / 2, "most of the suite was left out");
  });
}

test("every trait has a check, and every check a name of its own", () => {
  const proved = new Set(suite.flatMap((check) => check.proves ?? []));
  const all: Record<keyof Traits, true> = {
    buttons: true,
    mentions: true,
    coldDirect: true,
    groupPhotos: true,
    textBytes: true,
    idempotentForMs: true,
    limits: true,
  };
  assert.deepEqual([...proved].sort(), Object.keys(all).sort());
  assert.equal(new Set(suite.map((check) => check.name)).size, suite.length);
});
