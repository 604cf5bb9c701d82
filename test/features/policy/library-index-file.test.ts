/** The library's index across restarts: kept in DATA_DIR, taken from there, made anew when it does not fit. */
import assert from "node:assert/strict";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { scratch } from "../../database.ts";
import { openTalk, type Talk, words } from "../../talk.ts";

const QUESTION = "站点收押金合法吗";
// The last thing said: a first word from somebody is met with the notice as well.
const ask = async (talk: Talk) => (await talk.direct("wang", `问政策 ${QUESTION}`)).at(-1)?.text ?? "";
const kept = (talk: Talk) => join(talk.dir, "policy.index");

test("an index is kept for its owner alone, and a restart takes it from there", async (t) => {
  const talk = await openTalk(t);
  const first = await ask(talk);
  assert.match(first, /押金/);
  const written = statSync(kept(talk));
  assert.equal(written.mode & 0o777, 0o600);
  await talk.restart();
  assert.equal(await ask(talk), first);
  // Written again it would be another file.
  assert.equal(statSync(kept(talk)).ino, written.ino);
  assert.deepEqual(
    readdirSync(talk.dir).filter((name) => name.endsWith(".part")),
    [],
  );
});

test("a damaged, cut or foreign file is never trusted, and is replaced", async (t) => {
  const talk = await openTalk(t);
  const first = await ask(talk);
  const path = kept(talk);
  const sound = readFileSync(path);
  const faults: Record<string, () => void> = {
    empty: () => truncateSync(path, 0),
    cut: () => truncateSync(path, sound.length - 100),
    longer: () => appendFileSync(path, "x"),
    "one bit": () => {
      const bytes = Buffer.from(sound);
      bytes[sound.length - 5_000] = (bytes[sound.length - 5_000] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    "a count in its head": () => {
      const at = sound.indexOf('"meanBody":') + '"meanBody":'.length;
      const bytes = Buffer.from(sound);
      bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31;
      writeFileSync(path, bytes);
    },
    "another build": () =>
      writeFileSync(path, sound.toString("latin1").replace(/"reading":"./, '"reading":"~'), "latin1"),
  };
  for (const [name, fault] of Object.entries(faults)) {
    fault();
    await talk.restart();
    assert.equal(await ask(talk), first, name);
    assert.deepEqual(readFileSync(path), sound, name);
  }
});

/** A copy of the sample library, to be changed. */
function library(t: TestContext): string {
  const path = mkdtempSync(join(scratch(), "yizhan-library-"));
  t.after(() => rmSync(path, { recursive: true }));
  cpSync("library", path, { recursive: true });
  return path;
}

test("a text that changed while the process was down is read as it is now", async (t) => {
  const folder = library(t);
  const talk = await openTalk(t, { LIBRARY_DIR: folder });
  await ask(talk);
  const before = readFileSync(kept(talk));
  writeFileSync(
    join(folder, "policy", "新规定.md"),
    "---\ntitle: 雨披发放规定\neffective: 2026-01-01\n---\n第一条 站点应当给每名骑手发放雨披两件。\n",
  );
  await talk.restart();
  assert.match(words(await talk.direct("wang", "问政策 站点发放雨披几件"), "@wang"), /雨披两件/);
  assert.notDeepEqual(readFileSync(kept(talk)), before);
});

test("what a process that died left half-written is swept away after a while", async (t) => {
  const talk = await openTalk(t);
  const [old, young] = [`${kept(talk)}.aa.part`, `${kept(talk)}.bb.part`];
  for (const path of [old, young]) writeFileSync(path, "half");
  utimesSync(old, new Date(0), new Date(0));
  await ask(talk);
  const names = readdirSync(talk.dir);
  assert.ok(!names.includes("policy.index.aa.part"));
  assert.ok(names.includes("policy.index.bb.part"));
});

test("without a place to keep it the library answers all the same", async (t) => {
  const talk = await openTalk(t, process.env.TEST_DATABASE_URL ? {} : { DATA_DIR: ":memory:" });
  assert.match(await ask(talk), /押金/);
});
