/** The plan: variables and wanted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { telegram } from "../../../adapters/telegram/index.ts";

const faults = (env: Record<string, string | undefined>) =>
  telegram.settings.safeParse(env).error?.issues.map((issue) => issue.message) ?? [];

test("the whole environment is read; the official server is the default", () => {
  const env = { PATH: "/bin", TELEGRAM_BOT_TOKEN: " 123:ABC-d_e ", TELEGRAM_API_ROOT: "" };
  assert.deepEqual(telegram.settings.parse(env), { token: "123:ABC-d_e", apiRoot: "https://api.telegram.org" });
  const own = { TELEGRAM_BOT_TOKEN: "1:a", TELEGRAM_API_ROOT: "http://127.0.0.1:8081/" };
  assert.equal(telegram.settings.parse(own).apiRoot, "http://127.0.0.1:8081");
});

test("every fault names its variable and the remedy, in both languages, and never the token", () => {
  for (const env of [{}, { TELEGRAM_BOT_TOKEN: " " }, { TELEGRAM_BOT_TOKEN: "https://t.me/secret bot" }]) {
    const [message, ...more] = faults(env);
    assert.match(message ?? "", /TELEGRAM_BOT_TOKEN.*BotFather[\s\S]*\n.*TELEGRAM_BOT_TOKEN/);
    assert.doesNotMatch(message ?? "", /secret/);
    assert.deepEqual(more, []);
  }
  const both = faults({ TELEGRAM_API_ROOT: "api.telegram.org" });
  assert.equal(both.length, 2);
  assert.match(both.join(), /TELEGRAM_API_ROOT/);
});

test("wanted when the token is there", () => {
  assert.equal(telegram.wanted({}), false);
  assert.equal(telegram.wanted({ TELEGRAM_BOT_TOKEN: " " }), false);
  assert.equal(telegram.wanted({ TELEGRAM_BOT_TOKEN: "1:a" }), true);
});

const good = { TELEGRAM_BOT_TOKEN: "1:a", TELEGRAM_WEBHOOK_SECRET: "Long-enough_1" };
const hookOf = (env: Record<string, string>) => telegram.settings.safeParse({ ...good, ...env }).data?.webhook?.url;

test("a secret makes it a webhook at PUBLIC_URL; an empty one leaves it at polling", () => {
  const env = { ...good, PUBLIC_URL: "https://yizhan.example.cn/" };
  assert.deepEqual(telegram.settings.parse(env).webhook, {
    url: "https://yizhan.example.cn/telegram/webhook",
    secret: "Long-enough_1",
  });
  assert.equal(telegram.settings.parse({ ...env, TELEGRAM_WEBHOOK_SECRET: " " }).webhook, undefined);
});

const own = "http://127.0.0.1:8081";
const addresses: [string, Record<string, string>, string | undefined][] = [
  ["a path is kept", { PUBLIC_URL: "https://a.cn/bot/" }, "https://a.cn/bot/telegram/webhook"],
  ["one of Telegram's four ports", { PUBLIC_URL: "https://a.cn:8443" }, "https://a.cn:8443/telegram/webhook"],
  ["another port is never called", { PUBLIC_URL: "https://a.cn:9000" }, undefined],
  ["in the clear over the net", { PUBLIC_URL: "http://a.cn" }, undefined],
  ["Telegram cannot reach a loopback", { PUBLIC_URL: "https://127.0.0.1" }, undefined],
  ["no address at all", {}, undefined],
  [
    "a server of one's own, this machine",
    { TELEGRAM_API_ROOT: own, HTTP_PORT: "8090" },
    "http://127.0.0.1:8090/telegram/webhook",
  ],
  [
    "a server of one's own, loopback",
    { TELEGRAM_API_ROOT: own, PUBLIC_URL: "http://localhost:1" },
    "http://localhost:1/telegram/webhook",
  ],
  [
    "a server of one's own, in the clear over the net",
    { TELEGRAM_API_ROOT: own, PUBLIC_URL: "http://a.cn" },
    undefined,
  ],
  ["a loopback only by name", { TELEGRAM_API_ROOT: own, PUBLIC_URL: "http://127.0.0.1.evil.cn" }, undefined],
];
for (const [what, env, expected] of addresses)
  test(`webhook address: ${what}`, () => {
    assert.equal(hookOf(env), expected);
    if (expected) return;
    const [message = "", ...more] = faults({ ...good, ...env });
    assert.match(message, /PUBLIC_URL[\s\S]*\n.*PUBLIC_URL/);
    assert.equal(more.length, 0);
  });

test("a secret outside Telegram's alphabet is a fault that does not repeat it", () => {
  for (const bad of ["密码密码", "a b", "x".repeat(257)]) {
    const [message = ""] = faults({ ...good, TELEGRAM_WEBHOOK_SECRET: bad, PUBLIC_URL: "https://a.cn" });
    assert.match(message, /TELEGRAM_WEBHOOK_SECRET[\s\S]*\n.*TELEGRAM_WEBHOOK_SECRET/);
    assert.ok(!message.includes(bad));
  }
});
