import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { buildPage } from "../../../adapters/sandbox/page.ts";
import { pageRoutes } from "../../../adapters/sandbox/routes/page.ts";
import { zh } from "../../../adapters/sandbox/words.ts";

const folder = await mkdtemp(join(tmpdir(), "sandbox-page-"));
after(() => rm(folder, { recursive: true }));

let builds = 0;
const build = async () => {
  builds += 1;
};
const open = async (state: "idle" | "building" | "failed", path = "/") =>
  pageRoutes({ folder, state: () => state, build }, zh).request(path);

test("until there is a page, a note that looks again by itself; when it cannot be built, what to do", async () => {
  for (const state of ["building", "idle"] as const) {
    const note = await (await open(state)).text();
    assert.match(note, /正在准备页面/);
    assert.match(note, /http-equiv="refresh"/);
  }
  const failed = await (await open("failed")).text();
  assert.match(failed, /npx vite build/);
  assert.doesNotMatch(failed, /refresh/);
  assert.equal(builds, 1, "only where nothing has been tried yet");
});

test("a built page is served, but not while a newer one is being made", async () => {
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<p>建好了");
  await writeFile(join(folder, "assets", "main-1.js"), "1");
  assert.equal(await (await open("idle")).text(), "<p>建好了");
  assert.equal(await (await open("failed")).text(), "<p>建好了", "an older page is better than none");
  assert.match(await (await open("building")).text(), /正在准备页面/);
  const script = await open("idle", "/assets/main-1.js");
  assert.match(script.headers.get("content-type") ?? "", /javascript/);
  assert.match(script.headers.get("cache-control") ?? "", /immutable/);
});

test("the real page can be built, names only what it brings, and keeps to its policy", async () => {
  const built = await buildPage();
  const html = await readFile(join(built, "index.html"), "utf8");
  const assets = await readdir(join(built, "assets"));
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, to = ""]) => to);
  assert.ok(named.length >= 3);
  for (const to of named) {
    assert.match(to, /^\/sandbox\/assets\//);
    assert.ok(assets.includes(to.slice("/sandbox/assets/".length)), to);
  }
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/, "no inline script");
  const before = await stat(join(built, "index.html"));
  await buildPage();
  const after = await stat(join(built, "index.html"));
  assert.equal(after.mtimeMs, before.mtimeMs, "what is fresh is not built again");
});
