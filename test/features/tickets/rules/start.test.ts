import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Kit } from "../../../../src/bot/kit.ts";
import { adopt, cases, kinds } from "../../../../src/features/tickets/case/kinds.ts";
import { changes, orphans } from "../../../../src/features/tickets/rules/compare.ts";
import { defaultCases } from "../../../../src/features/tickets/rules/default.ts";
import { carried, keepGood, lastGood, loadFile } from "../../../../src/features/tickets/rules/load.ts";
import { startCases } from "../../../../src/features/tickets/rules/start.ts";
import { changed, folder, REPAIR, reviewed } from "./house.ts";

function house(casesFile: string | undefined, dataDir: string) {
  const warned: string[] = [];
  const log = { info: () => {}, warn: (_: object, message: string) => void warned.push(message), error: () => {} };
  const settings = { dataDir, ...(casesFile ? { casesFile } : {}) } as unknown as Kit["settings"];
  return { kit: { settings, log }, warned };
}

test("a file that cannot be used stops a first start: all faults at once, each with its line", (t) => {
  t.after(() => adopt(defaultCases));
  const dir = folder(t);
  const path = join(dir, "cases.yaml");
  const { kit } = house(path, join(dir, "data"));
  assert.throws(() => startCases(kit), /CASES_FILE[\s\S]*读不到这个文件/);
  writeFileSync(path, changed(["due: 2 #", "due: 99 #"], ["version: 1", "version: one"]));
  assert.throws(() => startCases(kit), {
    name: "UserError",
    message: /第 7 行[\s\S]*version[\s\S]*hazard\.clock\.due/,
  });
  writeFileSync(path, changed(["due: 2 #", "due: 9 #"]));
  assert.throws(() => startCases(kit), /还没有人复核/);
});

test("once a good one was kept, a broken one is left alone and the last good one goes on", async (t) => {
  t.after(() => adopt(defaultCases));
  const dir = folder(t);
  const path = join(dir, "cases.yaml");
  const { kit, warned } = house(path, join(dir, "data"));
  writeFileSync(path, reviewed(changed(["due: 2 #", "due: 9 #"])));
  startCases(kit);
  assert.equal(kinds.hazard.days, 9);
  await keepGood(join(dir, "data"), { file: cases(), text: loadFile(path).loaded?.text ?? "" });
  assert.deepEqual(readdirSync(join(dir, "data")), ["cases.json"], "whole, and nothing beside it");
  adopt(defaultCases);
  writeFileSync(path, changed(["due: 2 #", "due: 1 #"]));
  startCases(kit);
  assert.equal(kinds.hazard.days, 9);
  assert.match(warned.join(), /last good one goes on/);
});

test("what was kept by another version, or half, is no last good one", (t) => {
  const dir = folder(t);
  mkdirSync(join(dir, "data"));
  for (const text of ["", "{", '{"text":"","file":{}}']) {
    writeFileSync(join(dir, "data", "cases.json"), text);
    assert.equal(lastGood(join(dir, "data")), undefined, text);
  }
  assert.equal(lastGood(":memory:"), undefined);
});

test("open cases hold their kind: it may be retired, not taken away", () => {
  const own = {
    ...defaultCases,
    kinds: { ...defaultCases.kinds, repair: { ...defaultCases.kinds.help, words: [] } },
  } as typeof defaultCases;
  const open = new Map([["repair", 3]]);
  assert.match(orphans(own, defaultCases, { open })[0]?.text ?? "", /3 件在办.*retired: true/);
  assert.deepEqual(orphans(own, defaultCases, { open: new Map() }), []);
  const next = carried(defaultCases, own);
  assert.equal(next.kinds.repair?.retired, true);
  assert.deepEqual(orphans(own, next, { open }), []);
});

test("what would change is told in lines, and that running cases keep their dates", async () => {
  const { readCases } = await import("../../../../src/features/tickets/rules/read.ts");
  const { file } = readCases(
    changed(
      ["due: 2 #", "due: 9 #"],
      ["urge: 1", "urge: 2"],
      ["supervise: 2", "supervise: 3"],
      ["  wish:\n", REPAIR],
      ["catch_all: top", "catch_all: 总站"],
    ),
  );
  assert.ok(file);
  const lines = changes(defaultCases, file, { open: new Map([["hazard", 4]]) }).join("\n");
  assert.match(lines, /随手拍（hazard）：due 2 → 9/);
  assert.match(lines, /在办的 4 件，办理时限不变/);
  assert.match(lines, /报修（repair）：新增/);
  assert.match(lines, /投诉（complaint）：urge 1 → 2/);
  assert.match(lines, /catch_all：有改动/);
  assert.deepEqual(changes(defaultCases, defaultCases, { open: new Map() }), []);
});
