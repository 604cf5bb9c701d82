/** `npm test` itself: whatever goes wrong in a test file, the run has failed and says where. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { scratch } from "./database.ts";
import { SHARED, shareProcesses } from "./processes.ts";

const FINE = `import { test } from "node:test"; test("fine", () => {});`;

/** Runs files that hold these texts, one after the other in one process, and a sound one in another. */
function outcome(texts: string[]): Promise<{ code: number; said: string }> {
  const dir = mkdtempSync(join(scratch(), "yizhan-run-"));
  const files = texts.map((text, i) => {
    mkdirSync(join(dir, `${i}`));
    const file = join(dir, `${i}/planted.test.mjs`);
    writeFileSync(file, text);
    return file;
  });
  // Else the runner takes itself for a test file of the run that it is tested in.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const run = join(import.meta.dirname, "run.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [run, ...files], { env }, (error, stdout, stderr) => {
      rmSync(dir, { recursive: true });
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

/** How a file fails, its text, what is said of it, and the counts: passed, failed. */
const FAILING: [string, string, RegExp, number, number][] = [
  ["a test that fails", `throw new Error("planted")`, /✖ bad.*\n.*Error: planted/s, 1, 1],
  [
    "a rejection that nobody awaits",
    `void Promise.reject(new Error("planted"))`,
    /Error: planted[\s\S]*while "bad" ran/,
    2,
    1,
  ],
  ["an exit in the middle", "process.exit(0)", /ended before its tests were over, while "bad" ran[\s\S]*planted/, 1, 1],
  ["a process that is killed", `process.kill(process.pid, "SIGKILL")`, /✖ .*planted/, 1, 1],
];

test("all is well: nothing but what passed, and the exit code says so", async () => {
  const { code, said } = await outcome([FINE, FINE]);
  assert.equal(code, 0, said);
  assert.match(said, /^ℹ pass 2$/m);
});

for (const [what, statement, says, passed, failed] of FAILING)
  test(`${what} is a failure`, async () => {
    const bad = `import { test } from "node:test"; test("bad", async () => { ${statement}; await new Promise(setImmediate); });`;
    const { code, said } = await outcome([bad, FINE]);
    assert.equal(code, 1, said);
    assert.match(said, says);
    assert.match(said, new RegExp(`^ℹ pass ${passed}$`, "m"), said);
    assert.match(said, new RegExp(`^ℹ fail ${failed}$`, "m"), said);
  });

test("a file that cannot be read, or ends its process, is a failure by its name", async () => {
  const [thrown, left] = await Promise.all([outcome([`throw new Error("planted")`]), outcome(["process.exit(0)"])]);
  assert.match(thrown.said, /✖ .*0\/planted\.test\.mjs[\s\S]*Error: planted/);
  assert.match(left.said, /ended before its tests were over, while no test ran, in one of\n.*planted/);
  for (const { code, said } of [thrown, left]) {
    assert.equal(code, 1);
    assert.match(said, /^ℹ fail 1$/m);
  }
});

test("every file runs once; one that changes its process has it to itself", () => {
  const dir = mkdtempSync(join(scratch(), "yizhan-share-"));
  const files = Array.from({ length: 3 * SHARED + 1 }, (_, i) => join(dir, `${i}.test.ts`));
  for (const [i, file] of files.entries()) writeFileSync(file, i === 4 ? "delete process.env.HOME;" : FINE);
  const shared = shareProcesses(files);
  rmSync(dir, { recursive: true });
  assert.deepEqual(shared.flat().sort(), files.sort());
  assert.deepEqual(
    shared.filter((group) => group.length === 1).map((group) => relative(dir, group[0] ?? "")),
    ["4.test.ts"],
  );
  assert.equal(shared.length, SHARED + 1);
});
