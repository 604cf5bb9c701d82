/** Every finding of `doctor`, against the emulated platform. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "#bot";
import { doctor } from "../../../adapters/dingtalk/doctor.ts";
import type { Settings } from "../../../adapters/dingtalk/settings.ts";
import { refuses } from "../../emulators/dingtalk/misery.ts";
import { type Scene, scene, settingsFor } from "./house.ts";

async function examine(
  prepare: (s: Scene) => unknown = () => {},
  change: Partial<Settings> = {},
  groups: Address[] = [],
) {
  await using s = await scene({ start: false });
  await prepare(s);
  const findings = await doctor({ ...settingsFor(s.dt), ...change }, groups);
  for (const { what, remedy } of findings) {
    assert.match(what, /[一-鿿].* \/ .*[a-z]/);
    if (remedy) assert.match(remedy, /[一-鿿].* \/ .*[a-z]/);
    assert.ok(!`${what}${remedy}`.includes(s.dt.clientSecret));
  }
  assert.deepEqual([s.dt.connections(), s.dt.sent.length], [0, 0], "no stream is opened and nothing is said");
  return findings;
}
const faults = async (...given: Parameters<typeof examine>) =>
  (await examine(...given)).filter((one) => !one.ok).map((one) => one.remedy);

test("all is well: what was looked at, the note on senderStaffId, the way of buttons", async () => {
  const findings = await examine(() => {}, { cardTemplate: "t.schema" });
  assert.deepEqual(
    findings.map(({ ok, remedy }) => [ok, remedy]),
    Array(6).fill([true, ""]),
  );
  assert.match(findings.map((one) => one.what).join(), /senderStaffId.* \/ .*senderStaffId.*DINGTALK_CARD_TEMPLATE/);
});

test("a wrong secret, nobody there, no stream for this app, a clock that is wrong", async () => {
  const [wrong] = await faults(() => {}, { clientSecret: "wrong" });
  assert.match(wrong ?? "", /DINGTALK_CLIENT_SECRET.* \/ .*DINGTALK_CLIENT_SECRET.*invalidClientIdOrSecret/);
  const [nobody] = await faults((s) => s.dt.refuse());
  assert.match(nobody ?? "", /DINGTALK_API_BASE.*ECONNREFUSED/);
  const line = await faults((s) => s.dt.faults.next("gateway", refuses(401, "authFailed")));
  assert.match(line.join(), /Stream.*authFailed.* \/ .*robot/);
  const answer = {
    status: 200,
    body: { accessToken: "x", expireIn: 7_200 },
    headers: { date: new Date(Date.now() - 600_000).toUTCString() },
  };
  const late = await faults((s) => s.dt.faults.next("token", { kind: "answer", answer }));
  assert.match(late.join(), /60[01] .*NTP/);
});

for (const code of ["invalidParameter.robotCode.notExsit", "invalidParameter.robotCode.auth", "robot"])
  test(`a robot code that is not the app's: ${code}`, async () => {
    const [fault = "", ...more] = await faults((s) => s.dt.faults.next("download", refuses(400, code)));
    assert.match(fault, /DINGTALK_ROBOT_CODE.* \/ .*DINGTALK_ROBOT_CODE/);
    assert.equal(more.length, 0);
  });

for (const code of [
  "invalidParameter.robotCode.downloadCode",
  "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
  "system.err",
])
  test(`what says nothing about the robot is no fault of it: ${code}`, async () => {
    assert.deepEqual(await faults((s) => s.dt.faults.next("download", refuses(400, code))), []);
  });

test("a permission that was not granted", async () => {
  const refused = refuses(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied");
  assert.match((await faults((s) => s.dt.faults.next("download", refused))).join(), /权限管理.* \/ .*Permissions/);
});

test("bound groups: the robot is in one and not in the other; a third cannot be looked at", async () => {
  const lists = (robotCode: string) => ({
    kind: "answer" as const,
    answer: { status: 200, body: { chatbotInstanceVOList: [{ robotCode, name: "小驿" }] } },
  });
  const prepare = (s: Scene) => {
    s.dt.faults.next("unknown", lists(s.dt.robotCode));
    s.dt.faults.next("unknown", lists("somebody-else"));
  };
  const groups: Address[] = ["dingtalk:cidg1==", "dingtalk:cidg2==", "dingtalk:cidg3=="];
  const findings = await examine(prepare, {}, groups);
  const wrong = findings.filter((one) => !one.ok);
  assert.equal(wrong.length, 1);
  assert.match(`${wrong[0]?.what} ${wrong[0]?.remedy}`, /cidg2.*不在这个群里.* \/ .*not in this group/);
  assert.match(findings.at(-1)?.what ?? "", /3 个.*2 个.* \/ 3 bound.* 2 /);
});
