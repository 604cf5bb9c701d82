/** Every finding of `doctor`, against the emulated Bot API. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Address } from "#bot";
import { telegram } from "../../../adapters/telegram/index.ts";
import type { Webhook } from "../../../adapters/telegram/settings.ts";
import { type Options, telegramEmulator } from "../../emulators/telegram/index.ts";
import { settingsFor } from "./house.ts";

const SECRET = "Hook-Secret_1";
const hook: Webhook = { url: "https://yizhan.example.cn/telegram/webhook", secret: SECRET };

async function scene(t: TestContext, options: Options = {}) {
  const tg = await telegramEmulator(options);
  t.after(() => tg.close());
  const examine = async (groups: Address[] = [], webhook?: Webhook, token = tg.token) => {
    const findings = await telegram.doctor?.({ ...settingsFor(tg, webhook), token }, groups);
    for (const { what, remedy } of findings ?? [])
      for (const secret of [tg.token, "TEST-TOKEN", SECRET]) assert.ok(!`${what}${remedy}`.includes(secret));
    return findings ?? [];
  };
  /** Remedies of what is wrong; each in both languages. */
  const faults = async (...given: Parameters<typeof examine>) => {
    const wrong = (await examine(...given)).filter((finding) => !finding.ok).map((finding) => finding.remedy);
    for (const remedy of wrong) assert.match(remedy, /[一-鿿][^\n]*\n.*[a-z]/);
    return wrong;
  };
  const setHook = (url = hook.url) =>
    fetch(`${tg.root}/bot${tg.token}/setWebhook`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ url, secret_token: SECRET }),
    });
  return { tg, examine, faults, setHook };
}

test("all well: nothing to mend; privacy mode is explained both ways", async (t) => {
  const shut = await scene(t, { privacy: true });
  const well = await shut.examine();
  assert.ok(well.length >= 5 && well.every((finding) => finding.ok && finding.remedy === ""));
  assert.match(well.map((finding) => finding.what).join("\n"), /隐私模式：开[\s\S]*privacy mode: on/);
  const open = await scene(t);
  assert.match((await open.examine()).map((one) => one.what).join("\n"), /隐私模式：关[\s\S]*privacy mode: off/);
});

test("a wrong token, a gateway's page, nobody there", async (t) => {
  const { tg, faults } = await scene(t);
  assert.match((await faults([], undefined, "1:wrong"))[0] ?? "", /TELEGRAM_BOT_TOKEN/);
  tg.faults.next("getMe", { kind: "answer", answer: { status: 502, body: "<html>" } });
  assert.match((await faults())[0] ?? "", /HTTP 502/);
  await tg.refuse();
  assert.match((await faults())[0] ?? "", /ECONNREFUSED/);
});

test("a bot that may not join groups", async (t) => {
  const { tg, faults } = await scene(t);
  const result = { id: 777, username: "xiaoyi_bot", can_join_groups: false };
  tg.faults.next("getMe", { kind: "answer", answer: { status: 200, body: { ok: true, result } } });
  assert.match((await faults()).join(), /Allow Groups/);
});

test("the clock is compared with the platform's", async (t) => {
  const { tg, examine } = await scene(t);
  const result = { id: 777, username: "xiaoyi_bot" };
  const headers = { date: new Date(Date.now() - 300_000).toUTCString() };
  tg.faults.next("getMe", { kind: "answer", answer: { status: 200, body: { ok: true, result }, headers } });
  assert.match((await examine()).find((finding) => !finding.ok)?.what ?? "", /30[01]/);
});

test("polling, while a webhook is set: its host is named, not its path", async (t) => {
  const { tg, faults } = await scene(t);
  tg.updates.webhook = "https://elsewhere.example/secret-path";
  const [remedy = "", ...more] = await faults();
  assert.match(remedy, /elsewhere\.example/);
  assert.doesNotMatch(remedy, /secret-path/);
  assert.equal(more.length, 0);
});

test("a webhook that is wanted: not set, set elsewhere, well, failing, unanswered", async (t) => {
  const { tg, faults, setHook } = await scene(t);
  assert.match((await faults([], hook)).join(), /还没有设/);
  await setHook("https://elsewhere.example/hook");
  assert.match((await faults([], hook)).join(), /elsewhere\.example/);
  await setHook();
  assert.deepEqual(await faults([], hook), []);
  tg.hooks.fails("Wrong response from the webhook: 401 Unauthorized");
  assert.match((await faults([], hook)).join(), /401 Unauthorized[\s\S]*PUBLIC_URL/);
  tg.faults.next("getWebhookInfo", { kind: "answer", answer: { status: 500, body: "" } });
  assert.match((await faults([], hook)).join(), /HTTP 500/);
});

test("an error of yesterday is no news", async (t) => {
  const { tg, faults, setHook } = await scene(t, { now: () => Date.now() - 24 * 3_600_000 });
  await setHook();
  tg.hooks.fails("Connection timed out");
  assert.deepEqual(await faults([], hook), []);
});

test("bound groups: in all of them, put out of one, unknown, renumbered, muted", async (t) => {
  const { tg, examine, faults } = await scene(t);
  const wang = tg.user(5, "王师傅");
  const east = tg.group(-1001, "东街骑手群");
  const west = tg.group(-1002, "西街骑手群");
  const both: Address[] = ["telegram:-1001", "telegram:-1002"];
  assert.match((await examine(both)).at(-1)?.what ?? "", /2 个[\s\S]*2 bound/);
  tg.removes(wang, west);
  const [gone = "", ...more] = (await examine(both)).filter((one) => !one.ok).map((one) => `${one.what} ${one.remedy}`);
  assert.match(gone, /telegram:-1002[\s\S]*加进群[\s\S]*not in this group/);
  assert.equal(more.length, 0);
  assert.match((await faults(["telegram:-1009"])).join(), /not in this group/);
  tg.migrate(east, -100777, true);
  assert.match((await faults(["telegram:-1001"])).join(), /换了编号/);
  const result = { status: "restricted", is_member: true, can_send_messages: false };
  tg.faults.next("getChatMember", { kind: "answer", answer: { status: 200, body: { ok: true, result } } });
  assert.match((await faults(["telegram:-1001"])).join(), /不能发言/);
  tg.faults.next("getChatMember", { kind: "answer", answer: { status: 502, body: "<html>" } });
  assert.match((await faults(["telegram:-1001"])).join(), /HTTP 502/);
});

test("when nobody answers any more, the other groups are not asked", async (t) => {
  const { tg, faults } = await scene(t);
  tg.group(-1001, "东街骑手群");
  tg.faults.next("getChatMember", { kind: "drop", when: "before" }, 5);
  assert.equal((await faults(["telegram:-1001", "telegram:-1002", "telegram:-1003"])).length, 1);
  assert.equal(tg.calls("getChatMember"), 1);
});
