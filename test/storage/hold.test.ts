import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { freshPlace } from "../database.ts";

test("a second process on the same directory is refused with the remedy; a killed one leaves no lock behind", async (t) => {
  const { dir } = await freshPlace(t);
  const code = `const { openSqlite } = await import(${JSON.stringify(import.meta.resolve("../../src/storage/sqlite.ts"))});
    globalThis.held = openSqlite(${JSON.stringify(dir)}); console.log("held"); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => other.kill("SIGKILL"));
  await once(other.stdout, "data");
  assert.throws(() => openSqlite(dir), /DATA_DIR.*DATABASE_URL/s);
  other.kill("SIGKILL");
  await once(other, "exit");
  await openSqlite(dir).close();
});
