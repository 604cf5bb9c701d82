import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "#bot";
import { doctor } from "../../../adapters/wecom/doctor.ts";
import type { Settings } from "../../../adapters/wecom/settings.ts";
import { rude } from "../../emulators/wecom/rude.ts";
import { loopback } from "../../emulators/wire/loopback.ts";
import { type Scene, scene, settingsFor, soon } from "./house.ts";

async function examine(prepare: (s: Scene) => unknown, more: Partial<Settings> = {}, groups: Address[] = []) {
  await using s = await scene({ start: false });
  await prepare(s);
  const findings = await doctor(settingsFor(s.wx, more), groups);
  for (const { what, remedy } of findings) {
    assert.match(what, /[一-鿿].* \/ .*[a-z]/);
    if (remedy) assert.match(remedy, /[一-鿿].* \/ .*[a-z]/);
    for (const secret of [s.wx.secret, "robot-of-"]) assert.ok(!`${what}${remedy}`.includes(secret));
  }
  return { findings, faulty: findings.filter((one) => !one.ok).map((one) => one.remedy), s };
}

test("all is well: a finding for the log-in, the clock and each robot; nothing is said in the group", async () => {
  await using s = await scene({ start: false });
  const robots = { only: s.wx.robot(s.g1), byChat: { [s.wx.group("g2")]: s.wx.robot(s.wx.group("g2")) } };
  const findings = await doctor(settingsFor(s.wx, { robots }));
  assert.deepEqual(
    findings.map(({ ok, remedy }) => [ok, remedy]),
    Array(4).fill([true, ""]),
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

test("the clock is compared with that of the host of the socket", async () => {
  const date = new Date(Date.now() - 600_000).toUTCString();
  const host = await loopback((_, response) => void response.writeHead(404, { date }).end());
  try {
    const { faulty } = await examine(() => {}, { wsUrl: host.url.replace("http", "ws") });
    assert.match(faulty.join(), /60[01] .*NTP/);
  } finally {
    await host.close();
  }
});

test("bound groups: what WeCom does not tell is said; robots that do not fit the groups are faults", async () => {
  const groups: Address[] = ["wecom:wr_g1", "wecom:wr_g2"];
  const well = await examine(() => {}, {}, groups);
  assert.deepEqual(well.faulty, []);
  assert.match(well.findings.at(-1)?.what ?? "", /2 个.* \/ 2 bound/);

  const two = (s: Scene) => {
    s.wx.robot(s.wx.group("g1"));
    s.wx.robot(s.wx.group("g2"));
  };
  const one = { only: "robot-of-wr_g1", byChat: {} };
  assert.match(
    (await examine(two, { robots: one }, groups)).faulty.join(),
    /2 个.*群ID=key.* \/ .*2 groups.*chatid=key/,
  );
  assert.deepEqual((await examine(two, { robots: one }, groups.slice(0, 1))).faulty, []);
  const fits = { byChat: { wr_g1: "robot-of-wr_g1", wr_g2: "robot-of-wr_g2" } };
  assert.deepEqual((await examine(two, { robots: fits }, groups)).faulty, []);
  const strange = await examine(two, { robots: fits }, groups.slice(0, 1));
  assert.match(strange.faulty.join(), /没有绑定.* \/ .*not bound/);
  assert.match(strange.findings.find((finding) => !finding.ok)?.what ?? "", /wr_g2/);
});
