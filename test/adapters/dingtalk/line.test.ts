/** The stream: coming up late, coming back, giving up never, and ending cleanly. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import { badGateway, refuses } from "../../emulators/dingtalk/misery.ts";
import { scene, settingsFor, testHouse, until } from "./house.ts";

test("start does not wait for DingTalk: it resolves at once and connects when DingTalk is there", async () => {
  await using s = await scene({ start: false });
  await s.dt.refuse();
  await s.bot.start(async (message) => void s.heard.push(message));
  assert.match(s.bot.health?.() ?? "", /没有连上/);
  await s.dt.accept();
  await s.dt.connected();
  await s.hears(s.wang, s.wang, "你好");
  assert.equal(s.bot.health?.(), undefined);
});

for (const [what, fault] of [
  ["wrong credentials", refuses(401, "authFailed")],
  ["no ticket", { kind: "answer", answer: { status: 200, body: {} } }],
  ["a page", badGateway],
  ["a broken line", { kind: "drop", when: "before" }],
  ["too many calls", refuses(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi")],
  [
    "a socket in the clear far away",
    { kind: "answer", answer: { status: 200, body: { endpoint: "ws://a.example/", ticket: "t" } } },
  ],
  [
    "a ticket that opens nothing",
    { kind: "answer", answer: { status: 200, body: { endpoint: "ws://127.0.0.1:1/", ticket: "t" } } },
  ],
] as const)
  test(`the gateway answers with ${what}: it is asked again, and health says so meanwhile`, async () => {
    await using s = await scene({ start: false });
    s.dt.faults.next("gateway", fault);
    await s.bot.start(async (message) => void s.heard.push(message));
    await s.dt.connected();
    assert.equal(s.dt.requests.filter((one) => one.name === "gateway").length, 2, "one new attempt was enough");
    assert.match(s.house.lines.join(), /no stream/);
    assert.ok(!s.house.lines.join().includes(s.dt.clientSecret));
  });

test("what people say does not travel in the clear beyond this machine, wherever the gateway points", async () => {
  await using s = await scene({ start: false });
  const body = { endpoint: "ws://127.0.0.2.nip.example/connect", ticket: "t" };
  s.dt.faults.next("gateway", { kind: "answer", answer: { status: 200, body } });
  await s.bot.start(async () => {});
  await s.dt.connected();
  assert.match(s.house.lines.join(), /endpoint\.notTrusted/);
});

test("wrong credentials are tried at growing pauses, not each second", async () => {
  await using s = await scene({ start: false });
  const pauses: number[] = [];
  let enough = () => {};
  const five = new Promise<void>((done) => (enough = done));
  s.house.wait = async (ms) => {
    pauses.push(ms);
    if (pauses.length === 9) enough();
    if (pauses.length >= 9) await new Promise((done) => setTimeout(done, 50));
  };
  s.dt.faults.next("gateway", refuses(401, "authFailed"), 99);
  await s.bot.start(async () => {});
  await five;
  pauses.slice(0, 9).forEach((ms, at) => {
    const planned = Math.min(500 * 2 ** at, 60_000);
    assert.ok(ms >= planned * 0.75 && ms <= planned * 1.25, `pause ${at} is ${ms}`);
  });
  assert.match(s.bot.health?.() ?? "", /authFailed/);
});

test("a goodbye: the next stream opens while the old one still stands, and nothing is missed", async () => {
  await using s = await scene();
  s.dt.disconnect(10_000);
  await s.dt.waitFor(() => s.dt.connections() === 2);
  await s.hears(s.wang, s.wang, "还在吗");
  assert.equal(s.bot.health?.(), undefined);
});

test("after a goodbye the old socket is closed by us when the platform does not", async () => {
  await using s = await scene({ timing: { lingerMs: 50 } });
  s.dt.disconnect(60_000);
  await s.dt.waitFor(() => s.dt.connections() === 2);
  await s.hears(s.wang, s.wang, "还在吗");
});

test("a killed socket comes back, with a new ticket", async () => {
  await using s = await scene();
  s.dt.cut();
  await s.dt.waitFor(() => s.dt.connections() === 2 && s.dt.open() === 1);
  await s.hears(s.wang, s.wang, "还在吗");
});

test("a dead line, silent and never cut, is noticed and replaced", async () => {
  await using s = await scene({ timing: { pingMs: 20, silenceMs: 200 } });
  s.dt.deaden();
  await s.dt.waitFor(() => s.dt.connections() === 2 && s.dt.open() === 1);
  await s.hears(s.wang, s.wang, "还在吗");
});

test("a line that is only quiet is kept: answered pings are signs of life", async () => {
  await using s = await scene({ timing: { pingMs: 20, silenceMs: 200 } });
  await new Promise((done) => setTimeout(done, 600)); // three times the silence that would be too long
  assert.deepEqual([s.dt.connections(), s.dt.open()], [1, 1]);
});

test("malformed frames of every kind: noted by their kind, nothing ends, the next message is heard", async () => {
  await using s = await scene();
  const broken = ["not JSON 身份证号", "[]", "null", "{}", '{"type":"CALLBACK"}', '{"type":"NEW","headers":{}}', ""];
  for (const one of broken) s.dt.raw(one);
  s.dt.raw(Buffer.from([1, 2, 3]));
  const headers = { topic: "/v1.0/im/bot/messages/get", messageId: "m" };
  for (const data of ["not JSON", "{}", "[]", 5, null]) s.dt.raw(JSON.stringify({ type: "CALLBACK", headers, data }));
  s.dt.raw(
    JSON.stringify({ type: "CALLBACK", headers: { ...headers, topic: "/v1.0/card/instances/callback" }, data: "x" }),
  );
  s.dt.raw(JSON.stringify({ type: "CALLBACK", headers: { ...headers, topic: "/v1.0/other" }, data: "{}" }));
  await s.hears(s.wang, s.wang, "你好");
  assert.deepEqual([s.heard.length, s.dt.connections()], [1, 1]);
  const log = s.house.lines.join("\n");
  assert.match(log, /could not be read.*frame without envelope/);
  assert.match(log, /binary frame/);
  assert.ok(!log.includes("身份证号"), "kinds only, no words");
});

test("a frame in pieces that end inside characters is put together", async () => {
  await using s = await scene();
  const message = await s.hears(s.wang, s.wang, "电动车充电桩坏了🛵", { fragments: 97 });
  assert.equal(message.text, "电动车充电桩坏了🛵");
});

test("several connections of one app: each hears, nobody kicks anybody", async () => {
  await using s = await scene();
  await using other = await scene({ start: false });
  const second = dingtalkAdapter(settingsFor(s.dt), testHouse());
  await second.start(async (message) => void other.heard.push(message));
  await s.dt.waitFor(() => s.dt.open() === 2);
  await until(() => second.health?.() === undefined);
  assert.deepEqual([s.bot.health?.(), second.health?.()], [undefined, undefined]);
  await second.stop();
  await s.hears(s.wang, s.wang, "你好");
});

test("stop lets what is being stored finish and be acknowledged, and is quick even when it does not finish", async () => {
  let store = () => {};
  await using s = await scene({ receive: () => new Promise<void>((done) => (store = done)) });
  s.dt.says(s.wang, s.wang, "最后一句");
  await until(() => s.heard.length > 0);
  const stopping = s.bot.stop();
  s.dt.says(s.wang, s.wang, "太晚了");
  store();
  await stopping;
  await s.dt.waitFor(() => s.dt.acks.length === 1);
  assert.equal(s.dt.acks[0]?.code, 200);
  assert.equal(s.heard.length, 1, "nothing new is taken");

  await using stuck = await scene({ receive: () => new Promise<void>(() => {}) });
  stuck.dt.says(stuck.wang, stuck.wang, "永远存不完");
  await until(() => stuck.heard.length > 0);
  const from = performance.now();
  await stuck.bot.stop();
  assert.ok(performance.now() - from < 3_000);
  assert.equal(stuck.dt.acks.length, 0, "what was not stored is not acknowledged");
});

test("stop lets a message under way arrive; what comes after it is known not to have been sent", async () => {
  await using s = await scene();
  const sending = s.bot.send(s.at(s.g1), { text: "最后一句" }, "k1");
  await Promise.all([s.bot.stop(), sending]);
  assert.equal(s.dt.sent.length, 1);
  await assert.rejects(s.bot.send(s.at(s.g1), { text: "太晚" }, "k2"), { outcome: "not-sent" });
  assert.equal(s.dt.sent.length, 1);
});

test("stop before start has finished, twice, and without start at all", async () => {
  await using s = await scene({ start: false });
  await s.bot.stop();
  await using t = await scene({ start: false });
  const starting = t.bot.start(async () => {});
  await Promise.all([t.bot.stop(), t.bot.stop()]);
  await starting;
  assert.ok(t.bot.health?.());
  assert.equal(t.dt.open(), 0);
});

for (const how of ["connected", "refused", "hanging", "handshake", "sending"])
  test(`nothing is left after stop, the process ends by itself: ${how}`, async () => {
    const program = fileURLToPath(new URL("./leave.ts", import.meta.url));
    const child = spawn(process.execPath, [program, how], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    const code = await new Promise((done) => child.on("exit", done));
    assert.deepEqual([code, said.trim()], [0, "stopped and ended in time"]);
  });
