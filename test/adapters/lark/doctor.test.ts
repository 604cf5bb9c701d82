/** Every finding of `doctor`, against the emulated platform. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "#bot";
import { doctor } from "../../../adapters/lark/doctor.ts";
import type { Settings } from "../../../adapters/lark/settings.ts";
import { says, tooManyConnections } from "../../emulators/lark/misery.ts";
import { type Scene, type SceneOptions, scene, settingsFor } from "./house.ts";

interface Given extends SceneOptions {
  settings?: Partial<Settings>;
  groups?: Address[];
}

async function examine(prepare: (s: Scene) => unknown = () => {}, given: Given = {}) {
  await using s = await scene({ start: false, ...given });
  await prepare(s);
  const settings = { ...settingsFor(s.fs, given.webhook), ...given.settings };
  const findings = await doctor(s.publicUrl ? { publicUrl: s.publicUrl, ...settings } : settings, given.groups);
  const { appSecret, keys } = s.fs;
  for (const { what, remedy } of findings) {
    assert.match(what, /[一-鿿].* \/ .*[a-z]/);
    if (remedy) assert.match(remedy, /[一-鿿].* \/ .*[a-z]/);
    for (const secret of [appSecret, ...Object.values(keys)]) assert.ok(!`${what}${remedy}`.includes(secret));
  }
  assert.equal(s.fs.connections(), given.start === undefined ? 0 : 1, "doctor opens no long connection");
  return findings;
}
const faulty = (findings: { ok: boolean; remedy: string }[]) =>
  findings.filter((one) => !one.ok).map((one) => one.remedy);
const faults = async (...given: Parameters<typeof examine>) => faulty(await examine(...given));

test("all is well: six findings, no remedy", async () => {
  assert.deepEqual(
    (await examine()).map(({ ok, remedy }) => [ok, remedy]),
    Array(6).fill([true, ""]),
  );
});

test("a wrong secret, a wrong app, and nobody there", async () => {
  assert.match((await faults(() => {}, { settings: { appSecret: "wrong" } })).join(), /LARK_APP_SECRET/);
  assert.match((await faults((s) => s.fs.faults.next("token", says(200, 10003)))).join(), /LARK_APP_ID 不对/);
  assert.match((await faults((s) => s.fs.refuse())).join(), /LARK_DOMAIN/);
});

test("no bot, no long connection, too many of them", async () => {
  assert.match((await faults((s) => s.fs.faults.next("info", says(400, 230006)))).join(), /机器人.* \/ .*bot/);
  const line = (await faults((s) => s.fs.faults.next("endpoint", says(200, 1, "not enabled")))).join();
  assert.match(line, /长连接.*card\.action\.trigger.* \/ .*persistent connection/);
  assert.match((await faults((s) => s.fs.faults.next("endpoint", tooManyConnections))).join(), /50/);
});

test("each missing scope is named with its purpose, and the page where all of them are ticked", async () => {
  const remedy = (await faults((s) => s.fs.scopes.splice(0, 99, "im:chat"))).join();
  for (const [scope, purpose] of [
    ["im:message", "发消息"],
    ["im:message.group_at_msg:readonly", "@"],
    ["im:message.p2p_msg:readonly", "私聊"],
    ["im:resource", "照片"],
  ])
    assert.match(remedy, new RegExp(`${scope}（[^）]*${purpose}`));
  assert.doesNotMatch(remedy, /im:chat/, "a wider scope will do as well");
  assert.match(remedy, /\/app\/cli_a0b1c2d3e4f56789\/auth\?q=im:message,im:message\.group_at_msg:readonly,/);
});

test("whether words without a mention arrive is explained both ways", async () => {
  const told = async (prepare: (s: Scene) => unknown) => (await examine(prepare)).map((one) => one.what).join("\n");
  assert.match(await told(() => {}), /不 @ 的话也会送到.* \/ .*all words/);
  const only = await told((s) => s.fs.scopes.splice(s.fs.scopes.indexOf("im:message.group_msg"), 1));
  assert.match(only, /只有 @ 小驿的话会送到.* \/ .*only words that mention/);
});

test("a platform that does not tell its scopes is no fault; a clock that is wrong is one", async () => {
  assert.deepEqual(await faults((s) => s.fs.faults.next("scopes", says(400, 99991672))), []);
  const date = new Date(Date.now() - 600_000).toUTCString();
  const body = { code: 0, tenant_access_token: "t-x", expire: 7200 };
  const answer = { status: 200, body, headers: { date } };
  const late = await faults((s) => s.fs.faults.next("token", { kind: "answer", answer }));
  assert.match(late.join(), /60[01] .*NTP/);
});

test("bound groups: in all, put out of one, a group that is none, no answer", async () => {
  const groups: Address[] = ["lark:oc_g1", "lark:oc_g2"];
  const two = (s: Scene) => s.fs.group("g2");
  const well = await examine(two, { groups });
  assert.match(well.at(-1)?.what ?? "", /2 个.* \/ 2 bound/);
  const out = (s: Scene) => s.fs.botLeaves(two(s), s.wang);
  const gone = (await examine(out, { groups })).filter((one) => !one.ok);
  assert.equal(gone.length, 1);
  assert.match(`${gone[0]?.what} ${gone[0]?.remedy}`, /lark:oc_g2.*不在这个群里.* \/ .*not in this group/);
  assert.match((await faults(() => {}, { groups: ["lark:oc_never"] })).join(), /not in this group/);
  assert.match((await faults((s) => s.fs.faults.next("members", says(400, 99991672)), { groups })).join(), /99991672/);
  const cut = (s: Scene) => s.fs.faults.next("members", { kind: "drop", when: "before" }, 9);
  assert.equal((await faults(cut, { groups: [...groups, "lark:oc_g3"] })).length, 1, "the others are not asked");
});

test("webhook: our own address is knocked at as Feishu does", async () => {
  const well = await examine(() => {}, { webhook: true });
  assert.deepEqual(faulty(well), []);
  assert.match(well.map((one) => one.what).join(), /\/lark\/webhook/);
});

test("webhook: nobody at the address, another program there, no address known", async () => {
  const away = await faults(() => {}, { webhook: true, settings: { publicUrl: "http://127.0.0.1:1" } });
  assert.match(away.join(), /PUBLIC_URL.* \/ .*did not answer/);
  const other = await faults(() => {}, {
    webhook: true,
    settings: { webhook: { encryptKey: "x", verificationToken: "y" } },
  });
  assert.match(other.join(), /HTTP 401/);
  const unknown = await examine(() => {}, { webhook: true, settings: { publicUrl: "" } });
  assert.deepEqual(faulty(unknown), []);
  assert.match(unknown.map((one) => one.what).join(), /\/lark\/webhook 填进/);
});

test("webhook: a long connection that Feishu refuses is no fault then", async () => {
  const refused = await examine((s) => s.fs.faults.next("endpoint", says(200, 1)), { webhook: true });
  assert.deepEqual(faulty(refused), []);
  assert.match(refused.map((one) => one.what).join(), /消息走 webhook/);
});
