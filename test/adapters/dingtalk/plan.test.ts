/** The plan: variables, their faults, and what `doctor` finds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { doctor } from "../../../adapters/dingtalk/doctor.ts";
import { dingtalk } from "../../../adapters/dingtalk/index.ts";
import { refuses } from "../../emulators/dingtalk/misery.ts";
import { type Scene, scene, settingsFor } from "./house.ts";

const good = { DINGTALK_CLIENT_ID: "dingabc", DINGTALK_CLIENT_SECRET: "s3cret" };
const parse = (env: object) => dingtalk.settings.safeParse({ ...good, ...env });

test("wanted as soon as an app is named", () => {
  assert.equal(dingtalk.wanted({}), false);
  assert.equal(dingtalk.wanted({ DINGTALK_CLIENT_ID: " " }), false);
  assert.equal(dingtalk.wanted({ DINGTALK_CLIENT_ID: "anything" }), true);
});

test("defaults: the robot is the app's, the addresses are DingTalk's, no template", () => {
  assert.deepEqual(parse({ DINGTALK_ROBOT_CODE: "", DINGTALK_CARD_TEMPLATE: " " }).data, {
    clientId: "dingabc",
    clientSecret: "s3cret",
    robotCode: "dingabc",
    apiBase: "https://api.dingtalk.com",
    oapiBase: "https://oapi.dingtalk.com",
    cardTemplate: undefined,
  });
  const all = {
    DINGTALK_ROBOT_CODE: "r1",
    DINGTALK_API_BASE: "http://127.0.0.1:1/",
    DINGTALK_CARD_TEMPLATE: "t.schema",
  };
  const { data } = parse(all);
  assert.deepEqual([data?.robotCode, data?.apiBase, data?.cardTemplate], ["r1", "http://127.0.0.1:1", "t.schema"]);
});

test("every fault names its variable and the remedy, in both languages", () => {
  const faults = [
    { DINGTALK_CLIENT_ID: "ding abc" },
    { DINGTALK_CLIENT_ID: undefined },
    { DINGTALK_CLIENT_SECRET: "" },
    { DINGTALK_CLIENT_SECRET: undefined },
    { DINGTALK_ROBOT_CODE: "a b" },
    { DINGTALK_API_BASE: "http://api.dingtalk.com" },
    { DINGTALK_API_BASE: "http://127.0.0.1.evil.example" },
    { DINGTALK_OAPI_BASE: "钉钉" },
    { DINGTALK_CARD_TEMPLATE: "a b" },
  ];
  for (const env of faults) {
    const issues = parse(env).error?.issues ?? [];
    assert.equal(issues.length, 1, JSON.stringify(env));
    const [variable = ""] = Object.keys(env);
    assert.equal(issues[0]?.message.split(variable).length, 3, issues[0]?.message);
    assert.match(issues[0]?.message ?? "", /[一-鿿].* \/ .*[a-z]/);
  }
  assert.equal(dingtalk.settings.safeParse({ DINGTALK_API_BASE: "x" }).error?.issues.length, 3, "all at once");
});

async function examine(prepare: (s: Scene) => unknown, change: object = {}) {
  await using s = await scene({ start: false });
  await prepare(s);
  return await doctor({ ...settingsFor(s.dt), ...change });
}
const faulty = (findings: { ok: boolean; remedy: string }[]) =>
  findings.filter((one) => !one.ok).map((one) => one.remedy);

test("all is well: what was looked at, the note on senderStaffId, and no stream is opened", async () => {
  await using s = await scene({ start: false });
  const findings = await doctor(settingsFor(s.dt, true));
  assert.deepEqual(
    findings.map(({ ok, remedy }) => [ok, remedy]),
    Array(5).fill([true, ""]),
  );
  assert.match(findings.map((one) => one.what).join(), /senderStaffId.* \/ .*senderStaffId.*DINGTALK_CARD_TEMPLATE/);
  assert.equal(s.dt.connections(), 0);
});

test("a wrong secret, nobody there, no stream for this app, a clock that is wrong", async () => {
  const [wrong] = faulty(await examine(() => {}, { clientSecret: "wrong" }));
  assert.match(wrong ?? "", /DINGTALK_CLIENT_SECRET.* \/ .*DINGTALK_CLIENT_SECRET/);
  const [nobody] = faulty(await examine((s) => s.dt.refuse()));
  assert.match(nobody ?? "", /DINGTALK_API_BASE.*ECONNREFUSED/);
  const line = faulty(await examine((s) => s.dt.faults.next("gateway", refuses(401, "authFailed"))));
  assert.match(line.join(), /Stream.*authFailed.* \/ .*robot/);
  const date = new Date(Date.now() - 600_000).toUTCString();
  const body = { accessToken: "x", expireIn: 7_200 };
  const answer = { status: 200, body, headers: { date } };
  const late = await examine((s) => s.dt.faults.next("token", { kind: "answer", answer }));
  assert.match(faulty(late).join(), /60[01] .*NTP/);
});
