/** `yizhan doctor` as a whole: what each platform's own check is given, and what is made of what it finds. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Address } from "#bot";
import { openApp } from "../src/app.ts";
import { realClock } from "../src/bot/clock.ts";
import { type Env, readConfig } from "../src/config.ts";
import { examine } from "../src/doctor.ts";
import { quiet } from "../src/log.ts";
import { freshPlace } from "./database.ts";
import { larkEmulator } from "./emulators/lark/index.ts";
import { telegramEmulator } from "./emulators/telegram/index.ts";

/** Two platforms with a group each, both bound; the bot is in the one and out of the other. */
async function scene(t: TestContext) {
  const place = await freshPlace(t);
  const tg = await telegramEmulator();
  const fs = await larkEmulator();
  t.after(() => Promise.all([tg.close(), fs.close()]));
  tg.group(-1001, "东街骑手群");
  const out = fs.group("out");
  fs.user("li", "李");
  fs.botLeaves(out, "ou_li");
  // A schema of its own is part of the address here: doctor knows no other way to it.
  const url = place.databaseUrl && new URL(place.databaseUrl);
  if (url) url.searchParams.set("options", `-c search_path=${place.schema}`);
  const env: Env = {
    DATA_DIR: place.dir,
    ...(url && { DATABASE_URL: url.href }),
    ORG_NAME: "东街",
    ADMINS: "telegram:1",
    ADAPTERS: "telegram,lark",
    TELEGRAM_BOT_TOKEN: tg.token,
    TELEGRAM_API_ROOT: tg.root,
    LARK_APP_ID: fs.appId,
    LARK_APP_SECRET: fs.appSecret,
    LARK_DOMAIN: fs.domain,
  };
  const open = () =>
    openApp(readConfig({ ...env, ADAPTERS: "" }, []), {
      clock: realClock,
      log: quiet,
      watch: false,
      adapters: () => [],
    });
  return { env, open };
}

async function bind(app: Awaited<ReturnType<typeof openApp>>, chats: Address[]): Promise<void> {
  await app.database.unit(async (tx) => {
    const unit = await app.directory.makeUnit(tx, "东街");
    for (const [at, chat] of chats.entries())
      await app.directory.bind(tx, chat, unit.id, at === 0 ? "members" : "handlers", "test");
  });
}

test("each platform is told of its own bound groups, beside a bot that is running", async (t) => {
  const { env, open } = await scene(t);
  const app = await open();
  t.after(() => app.stop());
  await bind(app, ["telegram:-1001", "lark:oc_out"]);
  const findings = await examine(env);
  const wrong = findings.filter((one) => !one.ok).map((one) => `${one.what} → ${one.remedy}`);
  assert.equal(wrong.length, 1, wrong.join("\n"));
  assert.match(wrong[0] ?? "", /^lark: .*lark:oc_out.*not in this group/);
  assert.ok(findings.some((one) => /^telegram: .*1 个/.test(one.what)));
});

test("before the first start there is no store to read groups from, and that is no fault", async (t) => {
  const { env } = await scene(t);
  const findings = await examine(env);
  assert.deepEqual(
    findings.filter((one) => !one.ok),
    [],
  );
});

test("a fault of the configuration is a finding, and nothing else is asked", async (t) => {
  const { env } = await scene(t);
  const findings = await examine({ ...env, LARK_ENCRYPT_KEY: "only-one" });
  assert.equal(findings.length, 1);
  assert.match(findings[0]?.remedy ?? "", /LARK_VERIFICATION_TOKEN/);
  assert.doesNotMatch(findings[0]?.remedy ?? "", /only-one/);
});
