/** What the README shows must work: its code, its commands, its variables. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { readConfig } from "../src/config.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const scripts = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts as Record<string, string>;

test("the code in the README passes the type checker", { timeout: 60_000 }, async (t) => {
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((found) => found[1] ?? "");
  assert.equal(blocks.length, 2);
  mkdirSync(join(root, "data"), { recursive: true });
  const dir = mkdtempSync(join(root, "data", "readme-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const files = blocks.map((code, i) => {
    writeFileSync(join(dir, `block${i}.ts`), code);
    return `block${i}.ts`;
  });
  const config = { extends: "../../tsconfig.json", include: [], files };
  writeFileSync(join(dir, "tsconfig.json"), JSON.stringify(config));
  await promisify(execFile)(process.execPath, [
    join(root, "node_modules/typescript/bin/tsc"),
    "-p",
    dir,
    "--noEmit",
  ]).catch((error: { stdout?: string }) => assert.fail(error.stdout ?? "tsc failed"));
});

test("every npm script that the README names exists", () => {
  const named = [...readme.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map((found) => found[1] ?? "");
  assert.ok(named.length > 3);
  for (const name of named) assert.ok(scripts[name], `npm run ${name}`);
});

test("README and .env.example name the same variables, and the empty example is a valid configuration", () => {
  const example = readFileSync(join(root, ".env.example"), "utf8");
  const inExample = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(
    (found) => [found[1] ?? "", found[2] ?? ""] as const,
  );
  const table = readme.slice(readme.indexOf("## Variables"));
  const inReadme = new Set([...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map((found) => found[1]));
  for (const [name] of inExample) assert.ok(inReadme.has(name), `${name} is missing in the README`);
  for (const name of inReadme)
    assert.ok(
      inExample.some(([other]) => other === name),
      `${name} is missing in .env.example`,
    );
  readConfig(Object.fromEntries(inExample), []);
});
