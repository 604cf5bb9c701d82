/** The plan: variables, wanted, doctor. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { telegram } from "../../../adapters/telegram/index.ts";
import { telegramEmulator } from "../../emulators/telegram/index.ts";

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

test("doctor: all well, privacy explained both ways, a webhook and a wrong token named with the remedy", async (t) => {
  const tg = await telegramEmulator({ privacy: true });
  t.after(() => tg.close());
  const examine = async (token = tg.token) => (await telegram.doctor?.({ token, apiRoot: tg.root })) ?? [];
  const well = await examine();
  assert.ok(well.length >= 4 && well.every((finding) => finding.ok && finding.remedy === ""));
  assert.match(well.map((finding) => finding.what).join("\n"), /隐私模式：开[\s\S]*privacy mode: on/);

  tg.updates.webhook = "https://elsewhere.example/secret-path";
  const hooked = (await examine()).filter((finding) => !finding.ok);
  assert.equal(hooked.length, 1);
  assert.match(hooked[0]?.remedy ?? "", /elsewhere\.example/);
  assert.doesNotMatch(hooked[0]?.remedy ?? "", /secret-path/);

  const [wrong] = await examine("1:wrong");
  assert.equal(wrong?.ok, false);
  assert.match(wrong?.remedy ?? "", /TELEGRAM_BOT_TOKEN/);

  tg.faults.next("getMe", { kind: "answer", answer: { status: 502, body: "<html>" } });
  assert.match((await examine())[0]?.remedy ?? "", /HTTP 502/);
  await tg.refuse();
  const [down] = await examine();
  assert.match(down?.remedy ?? "", /ECONNREFUSED/);
  assert.doesNotMatch(down?.remedy ?? "", /TEST-TOKEN/);
});

test("doctor: the clock is compared with the platform's", async (t) => {
  const tg = await telegramEmulator();
  t.after(() => tg.close());
  const result = { username: "xiaoyi_bot" };
  const late = { date: new Date(Date.now() - 300_000).toUTCString() };
  tg.faults.next("getMe", { kind: "answer", answer: { status: 200, body: { ok: true, result }, headers: late } });
  const findings = (await telegram.doctor?.({ token: tg.token, apiRoot: tg.root })) ?? [];
  assert.match(findings.find((finding) => !finding.ok)?.what ?? "", /30[01]/);
});
