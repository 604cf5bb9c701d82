import assert from "node:assert/strict";
import { test } from "node:test";
import { doctor } from "../../../adapters/lark/doctor.ts";
import { says, tooManyConnections } from "../../emulators/lark/misery.ts";
import { scene } from "./house.ts";

async function examine(prepare: (s: Awaited<ReturnType<typeof scene>>) => unknown, secret?: string) {
  await using s = await scene({ start: false });
  await prepare(s);
  return await doctor({ appId: s.fs.appId, appSecret: secret ?? s.fs.appSecret, domain: s.fs.domain });
}
const faulty = (findings: { ok: boolean; remedy: string }[]) =>
  findings.filter((one) => !one.ok).map((one) => one.remedy);

test("all is well: five findings, no remedy, and no long connection is opened", async () => {
  await using s = await scene({ start: false });
  const findings = await doctor({ appId: s.fs.appId, appSecret: s.fs.appSecret, domain: s.fs.domain });
  assert.deepEqual(
    findings.map(({ ok, remedy }) => [ok, remedy]),
    Array(5).fill([true, ""]),
  );
  assert.equal(s.fs.connections(), 0);
});

test("a wrong secret, and nobody there", async () => {
  const [wrong] = faulty(await examine(() => {}, "wrong"));
  assert.match(wrong ?? "", /LARK_APP_SECRET.* \/ .*LARK_APP_SECRET/);
  const [nobody] = faulty(await examine((s) => s.fs.refuse()));
  assert.match(nobody ?? "", /LARK_DOMAIN/);
});

test("no bot, missing scopes, no long connection, too many of them", async () => {
  assert.match(faulty(await examine((s) => s.fs.faults.next("info", says(400, 230006)))).join(), /机器人.* \/ .*bot/);
  assert.match(
    faulty(await examine((s) => s.fs.scopes.splice(0, 2))).join(),
    /im:message im:message.group_at_msg:readonly/,
  );
  const line = faulty(await examine((s) => s.fs.faults.next("endpoint", says(200, 1, "not enabled")))).join();
  assert.match(line, /长连接.*card\.action\.trigger.* \/ .*persistent connection/);
  assert.match(faulty(await examine((s) => s.fs.faults.next("endpoint", tooManyConnections))).join(), /50/);
});

test("a platform that does not tell its scopes is no fault; a clock that is wrong is one", async () => {
  assert.deepEqual(faulty(await examine((s) => s.fs.faults.next("scopes", says(400, 99991672)))), []);
  const date = new Date(Date.now() - 600_000).toUTCString();
  const body = { code: 0, tenant_access_token: "t-x", expire: 7200 };
  const late = await examine((s) =>
    s.fs.faults.next("token", { kind: "answer", answer: { status: 200, body, headers: { date } } }),
  );
  assert.match(faulty(late).join(), /60[01] .*NTP/);
});
