/** The one connection: its lease, its losses, the kick, the refusal, and its end. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { wecomAdapter } from "../../../adapters/wecom/adapter.ts";
import { code, rude } from "../../emulators/wecom/rude.ts";
import { type Scene, scene, settingsFor, shared, soon, testHouse } from "./house.ts";

test("start does not wait for WeCom: it resolves at once and connects when WeCom is there", async () => {
  await using s = await scene({ start: false });
  await s.wx.refuse();
  await s.wecom.start(async (message) => void s.heard.push(message));
  assert.ok(s.wecom.health?.());
  await soon(() => (s.wecom.health?.() ?? "").includes("重连"));
  await s.wx.accept();
  await s.house.pass(2_000);
  await s.wx.connected();
  s.wx.says(s.wang, s.wang, "你好");
  await s.until(1);
  assert.equal(s.wecom.health?.(), undefined);
});

test("a broken connection comes back with a new client, one connection at a time", async () => {
  await using s = await scene();
  for (let round = 2; round <= 4; round += 1) {
    s.wx.cut();
    await soon(() => s.wecom.health?.() !== undefined);
    await s.house.pass(2_000);
    await soon(() => s.wecom.health?.() === undefined);
    assert.deepEqual([s.wx.logins(), s.wx.connections()], [round, round]);
  }
});

test("pauses grow while WeCom is away, up to half a minute", async () => {
  await using s = await scene();
  await s.wx.refuse();
  const pauses = () =>
    s.house.lines
      .filter((line) => line.includes("trying again"))
      .map((line) => Number(/"pauseMs":(\d+)/.exec(line)?.[1]));
  for (let tries = 1; tries <= 7; tries += 1) {
    await soon(() => pauses().length >= tries);
    await s.house.pass(38_000);
  }
  assert.deepEqual(pauses().slice(0, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("a kick gives the lease up, is said loudly, and waits a minute before another try", async () => {
  await using s = await scene();
  s.wx.kick();
  await soon(() => s.wecom.health?.() !== undefined);
  assert.match(s.wecom.health?.() ?? "", /挤下线/);
  assert.ok(s.house.lines.some((line) => line.includes("挤下线")));
  await soon(() => s.wx.connections() === 1);
  await s.house.pass(59_000);
  assert.equal(s.wx.connections(), 1);
  await s.house.pass(2_000);
  await s.wx.connected();
  await soon(() => s.wecom.health?.() === undefined);
});

test("bytes that are no frame break the connection and nothing else; also right behind a kick", async () => {
  await using s = await scene();
  s.wx.garble();
  await soon(() => s.wecom.health?.() !== undefined);
  await s.house.pass(2_000);
  await soon(() => s.wecom.health?.() === undefined);
  const kick = { msgtype: "event", event: { eventtype: "disconnected_event" } };
  s.wx.raw({ cmd: "aibot_event_callback", headers: { req_id: "E" }, body: kick });
  s.wx.garble();
  await soon(() => /挤下线/.test(s.wecom.health?.() ?? ""));
});

for (const [what, fault] of [
  ["the secret", code(853000, "invalid bot_id or secret")],
  ["the bot id", code(93019, "invalid bot_id")],
] as const)
  test(`${what} is refused: health tells the remedy, the next try is a minute later`, async () => {
    await using s = await scene({ start: false });
    s.wx.faults.next("subscribe", fault);
    await s.wecom.start(async () => {});
    await soon(() => /WECOM_BOT_SECRET/.test(s.wecom.health?.() ?? ""));
    await s.house.pass(59_000);
    assert.equal(s.wx.connections(), 1);
    await s.house.pass(2_000);
    await s.wx.connected();
  });

/** Two processes that share a store, the second started after the first. */
async function twins() {
  const common = shared();
  const s = await scene({ house: testHouse(common) });
  const house = testHouse(common);
  const other = wecomAdapter(settingsFor(s.wx), house);
  const heard: string[] = [];
  await other.start(async (message) => void heard.push(message.text));
  await soon(() => /另一个进程/.test(other.health?.() ?? ""));
  return { s, other, house, heard };
}

