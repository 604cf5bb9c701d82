/** One person on two platforms: one with buttons that may not write first, one with numbered words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "../../../src/app.ts";
import { FakeClock } from "../../../src/bot/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { quiet } from "../../../src/log.ts";
import { Platform } from "../../core.ts";
import { freshPlace } from "../../database.ts";

test("across two platforms, by button and by number; the answer finds the person where they spoke last", async (t) => {
  const place = await freshPlace(t);
  const env = {
    ORG_NAME: "东街党群服务中心",
    LIBRARY_DIR: "./library",
    DATA_DIR: place.dir,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
  };
  const clock = new FakeClock(Date.parse("2026-11-23T09:00:00+08:00"));
  const one = new Platform(() => clock.now(), { coldDirect: false }, "one");
  const two = new Platform(() => clock.now(), { buttons: false }, "two");
  const app = await openApp(readConfig(env, []), {
    clock,
    log: quiet,
    watch: false,
    adapters: () => [one, two],
    ...(place.schema ? { schema: place.schema } : {}),
  });
  t.after(() => app.stop());
  await app.start();
  let n = 0;
  const say = async (from: `${string}:${string}`, text: string, chat = from, name = "") => {
    n += 1;
    clock.set(clock.now() + 1_000);
    const at = new Date(clock.now()).toISOString();
    await app.core.receive({ id: `${from}-${n}`, chat, from, name, addressed: true, text, files: [], at });
    await app.core.idle();
  };
  const last = (platform: Platform, to: string) => platform.shown.findLast((each) => each.to === to)?.reply;

  await say("one:wang", "绑定账号", "one:group");
  assert.ok(!one.shown.some((each) => each.to === "one:wang"), "nobody is written to who never wrote");
  assert.deepEqual(
    last(one, "one:group")?.buttons?.map((button) => [button.says, button.private]),
    [["绑定账号", true]],
  );
  await say("one:wang", "绑定账号", "one:wang", "王师傅");
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(last(one, "one:wang")?.text ?? "")?.[0];
  assert.ok(code);
  await say("two:888", `绑定账号 ${code}`, "two:888", "老王");
  const asked = last(two, "two:888");
  assert.match(asked?.text ?? "", /one 上的“王\*傅”[\s\S]*回复：1 确认绑定　2 不绑定/);
  await say("two:888", "1");
  assert.match(last(two, "two:888")?.text ?? "", /绑好了/);
  assert.match(last(one, "one:wang")?.text ?? "", /two 上的“老\*”绑成了同一个人/);
  const person = await app.directory.find("one:wang");
  assert.equal(person?.id, (await app.directory.find("two:888"))?.id);
  assert.equal(await app.directory.addressOf(person?.id ?? ""), "two:888");
  await say("one:wang", "帮助");
  assert.equal(await app.directory.addressOf(person?.id ?? ""), "one:wang");
  await say("two:888", "解除绑定");
  await say("two:888", "1");
  assert.match(last(two, "two:888")?.text ?? "", /从这里重新开始/);
  assert.notEqual(person?.id, (await app.directory.find("two:888"))?.id);
  assert.equal((await app.directory.find("one:wang"))?.id, person?.id, "the first keeps everything");
});
