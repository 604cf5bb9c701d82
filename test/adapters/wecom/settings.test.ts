import assert from "node:assert/strict";
import { test } from "node:test";
import { wecom } from "../../../adapters/wecom/index.ts";

const good = { WECOM_BOT_ID: "aib1", WECOM_BOT_SECRET: "s3cret" };
const parse = (env: object) => wecom.settings.safeParse({ ...good, ...env });

test("wanted as soon as a bot is named", () => {
  assert.equal(wecom.wanted({}), false);
  assert.equal(wecom.wanted({ WECOM_BOT_ID: " " }), false);
  assert.equal(wecom.wanted({ WECOM_BOT_ID: "aib1" }), true);
});

test("two variables are enough", () => {
  assert.deepEqual(parse({}).data, {
    botId: "aib1",
    secret: "s3cret",
    wsUrl: "wss://openws.work.weixin.qq.com",
    robots: { byChat: {} },
    webhookBase: "https://qyapi.weixin.qq.com",
  });
});

const addresses: [string, string, string | undefined][] = [
  ["WECOM_WS_URL", "ws://127.0.0.1:5123/", "ws://127.0.0.1:5123"],
  ["WECOM_WS_URL", "ws://localhost:5123", "ws://localhost:5123"],
  ["WECOM_WS_URL", "wss://proxy.example/wecom", "wss://proxy.example/wecom"],
  ["WECOM_WS_URL", "ws://openws.work.weixin.qq.com", undefined],
  ["WECOM_WS_URL", "https://openws.work.weixin.qq.com", undefined],
  ["WECOM_WS_URL", "企业微信", undefined],
  ["WECOM_WEBHOOK_BASE", "http://127.0.0.1:5123/", "http://127.0.0.1:5123"],
  ["WECOM_WEBHOOK_BASE", "http://127.0.0.1.evil.example", undefined],
  ["WECOM_WEBHOOK_BASE", "http://qyapi.weixin.qq.com", undefined],
];
for (const [name, given, expected] of addresses)
  test(`${name}=${given} is ${expected ?? "refused"}`, () => {
    const { data } = parse({ [name]: given });
    assert.equal(name === "WECOM_WS_URL" ? data?.wsUrl : data?.webhookBase, expected);
  });

const keys: [string, object | undefined][] = [
  ["", { byChat: {} }],
  ["693a91f6-7d2a", { only: "693a91f6-7d2a", byChat: {} }],
  ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6", { only: "693a91f6", byChat: {} }],
  ["wrA=k1, wrB=k2", { byChat: { wrA: "k1", wrB: "k2" } }],
  ["wrA=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1；wrB=k2", { byChat: { wrA: "k1", wrB: "k2" } }],
  ["k1,k2", undefined],
  ["wrA=", undefined],
  ["密钥", undefined],
];
for (const [given, expected] of keys)
  test(`WECOM_WEBHOOK_KEY=${given} is ${expected ? JSON.stringify(expected) : "refused"}`, () => {
    assert.deepEqual(parse({ WECOM_WEBHOOK_KEY: given }).data?.robots, expected);
  });

test("a bot's name may be written with its @", () => {
  assert.equal(parse({ WECOM_BOT_NAME: " @Yi Zhan " }).data?.botName, "Yi Zhan");
  assert.equal(parse({ WECOM_BOT_NAME: "" }).data?.botName, undefined);
});

test("every fault names its variable and the remedy, in both languages", () => {
  const faults = [
    { WECOM_BOT_ID: undefined },
    { WECOM_BOT_ID: " " },
    { WECOM_BOT_SECRET: "" },
    { WECOM_BOT_SECRET: undefined },
    { WECOM_WS_URL: "x" },
    { WECOM_WEBHOOK_KEY: "a b" },
    { WECOM_WEBHOOK_BASE: "x" },
  ];
  for (const env of faults) {
    const issues = parse(env).error?.issues ?? [];
    assert.equal(issues.length, 1, JSON.stringify(env));
    const [variable = ""] = Object.keys(env);
    assert.equal(issues[0]?.message.split(variable).length, 3, issues[0]?.message);
    assert.match(issues[0]?.message ?? "", /[一-鿿].* \/ .*[a-z]/);
  }
});

test("all faults at once", () => {
  assert.equal(wecom.settings.safeParse({ WECOM_WS_URL: "x", WECOM_WEBHOOK_BASE: "x" }).error?.issues.length, 4);
});
