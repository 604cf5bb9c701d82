/**
 * The bot that sends the broadcast, and may be killed: the real core over a real database file, one real adapter, and one
 * job that says the same item to every group. Started by life.ts with its orders in a file.
 */
import { readFileSync } from "node:fs";
import { Hono } from "hono";
import type { Adapter, AdapterPlan, Address, Database, Files, House, Message, Reply } from "#bot";
import { wait } from "../../src/bot/clock.ts";
import { openCore } from "../../src/bot/core.ts";
import { leases } from "../../src/bot/lease.ts";
import { Registry } from "../../src/bot/registry.ts";
import { type CoreTables, coreMigrations, type OutboxStatus } from "../../src/bot/schema.ts";
import { openLog } from "../../src/log.ts";
import { openCache } from "../../src/storage/cache.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { bare } from "../bare.ts";
import { eachLine } from "../crash/wire.ts";
import { fastClock } from "./fast-clock.ts";
import type { Down, Memory, Orders, Up } from "./wire.ts";

/** How often the parent hears how far it is. */
const TELL_MS = 500;

const { dir, platform, variables, groups, speed, since } = JSON.parse(
  readFileSync(process.argv[2] ?? "", "utf8"),
) as Orders;

const ITEM: Reply = {
  text: "**今日一学**：雨天路滑，转弯前先减速。电动自行车在非机动车道内行驶，最高时速不得超过多少？",
  buttons: [
    { label: "15 公里", says: "答 1" },
    { label: "25 公里", says: "答 2" },
  ],
};

let looked = 0;
const clock = fastClock(speed, since);
const now = () => clock.now();
const log = openLog("error");
const database = openDatabase(dir);
const registry = new Registry();
registry.job(
  "broadcast",
  async () => undefined,
  async () => groups.map((to): Reply => ({ ...ITEM, to })),
);
await migrate(database, [{ feature: "core", migrations: coreMigrations }]);
const outbox = database.db.withTables<CoreTables>().selectFrom("outbox");
const adapter = await openAdapter(database);
const core = await openCore({
  database,
  clock,
  log,
  registry,
  adapters: new Map([[adapter.name, adapter]]),
  watch: true,
  ...bare,
});
await core.start();
await adapter.start((message) => core.receive(message));
tell({ ready: true });
const telling = setInterval(() => void progress(), TELL_MS);

await eachLine<Down>(process.stdin, () => void core.receive(tick()));
clearInterval(telling);
await progress();
await adapter.stop();
await core.stop(1_000);
await database.close();
process.exit(0);

/** What the clock says when the job is due. */
function tick(): Message {
  const voice: Address = "clock:broadcast";
  const at = new Date(now()).toISOString();
  return { id: `${voice}@${at}`, chat: voice, from: voice, name: "", addressed: true, text: "", files: [], at };
}

async function openAdapter(store: Database): Promise<Adapter> {
  // Alone, so that the memory of other platforms' SDKs weighs on nobody.
  const { [platform]: plan } = (await import(`../../adapters/${platform}/index.ts`)) as Record<string, AdapterPlan>;
  if (!plan) throw new Error(`there is no adapter ${platform}`);
  const nothing = async () => undefined;
  const files: Files = {
    put: async () => ({ hash: "", bytes: 0 }),
    get: nothing,
    has: async () => false,
    remove: async () => {},
  };
  const house: House = {
    log,
    files,
    cache: await openCache(platform, store, undefined),
    routes: new Hono(),
    lease: leases(store, now),
    settings: {
      orgName: "东街党群服务中心",
      timeZone: "Asia/Shanghai",
      locale: "zh",
      publicUrl: "",
      libraryDir: "",
      dutyPhone: "",
      admins: [],
    },
    now,
    wait: (ms, signal) => wait(clock, ms, signal),
  };
  return plan.open(plan.settings.parse(variables), house);
}

async function progress(): Promise<void> {
  const rows = await outbox
    .select(["status", (e) => e.fn.countAll<number>().as("n")])
    .groupBy("status")
    .execute();
  const count = (...which: OutboxStatus[]) =>
    rows.reduce((sum, { status, n }) => sum + (which.includes(status) ? n : 0), 0);
  const open = count("due", "held");
  const unknown = open > 0 ? [] : await outbox.select("chat").where("status", "=", "unknown").execute();
  const doubtful = unknown.map(({ chat }) => chat as Address);
  const all = count("due", "held", "sent", "unknown", "refused");
  const due = [all > 0, all > 0 && open <= all / 2, all > 0 && open === 0].filter(Boolean).length;
  const memory = due > looked ? look(due) : undefined;
  tell({ rows: all, open, doubtful, ...(memory && { memory }) });
}

/** At the start, half-way and at the end: what the process takes, and what of it is in use. */
function look(times: number): Memory {
  looked = times;
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, used: heapUsed + external };
}

function tell(line: Up): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
