/** One item to many groups of one platform, in one process or in several lives of it, and what became of it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fastClock } from "./fast-clock.ts";
import { leastMs } from "./least.ts";
import { Life } from "./life.ts";
import type { Platform, Stage } from "./stage.ts";
import type { Memory, Orders } from "./wire.ts";

export interface Result {
  name: string;
  /** Time by the platform's clock over the least that its limits allow. */
  ratio: number;
  limitErrors: number;
  duplicates: number;
  /** Groups that were not shown the item, though nobody was told that this is not certain. */
  missing: number;
  /** On the shelf for staff: cut off by a kill, where the platform does not promise that a repetition shows once. */
  doubtful: number;
  /** … of which were in fact shown. */
  doubtfulShown: number;
  /** By the machine's clock. */
  seconds: number;
  /** Of the bot's process: when the broadcast begins, half-way, at the end; of its last life if it was killed. */
  memory: Memory[];
  kills: number;
}

export interface RunOptions {
  count: number;
  /** At these shares of the way the bot is killed. */
  killAt: number[];
  /** A run that takes so many times the least time has failed. */
  patience: number;
  folder: string;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LOOK_MS = 100;
/** Starting, stopping, and on a busy machine. */
const GRACE_MS = 90_000;

export async function run(platform: Platform, options: RunOptions): Promise<Result> {
  const { count, killAt, folder } = options;
  const since = Date.now();
  const clock = fastClock(platform.speed, since);
  const stage = await platform.open(count, () => clock.now());
  const dir = await mkdtemp(join(folder, `broadcast-${platform.name}-`));
  const { variables, groups } = stage;
  const orders: Orders = { dir, platform: platform.name, variables, groups, speed: platform.speed, since };
  const file = join(dir, "orders.json");
  await writeFile(file, JSON.stringify(orders));
  const least = leastMs(count, platform.limits);
  const end = performance.now() + GRACE_MS + (least / platform.speed) * options.patience;
  let memory: Memory[] = [];
  const begin = () => {
    memory = [];
    return new Life(file, platform.cwd ?? ROOT, (progress) => progress.memory && memory.push(progress.memory));
  };
  let life = begin();
  const until = async (what: string, check: () => boolean) => {
    while (!check()) {
      if (life.fault) throw life.fault;
      if (performance.now() > end)
        throw new Error(`${platform.name}: not ${what} in time; ${stage.shown().length} shown`);
      await pause(LOOK_MS);
    }
  };
  try {
    await life.ready;
    await stage.connected();
    const started = performance.now();
    const from = clock.now();
    life.tell({ go: true });
    for (const share of killAt) {
      await until(`at ${share} of the way`, () => stage.shown().length >= share * count);
      await pause(Math.random() * 1_000);
      await life.kill();
      life = begin();
    }
    await until("done", () => life.progress?.rows === count && life.progress.open === 0);
    const seconds = (performance.now() - started) / 1_000;
    await life.end();
    const last = Math.max(...stage.shown().map(({ at }) => at));
    return {
      name: platform.name,
      ratio: (last - from) / least,
      ...tally(stage, life.progress?.doubtful ?? []),
      seconds,
      memory,
      kills: killAt.length,
    };
  } finally {
    await life.kill();
    await stage.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function tally(stage: Stage, doubtful: string[]) {
  const times = new Map<string, number>();
  for (const { to } of stage.shown()) times.set(to, (times.get(to) ?? 0) + 1);
  const shelf = new Set(doubtful);
  return {
    limitErrors: stage.limitErrors(),
    duplicates: [...times.values()].reduce((sum, n) => sum + n - 1, 0),
    missing: stage.groups.filter((group) => !times.has(group) && !shelf.has(group)).length,
    doubtful: shelf.size,
    doubtfulShown: [...shelf].filter((group) => times.has(group)).length,
  };
}
