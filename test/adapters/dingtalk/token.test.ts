/** The access token: replaced when refused, fetched once for many, shared between processes; and fresh connections. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import { tokenInvalid } from "../../emulators/dingtalk/misery.ts";
import { memoryCache, type Scene, scene, settingsFor, testHouse } from "./house.ts";

const idle = { start: false };
const asked = (s: Scene, name: string) => s.dt.requests.filter((one) => one.name === name).length;

test("an expired token is replaced at once and the message goes out, once", async () => {
  await using s = await scene(idle);
  await s.bot.send(s.at(s.g1), { text: "一" }, "k1");
  s.dt.expireTokens();
  await s.bot.send(s.at(s.g1), { text: "二" }, "k2");
  assert.deepEqual(
    s.dt.requests.map((one) => `${one.name} ${one.status}`),
    ["token 200", "group 200", "group 401", "token 200", "group 200"],
  );
  assert.equal(s.dt.sent.length, 2);
  s.dt.faults.next("group", tokenInvalid, 2);
  const third = s.bot.send(s.at(s.g1), { text: "三" }, "k3");
  await assert.rejects(third, { outcome: "not-sent", retryAfterMs: 5_000 }, "refused even when fresh");
});

test("twenty sends at once ask for one token; another process finds it in the shared cache", async () => {
  await using s = await scene(idle);
  const cache = memoryCache();
  const [one, other] = [
    dingtalkAdapter(settingsFor(s.dt), testHouse(cache)),
    dingtalkAdapter(settingsFor(s.dt), testHouse(cache)),
  ];
  await Promise.all(Array.from({ length: 20 }, (_, n) => one.send(s.at(s.g1), { text: "你好" }, `k${n}`)));
  await other.send(s.at(s.g1), { text: "你好" }, "other");
  assert.equal(asked(s, "token"), 1);
  s.dt.expireTokens();
  await other.send(s.at(s.g1), { text: "再来" }, "again");
  await one.send(s.at(s.g1), { text: "再来" }, "and again");
  assert.equal(asked(s, "token"), 2);
  const held = [...cache.held.entries()].join();
  assert.ok(!held.includes(s.dt.clientSecret));
  await Promise.all([one.stop(), other.stop()]);
});

test("no connection is used twice", async () => {
  await using s = await scene(idle);
  for (let n = 0; n < 4; n += 1) await s.bot.send(s.at(s.g1), { text: "你好" }, `k${n}`);
  const connections = s.dt.requests.map((one) => one.connection);
  assert.equal(new Set(connections).size, connections.length);
});
