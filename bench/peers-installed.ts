/** Brings the frameworks that are measured beside ours, when they are not there: benches import this first. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL("./peers/", import.meta.url));
/** The last that was added to the package: where it is, all are. */
const NEWEST = "@grammyjs/auto-retry";

if (!existsSync(`${HERE}node_modules/${NEWEST}`)) {
  console.log("The peers are not installed yet: running `npm ci` in bench/peers (once, about 140 MB) …");
  const done = spawnSync("npm", ["ci", "--no-fund", "--no-audit"], {
    cwd: HERE,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (done.status !== 0) {
    console.error("npm ci in bench/peers failed: run it there by hand, see what it says, then try again.");
    process.exit(1);
  }
}
