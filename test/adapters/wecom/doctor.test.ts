import assert from "node:assert/strict";
import { test } from "node:test";
import { doctor } from "../../../adapters/wecom/doctor.ts";
import type { Settings } from "../../../adapters/wecom/settings.ts";
import { rude } from "../../emulators/wecom/rude.ts";
import { type Scene, scene, settingsFor, soon } from "./house.ts";

async function examine(prepare: (s: Scene) => unknown, more: Partial<Settings> = {}) {
  await using s = await scene({ start: false });
  await prepare(s);
  const findings = await doctor(settingsFor(s.wx, more));
  return { findings, faulty: findings.filter((one) => !one.ok).map((one) => one.remedy), s };
}

test("all is well: a finding for the log-in and one for each robot; nothing is said in the group", async () => {
  await using s = await scene({ start: false });
  const robots = { only: s.wx.robot(s.g1), byChat: { [s.wx.group("g2")]: s.wx.robot(s.wx.group("g2")) } };
  const findings = await doctor(settingsFor(s.wx, { robots }));
  assert.deepEqual(
    findings.map(({ ok, remedy }) => [ok, remedy]),
    Array(3).fill([true, ""]),
  );
  for (const { what } of findings) assert.match(what, /[一-鿿].* \/ .*[a-z]/);
  await soon(() => !s.wx.online());
  assert.equal(s.wx.sent.length, 0);
});

test("a wrong secret, a wrong bot, nobody there", async () => {
  assert.match((await examine(() => {}, { secret: "x" })).faulty.join(), /WECOM_BOT_SECRET.* \/ .*WECOM_BOT_SECRET/);
  assert.match((await examine(() => {}, { botId: "x" })).faulty.join(), /WECOM_BOT_ID/);
  assert.match((await examine((s) => s.wx.refuse())).faulty.join(), /WECOM_WS_URL.* \/ .*WECOM_WS_URL/);
});

test("a robot that was removed, and one whose address is not reached", async () => {
  const robots = { only: "no-such-key", byChat: {} };
  const removed = await examine(() => {}, { robots });
  assert.match(removed.faulty.join(), /WECOM_WEBHOOK_KEY.* \/ .*WECOM_WEBHOOK_KEY/);
  assert.equal(removed.faulty.length, 1);
  const away = await examine(() => {}, { robots, webhookBase: "http://127.0.0.1:1" });
  assert.match(away.faulty.join(), /WECOM_WEBHOOK_BASE/);
  const broken = await examine((s) => s.wx.faults.next("webhook", rude.half), { robots });
  assert.match(broken.faulty.join(), /WECOM_WEBHOOK_BASE/);
});
