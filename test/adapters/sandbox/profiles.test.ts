/** "As it would look there" must be how it looks there: the sandbox's profiles against the adapters and their table. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Adapter, AdapterPlan } from "#bot";
import { dingtalk } from "../../../adapters/dingtalk/index.ts";
import { lark } from "../../../adapters/lark/index.ts";
import { type Profile, profiles } from "../../../adapters/sandbox/profiles.ts";
import { telegram } from "../../../adapters/telegram/index.ts";
import { wechatAdapter } from "../../../adapters/wechat/adapter.ts";
import { wecom } from "../../../adapters/wecom/index.ts";
import { testHouse } from "../house.ts";

const opened = <S>(plan: AdapterPlan<S>, env: object) => plan.open(plan.settings.parse(env), testHouse());

/** Opened, never started: nothing is reached. DingTalk without a template, as the profile is. */
const adapters: Record<Exclude<Profile["id"], "sandbox">, Adapter> = {
  lark: opened(lark, { LARK_APP_ID: "cli_a0b1c2d3e4f56789", LARK_APP_SECRET: "secret" }),
  telegram: opened(telegram, { TELEGRAM_BOT_TOKEN: "777:TEST-TOKEN" }),
  wecom: opened(wecom, { WECOM_BOT_ID: "aib", WECOM_BOT_SECRET: "secret" }),
  dingtalk: opened(dingtalk, { DINGTALK_CLIENT_ID: "ding", DINGTALK_CLIENT_SECRET: "secret" }),
  wechat: wechatAdapter({ puppet: "none", token: "", endpoint: "", folders: [] }, testHouse()),
};

/** docs/degrade.md, which the contract suite makes: the cell of a kind of reply on a platform. */
const table = readFileSync(new URL("../../../docs/degrade.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()));

function cell(kind: string, platform: string): string {
  const column = table[0]?.indexOf(platform) ?? -1;
  const found = column > 0 ? table.find((row) => row[1] === kind)?.[column] : undefined;
  assert.ok(found, `${kind} on ${platform} is not in docs/degrade.md`);
  return found;
}

for (const profile of profiles) {
  const { id, buttons, markdown, edits, longest } = profile;
  if (id === "sandbox") continue;
  const { traits, edit } = adapters[id];

  test(`the profile of ${id} is what its adapter does`, () => {
    assert.equal(buttons, traits.buttons);
    // The unit is the platform's own: of characters no more than these bytes are claimed.
    assert.equal(longest?.n, traits.textBytes);
    // WeCom's adapter edits, but only in answer to a press, so an update that comes by itself is said anew.
    assert.equal(edits, edit !== undefined && id !== "wecom");
  });

  test(`the profile of ${id} is what the contract suite saw`, () => {
    assert.equal(markdown, !cell("Markdown", id).startsWith("marks taken out"));
    if (id === "dingtalk") return; // the suite sees it with a card template
    assert.equal(buttons, !cell("buttons", id).startsWith("numbered words"));
    assert.equal(edits, cell("living message, said again", id) === "changed in place");
  });
}