test("two processes: one connects, the other waits and takes over when the first stops", async () => {
  const { s, other, house, heard } = await twins();
  await house.pass(120_000); // the first renews its lease all the while
  assert.equal(s.wx.connections(), 1);
  await assert.rejects(other.send("wecom:wang", { text: "好" }, "k"), { outcome: "not-sent" });
  await s.wecom.stop();
  await house.pass(10_000);
  await s.wx.connected();
  await soon(() => other.health?.() === undefined);
  s.wx.says(s.wang, s.wang, "换人了吗");
  await soon(() => heard.length === 1);
  await other.stop();
  await s.wx.close();
});

test("a holder that dies is followed within 90 seconds", async () => {
  const { s, other, house } = await twins();
  s.house.lease.take = () => new Promise(() => {}); // from now on the first is as good as dead
  await house.pass(20_000);
  s.wx.cut();
  const before = house.now();
  while (other.health?.() !== undefined) {
    await house.pass(1_000);
    assert.ok(house.now() - before <= 90_000);
  }
  assert.ok(house.now() - before > 20_000);
  await other.stop();
  await s.wecom.stop();
  await s.wx.close();
});

test("a process whose lease has gone to another lets the connection go at once", async () => {
  await using s = await scene();
  s.house.lease.take = async () => false;
  await s.house.pass(20_000);
  await soon(() => !s.wx.online());
  await soon(() => /另一个进程/.test(s.wecom.health?.() ?? ""));
});

test("a store that does not answer for a while does not cost the connection; for too long it does", async () => {
  await using s = await scene();
  const { take } = s.house.lease;
  s.house.lease.take = () => Promise.reject(new Error("the store is away"));
  await s.house.pass(40_000);
  assert.equal(s.wecom.health?.(), undefined);
  await s.house.pass(40_000);
  await soon(() => !s.wx.online());
  s.house.lease.take = take;
  await s.house.pass(60_000);
  await s.wx.connected();
});

test("stop lets what is being stored and sent finish", async () => {
  let store = () => {};
  await using s = await scene({ receive: () => new Promise<void>((done) => (store = done)) });
  s.wx.says(s.wang, s.wang, "最后一句");
  await s.until(1);
  s.wx.faults.next("send", { kind: "late", ms: 100 });
  const sending = s.wecom.send(s.at(s.g1), { text: "最后一句" }, "k1");
  const stopping = s.wecom.stop();
  store();
  await Promise.all([stopping, sending]);
  assert.equal(s.wx.sent.length, 1);
  await assert.rejects(s.wecom.send(s.at(s.g1), { text: "太晚" }, "k2"), { outcome: "not-sent" });
});

test("stop is quick when nothing finishes: the store, a send, the lease", async () => {
  await using s = await scene({ receive: () => new Promise<void>(() => {}) });
  s.wx.says(s.wang, s.wang, "永远存不完");
  await s.until(1);
  s.wx.faults.next("send", rude.noAck);
  const sending = assert.rejects(s.wecom.send(s.at(s.g1), { text: "没有回音" }, "k1"), { outcome: "unknown" });
  s.house.lease.give = () => new Promise(() => {});
  const from = performance.now();
  await s.wecom.stop();
  assert.ok(performance.now() - from < 3_000);
  await sending;
});

test("stop before start has finished, twice, and without start at all", async () => {
  await using s = await scene({ start: false });
  await s.wecom.stop();
  await using t: Scene = await scene({ start: false });
  const starting = t.wecom.start(async () => {});
  await Promise.all([t.wecom.stop(), t.wecom.stop()]);
  await starting;
  assert.ok(t.wecom.health?.());
  assert.equal(t.wx.online(), false);
});

for (const how of ["connected", "refused", "hanging", "kicked", "auth"])
  test(`nothing is left after stop, the process ends by itself: ${how}`, async () => {
    const program = fileURLToPath(new URL("./leave.ts", import.meta.url));
    const child = spawn(process.execPath, [program, how], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    const exit = await new Promise((done) => child.on("exit", done));
    assert.deepEqual([exit, said.trim()], [0, "stopped and ended in time"]);
  });
