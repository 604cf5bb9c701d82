/** `yizhan cases` from outside: what it prints, what it refuses, with which exit code; and what doctor makes of the file. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { cases } from "../src/cases.ts";
import { ConfigError, readConfig } from "../src/config.ts";
import { examine } from "../src/doctor.ts";
import { quiet } from "../src/log.ts";
import { openScript } from "../src/script.ts";
import { changed, folder, REPAIR, reviewed, written } from "./features/tickets/rules/house.ts";

const root = join(import.meta.dirname, "..");

/** Runs the words of the command over a data folder, with nothing of this process's settings. */
async function yizhan(dir: string, args: string[], more: Record<string, string> = {}) {
  const at = args.indexOf("--as");
  const [words, as] = at < 0 ? [args, undefined] : [args.slice(0, at), args[at + 1]];
  const json = words.includes("--json");
  let out = "";
  let err = "";
  const world = {
    env: { DATA_DIR: dir, ...more },
    say: (text: string) => {
      out += text;
    },
    complain: (text: string) => {
      err += text;
    },
  };
  const run = cases(
    words.filter((word) => word !== "--json"),
    { json, as, data: undefined },
    world,
  );
  const code = await run.catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    err += error.message;
    return 1;
  });
  return { code, out, err };
}

test("the command line knows the words", async (t) => {
  const dir = folder(t);
  const env = { PATH: process.env.PATH ?? "", DATA_DIR: dir, LOG_LEVEL: "silent" };
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, "src/cli.ts"), "cases", "show"], {
    env,
    cwd: dir,
  });
  assert.equal(stdout, readFileSync(join(root, "config/cases.yaml"), "utf8"));
});

test("show, change, check, sign: the way a unit comes to a file of its own", async (t) => {
  const dir = folder(t);
  const shown = await yizhan(dir, ["show"]);
  assert.equal(shown.out, readFileSync(join(root, "config/cases.yaml"), "utf8"));
  const path = join(dir, "cases.yaml");
  const text = shown.out
    .replace("by: 驿站项目", "by: 王小明")
    .replace("due: 2 #", "due: 4 #")
    .replace("catch_all: top", "catch_all: 社工部");
  writeFileSync(path, text.replace("urge: 1", "urge: 9"));
  const faulty = await yizhan(dir, ["check", path]);
  assert.equal(faulty.code, 1);
  assert.match(faulty.out, /✗ 第 \d+ 行.*supervise 要大于 urge/);
  writeFileSync(path, text);
  assert.match(
    (await yizhan(dir, ["check", path])).out,
    /✗ .*还没有人复核[\s\S]*! 单位“社工部”还没有[\s\S]*~ 随手拍（hazard）：due 2 → 4/,
  );
  const own = await yizhan(dir, ["sign", path, "--as", "王小明"]);
  assert.equal(own.code, 1);
  assert.match(own.out, /请另一位同事复核/);
  assert.equal(readFileSync(path, "utf8"), text, "a refused signature leaves the file as it was");
  const signed = await yizhan(dir, ["sign", path, "--as", "李芳"]);
  assert.equal(signed.code, 0, signed.out + signed.err);
  const json = JSON.parse((await yizhan(dir, ["check", "--json"], { CASES_FILE: path })).out);
  assert.deepEqual([json.ok, json.faults, json.notes.length], [true, [], 1]);
  assert.equal((await yizhan(dir, ["show"], { CASES_FILE: path })).out, readFileSync(path, "utf8"));
});

test("a word that is another command, a file that is not there, words that are not understood", {
  timeout: 120_000,
}, async (t) => {
  const dir = folder(t);
  const path = written(t, reviewed(changed(["words: [求助]", "words: [求助, 查进度]"])));
  const taken = await yizhan(dir, ["check", path]);
  assert.equal(taken.code, 1);
  assert.match(taken.out, /“查进度”已经是别的命令/);
  const gone = await yizhan(dir, ["check", join(dir, "nowhere.yaml")]);
  assert.equal(gone.code, 1);
  assert.match(gone.err, /读不到这个文件/);
  for (const args of [[], ["sign"], ["sign", path], ["sign", path, "--as", " "], ["burn"]])
    assert.equal((await yizhan(dir, args)).code, 2, args.join(" "));
});

test("a kind with open cases cannot be signed away; retired it can, and doctor says what is wrong with a broken file", async (t) => {
  const dir = folder(t);
  const path = written(t, reviewed(changed(["  wish:\n", REPAIR])));
  const config = readConfig({ DATA_DIR: dir, CASES_FILE: path, ORG_NAME: "东街" }, []);
  const script = await openScript(config, { log: quiet, say: () => {} });
  for (const text of ["报修 微波炉昨天不转了，在幸福小区东门，设备编号：A12", "保密", "提交"])
    await script.line(JSON.stringify({ chat: "@wang", from: "wang", text }));
  await script.stop();
  const next = written(t, reviewed(changed(["version: 1", "version: 2"])));
  const before = readFileSync(next, "utf8");
  const refused = await yizhan(dir, ["sign", next, "--as", "赵六"]);
  assert.equal(refused.code, 1);
  assert.match(refused.out, /kinds\.repair：还有 1 件在办，不能删/);
  assert.equal(readFileSync(next, "utf8"), before);
  const kept = written(t, changed(["  wish:\n", REPAIR.replace("words: [报修]", "retired: true\n    words: [报修]")]));
  const signed = await yizhan(dir, ["sign", kept, "--as", "赵六"]);
  assert.equal(signed.code, 0, signed.out);
  assert.match(signed.out, /报修（repair）：停止受理/);

  writeFileSync(path, "version: 1\n");
  const found = await examine({ DATA_DIR: dir, CASES_FILE: path, ORG_NAME: "东街", ADAPTERS: "sandbox" });
  const ours = found.filter((one) => one.what.startsWith("CASES_FILE"));
  assert.ok(ours.length > 1 && ours.every((one) => !one.ok));
  assert.ok(ours.some((one) => /line \d+.*clocks/.test(one.remedy)));
  const again = await openScript(config, { log: quiet, say: () => {} });
  assert.ok(
    again.app.commands.some((command) => command.name === "ticket.open.repair"),
    "the last good one goes on",
  );
  await again.stop();
});
