/**
 * `npm run bench:broadcast`: one item to 2,000 groups of each platform, through the real core, a real database file and
 * the real adapter, against the platform's emulator, which counts its real limits over sliding windows as messages arrive.
 * Once undisturbed, and once with two `kill -9` on the way. Beside it grammY with auto-retry and transformer-throttler on
 * the same emulator of Telegram.
 *
 * ratio = time from the tick to the last message, over the least time that the limits of all groups together allow. Where
 * a platform has no such limit (wecom, wechat) it is over the least time of the pace that our adapter claims; the table
 * says so. wechat runs on a clock that goes faster for bot and emulator alike; all others on the machine's.
 *
 * A group of which, after a kill, nobody knows whether it was shown the item is not repeated where the platform promises
 * nothing: it is on the shelf for staff ("in doubt"), neither lost nor twice.
 *
 * Options: `--groups 2000`, `--only lark,telegram,peer`, `--at-once N` runs side by side: two, and the two slow ones of
 * wechat beside them, because a disk has only so many commits a second. About five minutes.
 *
 * Last line: {"platforms":[{"name","ratio","limit_errors","duplicates","missing","seconds"}],"peer":{"name","ratio",
 * "limit_errors"}} of the undisturbed runs. Ends with exit code 1 when any run, the killed ones included, lost something,
 * showed something twice or was told that it is too fast.
 */
import "../test/emulators/wechat/install.ts";
import "./peers-installed.ts";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { leastMs } from "./broadcast/least.ts";
import { type PeerResult, peer, type Retries } from "./broadcast/peer.ts";
import { type Result, run } from "./broadcast/run.ts";
import type { Platform } from "./broadcast/stage.ts";
import { dingtalk } from "./broadcast/stages/dingtalk.ts";
import { lark } from "./broadcast/stages/lark.ts";
import { telegram } from "./broadcast/stages/telegram.ts";
import { wechat } from "./broadcast/stages/wechat.ts";
import { wecom } from "./broadcast/stages/wecom.ts";
import { row } from "./table.ts";

const { values } = parseArgs({
  options: {
    groups: { type: "string", default: "2000" },
    only: { type: "string" },
    "at-once": { type: "string" },
  },
});
const count = Number(values.groups);
/** Not the system's temporary folder: that may lie in memory, where a commit costs nothing. */
const folder = fileURLToPath(new URL("../data", import.meta.url));
mkdirSync(folder, { recursive: true });
const KILL_AT = [1 / 3, 2 / 3];
const PATIENCE = 2;
const PEER = "grammY + auto-retry + throttler";

const wanted = (name: string) => values.only === undefined || values.only.split(",").includes(name);
const platforms = [lark, telegram, wecom, dingtalk, wechat].filter(({ name }) => wanted(name));
const withPeer = wanted("peer");

const undisturbed = new Map<string, Result>();
const killed = new Map<string, Result>();
const peers = new Map<Retries, PeerResult>();
const perform = (platform: Platform, killAt: number[], into: Map<string, Result>) => async () => {
  console.error(`${platform.name}${killAt.length ? `, killed ${killAt.length} times` : ""} …`);
  into.set(platform.name, await run(platform, { count, killAt, patience: PATIENCE, folder }));
};
const compete = (retries: Retries) => async () => {
  console.error(`grammY, retries ${retries} …`);
  peers.set(retries, await peer(count, folder, retries));
};
const lasts = ({ limits, speed }: Platform) => leastMs(count, limits) / speed;
// The longest first, so that all end at about the same time.
const tasks = platforms
  .toSorted((a, b) => lasts(b) - lasts(a))
  .flatMap((one) => [perform(one, [], undisturbed), perform(one, KILL_AT, killed)]);
if (withPeer) tasks.push(compete("throttled"), compete("at once"));
const began = performance.now();
const atOnce = Number(values["at-once"] ?? (platforms.includes(wechat) ? 4 : 2));
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await task();
  }),
);

const MIB = 2 ** 20;
const WIDE = [34, 7, 8, 8, 8, 8, 10, 9, 16, 16];
const cell = (value: number | undefined) => (value === undefined ? "–" : String(value));
const memory = (one: Result, what: "rss" | "used") => one.memory.map((each) => Math.round(each[what] / MIB)).join(" ");
console.log(`${count} groups, ${Math.round((performance.now() - began) / 1_000)} s in all`);
console.log("RSS and what of it is in use, MiB: at the start, half-way, at the end (of the last life)\n");
console.log(
  row(WIDE, ["", "ratio", "limit", "twice", "missing", "in doubt", "… shown", "seconds", "RSS, MiB", "in use, MiB"]),
);
console.log(row(WIDE, ["", "", "errors"]));
for (const [results, how] of [
  [undisturbed, ""],
  [killed, ", kill -9 twice"],
] as const)
  for (const { name } of platforms) {
    const one = results.get(name);
    if (!one) continue;
    const cells = [one.limitErrors, one.duplicates, one.missing, one.doubtful, one.doubtfulShown].map(cell);
    const sizes = [memory(one, "rss"), memory(one, "used")];
    console.log(row(WIDE, [name + how, one.ratio.toFixed(3), ...cells, one.seconds.toFixed(1), ...sizes]));
  }
for (const [retries, one] of peers) {
  const cells = [one.limitErrors, one.duplicates, one.missing].map(cell);
  const size = String(Math.round(one.rss / MIB));
  console.log(
    row(WIDE, [`${PEER}, ${retries}`, one.ratio.toFixed(3), ...cells, "–", "–", one.seconds.toFixed(1), size]),
  );
}
console.log("\nThe least time is that of:");
for (const { name, source, speed, limits } of platforms) {
  const clock = speed === 1 ? "" : `; its clock goes ${speed} times as fast`;
  console.log(`  ${name}: ${source}: ${(leastMs(count, limits) / 1_000).toFixed(1)} s${clock}`);
}

const runs = [...undisturbed.values(), ...killed.values()];
const bad = runs.filter((one) => one.limitErrors + one.duplicates + one.missing > 0);
if (bad.length > 0 || runs.length < 2 * platforms.length) process.exitCode = 1;
const round3 = (value: number) => Math.round(value * 1_000) / 1_000;
const throttled = peers.get("throttled");
console.log(
  `\n${JSON.stringify({
    platforms: platforms.flatMap(({ name }) => {
      const one = undisturbed.get(name);
      if (!one) return [];
      const { ratio, limitErrors: limit_errors, duplicates, missing, seconds } = one;
      return [{ name, ratio: round3(ratio), limit_errors, duplicates, missing, seconds: round3(seconds) }];
    }),
    peer: throttled
      ? { name: PEER, ratio: round3(throttled.ratio), limit_errors: throttled.limitErrors }
      : { name: PEER, ratio: null, limit_errors: null },
  })}`,
);
// An emulator's server may take seconds to let go of its port.
process.exit();
