/**
 * Brings Wechaty's packages when they are not there. For benchmarks, which import this first; the tests leave out what
 * needs them, and say so.
 */
import { execFileSync } from "node:child_process";
import { missing, WECHATY } from "./packages.ts";

if (missing()) {
  process.stderr.write("Wechaty is not installed: running npm ci in test/wechaty (353 packages, once)\n");
  // What npm says belongs to the tale, not to the result: the last line of our output is JSON.
  execFileSync("npm", ["ci", "--prefix", WECHATY], { stdio: ["ignore", 2, 2] });
}
