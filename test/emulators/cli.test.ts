/** Every emulator runs alone: a bot set up by nothing but the printed variables hears and is seen. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { AdapterPlan, Message } from "#bot";
import { dingtalk } from "../../adapters/dingtalk/index.ts";
import { lark } from "../../adapters/lark/index.ts";
import { telegram } from "../../adapters/telegram/index.ts";
import { wecom } from "../../adapters/wecom/index.ts";
import { benchHouse } from "../contracts/house.ts";
import { order } from "./cli/language.ts";

const CLI = fileURLToPath(new URL("cli.ts", import.meta.url));

for (const plan of [lark, telegram, wecom, dingtalk] as AdapterPlan<never>[]) {
  test(`${plan.name} alone`, async (t) => {
    const child = spawn(process.execPath, [CLI, plan.name], { stdio: ["pipe", "pipe", "inherit"] });
    t.after(() => child.kill());
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
    await until(() => lines.some((line) => line.startsWith("# person zhao=")), "it is ready");

    const told = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2));
    const adapter = plan.open(plan.settings.parse(Object.fromEntries(told)), benchHouse());
    const heard: Message[] = [];
    await adapter.start(async (message) => void heard.push(message));
    t.after(() => adapter.stop());
    await until(() => adapter.health?.() === undefined, "the bot is connected");
    // Said until it is heard: a socket that is open may not be listened to yet.
    await until(() => {
      child.stdin.write("g1 wang: @bot 你好\n");
      return heard.length > 0;
    }, "it is heard");
    assert.equal(heard[0]?.text, "你好");
    assert.equal(heard[0]?.addressed, true);

    const buttons = [{ label: "报名", says: "报名 A12" }];
    await adapter.send(heard[0]?.chat ?? "none:", { text: "周六护送考生", buttons }, "one");
    await until(() => lines.some((line) => /^g1 « .*周六护送考生.*\[报名\]/.test(line)), "it is printed");
    child.stdin.write("g1 zhao > 报名\n");
    await until(() => heard.some((one) => one.text === "报名 A12"), "the press is heard");
  });
}

test("the language", () => {
  const direct = { person: "wang", group: undefined };
  assert.deepEqual(order("wang: 你好"), { kind: "say", ...direct, words: "你好", mention: false });
  assert.deepEqual(order("g1 王师傅：@bot 提诉求 停车"), {
    kind: "say",
    person: "王师傅",
    group: "g1",
    words: "提诉求 停车",
    mention: true,
  });
  assert.deepEqual(order("wang > 知道了"), { kind: "press", ...direct, label: "知道了" });
  assert.deepEqual(order("fail drop"), { kind: "fail", how: "drop" });
  assert.equal(order("fail somehow"), undefined);
  assert.equal(order(""), undefined);
});

async function until(so: () => boolean, what: string): Promise<void> {
  const last = performance.now() + 15_000;
  while (!so()) {
    assert.ok(performance.now() < last, `waited in vain until ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
