/** What `doctor` finds: the risk always, then whether anybody is logged in, and the bound rooms. */
import assert from "node:assert/strict";
import { doctor } from "../../../adapters/wechat/doctor.ts";
import { en, zh } from "../../../adapters/wechat/words.ts";
import { wechatEmulator } from "../../emulators/wechat/index.ts";
import { scene, settingsFor, wired } from "./house.ts";

wired("the risk of a ban comes first, in both languages; all is well when an account is logged in", async () => {
  const wx = await wechatEmulator();
  const room = wx.group("g1");
  const [risk, login, bound, gone] = await doctor(settingsFor(wx), [`wechat:${room}`, "wechat:gone@chatroom"]);
  assert.ok(risk?.remedy.includes(zh.warning) && risk?.remedy.includes(en.warning));
  assert.deepEqual([risk?.ok, login?.ok, login?.remedy, bound?.ok, gone?.ok], [true, true, "", true, false]);
  assert.ok(gone?.remedy.includes(zh.noRoom) && gone.remedy.includes(en.noRoom));
  await wx.close();
});

wired("a code to scan is shown to whoever asked", async () => {
  const wx = await wechatEmulator({ loggedOut: true });
  wx.scan("https://login.weixin.qq.com/l/CODE");
  const [, login] = await doctor(settingsFor(wx));
  assert.equal(login?.ok, false);
  assert.ok(login?.remedy.includes("https://login.weixin.qq.com/l/CODE"));
  await wx.close();
});

wired("nobody logged in, a wrong token, nobody there: each with its remedy", async () => {
  const wx = await wechatEmulator({ loggedOut: true });
  const remedy = async (more = {}) => (await doctor(settingsFor(wx, more), [], 300))[1]?.remedy ?? "";
  assert.ok((await remedy()).includes(zh.waiting));
  assert.ok((await remedy({ token: "insecure_00000000-0000-4000-8000-000000000000" })).includes(zh.refused));
  await wx.refuse();
  assert.ok((await remedy()).includes(zh.reach));
  await wx.close();
});

wired("beside a running bot it changes nothing", async () => {
  await using s = await scene();
  const [, login] = await doctor(settingsFor(s.wx));
  assert.ok(login?.ok && login.remedy.includes(zh.inUse));
  s.wx.says(s.wang, s.wang, "你好");
  await s.until(1);
  assert.equal(s.wechat.health?.(), undefined);
});
