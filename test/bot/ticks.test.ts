import assert from "node:assert/strict";
import { test } from "node:test";
import type { CoreTables } from "../../src/bot/schema.ts";
import { openTestCore } from "../core.ts";

const HOUR = 3600_000;

test("a cron job ticks once at its time in the configured time zone", async (t) => {
  const dues: string[] = [];
  const bot = await openTestCore(t, {
    register: (registry) =>
      registry.job("daily", "10 12 * * *", async (due) => {
        dues.push(due.toISOString());
        return { to: "test:g1", text: "学习" };
      }),
  });
  await bot.advance(4 * HOUR);
  assert.deepEqual(dues, ["2026-11-23T04:10:00.000Z"]);
  assert.deepEqual(bot.texts(), ["学习"]);
});

for (const [missed, times] of [
  ["each", 3],
  ["last", 1],
  ["skip", 0],
] as const) {
  test(`ticks missed while the process was down: ${missed}`, async (t) => {
    const dues: number[] = [];
    let bot = await openTestCore(t, {
      register: (registry) =>
        registry.job(
          "daily",
          "10 12 * * *",
          async (due) => {
            dues.push(due.getTime());
            return undefined;
          },
          missed,
        ),
    });
    bot.clock.set(bot.clock.now() + 3 * 24 * HOUR);
    bot = await bot.again();
    await bot.advance(1);
    assert.equal(dues.length, times);
  });
}

test("a job that names its own next time is asked again as work appears, and caught up after a stop", async (t) => {
  const at = new Set<number>();
  const done: number[] = [];
  let bot = await openTestCore(t, {
    register: (registry) =>
      registry.job(
        "pushes",
        async () => (at.size > 0 ? Math.min(...at) : undefined),
        async (due) => {
          for (const one of at) if (one <= due.getTime()) at.delete(one);
          done.push(due.getTime());
          return { to: "test:g1", text: "到点了" };
        },
      ),
  });
  const start = bot.clock.now();
  at.add(start + HOUR);
  await bot.advance(HOUR - 1);
  assert.deepEqual(done, []);
  await bot.advance(1);
  assert.deepEqual(done, [start + HOUR]);
  at.add(start + 2 * HOUR);
  bot.clock.set(start + 5 * HOUR);
  bot = await bot.again();
  await bot.advance(61_000);
  assert.equal(done.length, 2);
  assert.deepEqual(bot.texts(), ["到点了"]);
});

test("a job whose work will not go away does not spin", async (t) => {
  let runs = 0;
  const bot = await openTestCore(t, {
    register: (registry) =>
      registry.job(
        "stuck",
        async () => 1,
        async () => {
          runs += 1;
          return undefined;
        },
      ),
  });
  await bot.advance(10 * 60_000);
  assert.ok(runs >= 2 && runs <= 12, `${runs} runs in ten minutes`);
});

test("each night the core forgets ids, open ends and old deliveries that nobody needs", async (t) => {
  const bot = await openTestCore(t, { register: (registry) => registry.otherwise(async () => ({ text: "好" })) });
  const known = async () => {
    const rows = bot.database.db.withTables<CoreTables>().selectFrom("inbox").select("id").where("id", "=", "test:old");
    return (await rows.execute()).length;
  };
  await bot.say({ text: "x", id: "test:old" });
  await bot.advance(26 * HOUR);
  assert.equal(await known(), 1, "a redelivery within days is still known");
  await bot.advance(4 * 24 * HOUR);
  assert.equal(await known(), 0);
});
