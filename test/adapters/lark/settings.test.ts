import assert from "node:assert/strict";
import { test } from "node:test";
import { lark } from "../../../adapters/lark/index.ts";

const good = { LARK_APP_ID: "cli_a0b1c2d3e4f56789", LARK_APP_SECRET: "s3cret" };
const parse = (env: object) => lark.settings.safeParse({ ...good, ...env });

test("wanted as soon as an app is named", () => {
  assert.equal(lark.wanted({}), false);
  assert.equal(lark.wanted({ LARK_APP_ID: " " }), false);
  assert.equal(lark.wanted({ LARK_APP_ID: "anything" }), true);
});

const domains: [string | undefined, string | undefined][] = [
  [undefined, "https://open.feishu.cn"],
  ["", "https://open.feishu.cn"],
  ["feishu", "https://open.feishu.cn"],
  ["Lark", "https://open.larksuite.com"],
  ["https://open.feishu.cn/", "https://open.feishu.cn"],
  ["http://127.0.0.1:5123", "http://127.0.0.1:5123"],
  ["http://localhost:5123/", "http://localhost:5123"],
  ["http://open.feishu.cn", undefined],
  ["http://127.0.0.1.evil.example", undefined],
  ["ftp://open.feishu.cn", undefined],
  ["飞书", undefined],
];
for (const [given, expected] of domains)
  test(`LARK_DOMAIN=${given} is ${expected ?? "refused"}`, () => {
    assert.equal(parse({ LARK_DOMAIN: given }).data?.domain, expected);
  });

test("every fault names its variable and the remedy, in both languages", () => {
  const faults = [
    { LARK_APP_ID: "cli_short" },
    { LARK_APP_ID: undefined },
    { LARK_APP_SECRET: "" },
    { LARK_APP_SECRET: undefined },
    { LARK_DOMAIN: "x" },
    // The one that is missing is named, whichever is there.
    { LARK_ENCRYPT_KEY: "", LARK_VERIFICATION_TOKEN: "t" },
    { LARK_VERIFICATION_TOKEN: " ", LARK_ENCRYPT_KEY: "k" },
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
  assert.equal(lark.settings.safeParse({ LARK_DOMAIN: "x" }).error?.issues.length, 3);
});

test("both secrets make a webhook; neither, none", () => {
  const both = parse({ LARK_ENCRYPT_KEY: " k ", LARK_VERIFICATION_TOKEN: "t", PUBLIC_URL: "https://a.cn/" }).data;
  assert.deepEqual(both?.webhook, { encryptKey: "k", verificationToken: "t" });
  assert.equal(both?.publicUrl, "https://a.cn");
  assert.deepEqual(Object.keys(parse({ LARK_ENCRYPT_KEY: "", LARK_VERIFICATION_TOKEN: "" }).data ?? {}), [
    "appId",
    "appSecret",
    "domain",
  ]);
});
