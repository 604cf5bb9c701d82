/** The plan: variables and their faults. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dingtalk } from "../../../adapters/dingtalk/index.ts";

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
