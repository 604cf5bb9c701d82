/** The one connection: logged out, scanned, cut, frozen, held by somebody else; and a stop in the middle of it all. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { wechatAdapter } from "../../../adapters/wechat/adapter.ts";
import type { Puppet } from "../../../adapters/wechat/puppet.ts";
import { tame } from "../../../adapters/wechat/tame.ts";
import { zh } from "../../../adapters/wechat/words.ts";
import { within } from "../../contracts/stage.ts";
import { WECHATY } from "../../emulators/wechat/packages.ts";
import { hasty, scene, settingsFor, soon, wired } from "./house.ts";

wired("the warning is in the log once, at the start; no token is ever", async () => {
  await using s = await scene();
  s.wx.cut();
  await soon(() => s.wechat.health?.() !== undefined);
  await soon(() => s.wechat.health?.() === undefined);
  assert.equal(s.house.lines.filter((line) => line.includes(zh.warning)).length, 1);
  assert.ok(!s.house.lines.join().includes(s.wx.token));
});

wired("a code to scan: health says so, the log does not have the code; then logged in", async () => {
  await using s = await scene({ emulator: { loggedOut: true }, offline: true });
  await soon(() => s.wx.connections() > 0);
  await soon(() => {
    s.wx.scan("https://login.weixin.qq.com/l/SECRET");
    return s.wechat.health?.() === zh.scan;
  });
  assert.ok(s.house.lines.some((line) => line.includes(zh.scan)));
  assert.ok(!s.house.lines.join().includes("SECRET"));
  s.wx.login();
  await soon(() => s.wechat.health?.() === undefined);
  s.wx.says(s.wang, s.wang, "你好");
  await s.until(1);
});

wired("logged out by another device: told, and nothing is sent until somebody scans", async () => {
  await using s = await scene();
  await s.wx.logout("logged in on another device");
  await soon(() => s.wechat.health?.() === zh.out);
  await assert.rejects(s.wechat.send(s.at(s.g1), { text: "早" }, "k"), { outcome: "not-sent" });
  s.wx.login();
  await soon(() => s.wechat.health?.() === undefined);
  await s.wechat.send(s.at(s.g1), { text: "早" }, "k");
  assert.equal(s.wx.shownIn(s.g1).length, 1);
});

wired("cut again and again: back each time, still logged in, and hears", async () => {
  await using s = await scene();
  for (const word of ["一", "二"]) {
    const before = s.wx.dialled();
    s.wx.cut();
    await soon(() => s.wx.dialled() > before && s.wechat.health?.() === undefined);
    s.wx.says(s.wang, s.wang, word);
    await soon(() => s.heard.at(-1)?.text === word);
  }
});

wired("a wire that has gone dead without a word is noticed", async () => {
  await using s = await scene({ timing: { dingMs: 20, silenceMs: 200 } });
  const before = s.wx.dialled();
  await new Promise((done) => setTimeout(done, 100)); // a few signs of life
  s.wx.freeze();
  await soon(() => s.wx.dialled() > before);
  s.wx.cut(); // what was frozen
  await soon(() => s.wechat.health?.() === undefined);
});

wired("a wrong token, and a service that somebody else has: both are told apart", async () => {
  await using s = await scene();
  const rival = wechatAdapter(settingsFor(s.wx), hasty());
  await rival.start(async () => {});
  await soon(() => rival.health?.() === zh.busy);
  const stranger = wechatAdapter(
    settingsFor(s.wx, { token: "insecure_00000000-0000-4000-8000-000000000000" }),
    hasty(),
  );
  await stranger.start(async () => {});
  await soon(() => stranger.health?.() === zh.refused);
  assert.equal(s.wechat.health?.(), undefined, "the first one was put off");
  await Promise.all([rival.stop(), stranger.stop()]);
  s.wx.says(s.wang, s.wang, "你好");
  await s.until(1);
});

wired("two processes: one has the line, the other takes it over", async () => {
  let holder: string | undefined;
  const lease = (name: string) => ({
    take: async () => {
      holder ??= name;
      return holder === name;
    },
    give: async () => {
      if (holder === name) holder = undefined;
    },
  });
  await using s = await scene({ house: { ...hasty(), lease: lease("first") } });
  const second = wechatAdapter(settingsFor(s.wx), { ...hasty(), lease: lease("second") });
  await second.start(async () => {});
  await soon(() => second.health?.() === zh.standby);
  await s.wechat.stop();
  await soon(() => second.health?.() === undefined);
  await second.stop();
});

wired("a service out of the box, with its own certificate", async () => {
  await using s = await scene({ emulator: { tls: true } });
  s.wx.says(s.wang, s.wang, "你好");
  await s.until(1);
  await s.wechat.send(s.at(s.wang), { text: "在" }, "k");
  assert.equal(s.wx.shownIn(s.wang).length, 1);
});

wired("the bot stops within three seconds, and the account stays logged in", async () => {
  await using s = await scene();
  assert.ok(await within(3_000, s.wechat.stop()));
  const next = wechatAdapter(settingsFor(s.wx), hasty());
  await next.start(async () => {});
  await soon(() => next.health?.() === undefined); // nobody scanned anything
  await next.stop();
});

wired("it stops within three seconds also while the service is away, frozen, or answers nothing", async () => {
  for (const trouble of ["refuse", "freeze", "silent"] as const) {
    await using s = await scene();
    if (trouble === "silent") {
      s.wx.faults.next("send", { kind: "late", ms: 60_000 });
      s.wechat.send(s.at(s.g1), { text: "早" }, "k").catch(() => {});
      await s.wx.waitFor(() => s.wx.sent.length > 0);
    } else await s.wx[trouble]();
    assert.ok(await within(3_000, s.wechat.stop()), trouble);
  }
});

wired("nothing of what was learnt about people is kept in the home folder", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.g1, "帮助", { mention: true });
  await s.until(1);
  assert.ok(!existsSync(join(homedir(), ".wechaty", "wechaty-puppet-service", s.wx.token)));
});

wired("a puppet that lives in this process is loaded, waits to be logged in, and stops", async () => {
  const house = hasty();
  const settings = { puppet: "wechaty-puppet-mock", token: "", endpoint: "", folders: [WECHATY] };
  const inside = wechatAdapter(settings, house);
  await inside.start(async () => {});
  await new Promise((done) => setTimeout(done, 1_500));
  assert.equal(inside.health?.(), zh.starting);
  assert.ok(await within(3_000, inside.stop()));
  assert.ok(!house.lines.some((line) => line.includes(zh.broken)));
});

test("packages that have gone since the start: told, and nothing breaks", async () => {
  const house = hasty();
  const settings = { puppet: "wechaty-puppet-service", token: "x_1", endpoint: "127.0.0.1:1", folders: ["/nowhere"] };
  const wechat = wechatAdapter(settings, house);
  await wechat.start(async () => {});
  await soon(() => wechat.health?.() === zh.broken);
  assert.ok(house.lines.some((line) => line.includes(zh.broken)));
  await assert.rejects(wechat.send("wechat:wang", { text: "早" }, "k"), { outcome: "not-sent" });
  await wechat.stop();
  assert.equal(wechat.health?.(), zh.stopped);
});

test("a version of the service's client with other seams is not used as it is", () => {
  assert.throws(() => tame({} as Puppet, () => {}), /not known here/);
});
