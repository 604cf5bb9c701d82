/** The variables: a puppet by name and never by default, an endpoint, and what to type when the package is not there. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { find, load } from "../../../adapters/wechat/load.ts";
import { SERVICE, settingsIn, wanted } from "../../../adapters/wechat/settings.ts";
import { en, zh } from "../../../adapters/wechat/words.ts";

/** A folder in which these packages are installed, as far as looking for them goes. */
function folderWith(t: { after(work: () => void): void }, ...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "wechat-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) {
    mkdirSync(join(folder, "node_modules", name), { recursive: true });
    writeFileSync(join(folder, "node_modules", name, "index.js"), "module.exports = {}");
  }
  return folder;
}

const env = {
  WECHATY_PUPPET: SERVICE,
  WECHATY_PUPPET_SERVICE_TOKEN: "insecure_1",
  WECHATY_PUPPET_SERVICE_ENDPOINT: "127.0.0.1:8788",
};

test("read as they are meant", (t) => {
  const folders = [folderWith(t, SERVICE)];
  const parse = (more = {}) => settingsIn(folders).parse({ ...env, ...more });
  assert.deepEqual(parse(), { puppet: SERVICE, token: "insecure_1", endpoint: "127.0.0.1:8788", folders });
  assert.equal(
    parse({ WECHATY_PUPPET_SERVICE_ENDPOINT: " http://wx.example.org:8788/ " }).endpoint,
    "wx.example.org:8788",
  );
});

test("every fault at once, each with its variable and its remedy in both languages", (t) => {
  const faults = (more: object) => {
    const { error } = settingsIn([folderWith(t, SERVICE)]).safeParse({ ...env, ...more });
    return error?.issues.map((issue) => issue.message) ?? [];
  };
  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({ WECHATY_PUPPET: undefined }), [`${zh.puppet} / ${en.puppet}`]);
  assert.deepEqual(faults({ WECHATY_PUPPET: "../evil" }), [`${zh.puppet} / ${en.puppet}`]);
  assert.deepEqual(faults({ WECHATY_PUPPET_SERVICE_ENDPOINT: "somewhere" }), [`${zh.endpoint} / ${en.endpoint}`]);
  assert.deepEqual(faults({ WECHATY_PUPPET_SERVICE_TOKEN: " ", WECHATY_PUPPET_SERVICE_ENDPOINT: "" }), [
    `${zh.token} / ${en.token}`,
    `${zh.endpoint} / ${en.endpoint}`,
  ]);
  for (const message of faults({ WECHATY_PUPPET_SERVICE_TOKEN: "" }))
    assert.match(message, /WECHATY_PUPPET_SERVICE_TOKEN/);
});

test("a package that is not there: what to type, with the puppet's own package where it is another", (t) => {
  const empty = folderWith(t);
  const remedy = (puppet: string) =>
    settingsIn([empty]).safeParse({ ...env, WECHATY_PUPPET: puppet }).error?.issues[0]?.message ?? "";
  assert.match(remedy(SERVICE), /npm install --no-save wechaty@[\d.]+ ?，.*npm install --no-save wechaty@[\d.]+,/s);
  assert.match(remedy("wechaty-puppet-padlocal"), /npm install --no-save wechaty@[\d.]+ wechaty-puppet-padlocal/);
  assert.equal(find(SERVICE, [empty]), undefined);
});

test("looked for where the operator stands, then elsewhere, then beside Wechaty", (t) => {
  const [first, second] = [folderWith(t), folderWith(t, "wechaty", SERVICE)];
  assert.ok(find(SERVICE, [first, second])?.startsWith(second));
  const nested = folderWith(t, "wechaty");
  const inner = join(nested, "node_modules/wechaty/node_modules", SERVICE);
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(inner, "index.js"), "");
  assert.ok(find(SERVICE, [nested])?.includes("wechaty/node_modules"));
});

test("a package that is no puppet is not used", async (t) => {
  const folder = folderWith(t, "no-puppet", "file-box");
  await assert.rejects(load("no-puppet", [folder]), /no puppet/);
  await assert.rejects(load("not-there", [folder]), /not installed/);
});

test("wanted by any of its variables, so that a forgotten puppet is told and not replaced by a default", () => {
  assert.equal(wanted({}), false);
  assert.equal(wanted({ WECHATY_PUPPET: " " }), false);
  assert.equal(wanted({ WECHATY_PUPPET: SERVICE }), true);
  assert.equal(wanted({ WECHATY_PUPPET_SERVICE_TOKEN: "x" }), true);
});
