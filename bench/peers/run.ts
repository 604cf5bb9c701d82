/**
 * One measurement in a process of its own, so that everybody starts with clean memory:
 *
 *     node bench/peers/run.ts <who> load|correct <options as JSON>
 *
 * Prints one JSON line. Who: see `PEOPLE`.
 */
import { existsSync } from "node:fs";
import { correctness } from "./correct.ts";
import { load } from "./load.ts";
import type { Open } from "./peer.ts";

const OURS = new URL("../ours.ts", import.meta.url);

/** Loaded only when asked for: the packages of one must not weigh on another's figures. */
const PEOPLE: Record<string, () => Promise<Open>> = {
  bare: async () => (await import("./bare.ts")).open,
  grammy: async () => (await import("./grammy.ts")).open,
  "chat-sdk": async () => (await import("./chat-sdk.ts")).open,
  "chat-sdk-default": async () => (await import("./chat-sdk.ts")).openDefault,
  botbuilder: async () => (await import("./botbuilder.ts")).open,
  "ours:memory": () => ours("memory"),
  "ours:disk": () => ours("disk"),
  "ours:disk-single-commit": () => ours("disk-single-commit"),
};

async function ours(mode: string): Promise<Open> {
  if (!existsSync(OURS)) throw new Error("bench/ours.ts is not there");
  const { openOurs } = await import(OURS.href);
  return () => openOurs(mode);
}

const [who = "", what, options = "{}"] = process.argv.slice(2);
const find = PEOPLE[who];
if (find === undefined || (what !== "load" && what !== "correct")) {
  console.error(`run.ts <${Object.keys(PEOPLE).join("|")}> load|correct [options]`);
  process.exit(2);
}
const open = await find();
const result = what === "load" ? await load(open, JSON.parse(options)) : await correctness(open);
console.log(JSON.stringify(result));
// What a peer keeps running (timers, sockets) must not keep the bench waiting.
process.exit(0);
