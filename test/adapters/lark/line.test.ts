/** The long connection: coming up late, coming back, giving up never, and ending cleanly. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { badGateway, noEndpoint, says, tooManyConnections } from "../../emulators/lark/misery.ts";
import { scene } from "./house.ts";

test("start does not wait for Feishu: it resolves at once and connects when Feishu is there", async () => {
  await using s = await scene({ start: false });
  await s.fs.refuse();
  await s.lark.start(async (message) => void s.heard.push(message));
  assert.match(s.lark.health?.() ?? "", /没有连上/);
  await s.fs.accept();
  await s.fs.connected();
  s.fs.says(s.wang, s.wang, "你好");
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.deepEqual([s.heard[0]?.text, s.lark.health?.()], ["你好", undefined]);
});

for (const [what, fault] of [
  ["no data", noEndpoint],
  ["too many connections", tooManyConnections],
  ["a wrong secret", says(200, 514, "auth failed")],
  ["HTTP 400", says(400, 1)],
  ["a busy system", says(200, 1000040343)],
  ["a gateway's page", badGateway],
] as const)
  test(`the endpoint answers with ${what}: a new client tries again`, async () => {
    await using s = await scene({ start: false });
    s.fs.faults.next("endpoint", fault);
    await s.lark.start(async (message) => void s.heard.push(message));
    await s.fs.connected();
    const asked = s.fs.requests.filter((one) => one.name === "endpoint").length;
    assert.equal(asked, 2, "one new attempt was enough");
  });

test("a cut socket comes back at the pace the platform told, and what was missed is pushed again", async () => {
  await using s = await scene();
  s.fs.cut();
  await s.fs.waitFor(() => s.fs.connections() === 2);
  await s.fs.connected();
  s.fs.says(s.wang, s.wang, "还在吗");
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.heard.length, 1);
});

test("the connection is refused for a while and comes back on the same port", async () => {
  await using s = await scene();
  await s.fs.refuse();
  s.fs.says(s.wang, s.wang, "没人听见");
  await s.fs.accept();
  await s.fs.connected();
  assert.equal(s.fs.repush(), 1);
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.heard[0]?.text, "没人听见");
});

test("stop lets what is being stored finish and be acknowledged, and is quick even when it does not finish", async () => {
  let store = () => {};
  await using s = await scene({ receive: () => new Promise<void>((done) => (store = done)) });
  s.fs.says(s.wang, s.wang, "最后一句");
  while (s.heard.length === 0) await new Promise((done) => setImmediate(done));
  const stopping = s.lark.stop();
  store();
  await stopping;
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.fs.acks[0]?.code, 200);

  await using stuck = await scene({ receive: () => new Promise<void>(() => {}) });
  stuck.fs.says(stuck.wang, stuck.wang, "永远存不完");
  while (stuck.heard.length === 0) await new Promise((done) => setImmediate(done));
  const from = performance.now();
  await stuck.lark.stop();
  assert.ok(performance.now() - from < 3_000);
  assert.equal(stuck.fs.acks.length, 0, "what was not stored is not acknowledged");
});

test("stop lets a message under way arrive; what comes after it is known not to have been sent", async () => {
  await using s = await scene();
  const sending = s.lark.send(s.at(s.g1), { text: "最后一句" }, "k1");
  await Promise.all([s.lark.stop(), sending]);
  assert.equal(s.fs.sent.length, 1);
  await assert.rejects(s.lark.send(s.at(s.g1), { text: "太晚" }, "k2"), { outcome: "not-sent" });
  assert.equal(s.fs.sent.length, 1);
});

test("stop before start has finished, twice, and without start at all", async () => {
  await using s = await scene({ start: false });
  await s.lark.stop();
  await using t = await scene({ start: false });
  const starting = t.lark.start(async () => {});
  await Promise.all([t.lark.stop(), t.lark.stop()]);
  await starting;
  assert.ok(t.lark.health?.());
});

for (const how of ["connected", "refused", "hanging", "handshake"])
  test(`nothing is left after stop, the process ends by itself: ${how}`, async () => {
    const program = fileURLToPath(new URL("./leave.ts", import.meta.url));
    const child = spawn(process.execPath, [program, how], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    const code = await new Promise((done) => child.on("exit", done));
    assert.deepEqual([code, said.trim()], [0, "stopped and ended in time"]);
  });
