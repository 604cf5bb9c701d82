import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "#bot";
import { TRAITS } from "../../../adapters/wechat/traits.ts";
import { wechatEmulator } from "../../../test/emulators/wechat/index.ts";
import { WECHATY } from "../../../test/emulators/wechat/packages.ts";
import type { Platform } from "../stage.ts";

export const wechat: Platform = {
  name: "wechat",
  limits: TRAITS.limits.filter(({ per }) => per === "app"),
  source: "the pace we claim, 1 in 1.5 s and 15/min: nobody has published the platform's",
  // Two and a quarter hours in three minutes and a half. A call that takes 20 ms of ours takes 0.8 s of theirs.
  speed: 40,
  cwd: WECHATY,
  async open(count, now) {
    const wx = await wechatEmulator({ now });
    const groups = Array.from({ length: count }, (_, i): Address => `wechat:${wx.group(`g${i}`)}`);
    return {
      variables: {
        WECHATY_PUPPET: wx.puppet,
        WECHATY_PUPPET_SERVICE_TOKEN: wx.token,
        WECHATY_PUPPET_SERVICE_ENDPOINT: wx.endpoint,
      },
      groups,
      connected: async () => {
        while (wx.connections() === 0) await pause(50);
      },
      shown: () => wx.sent.map(({ to, at }) => ({ to: `wechat:${to}`, at })),
      limitErrors: () => wx.limits.refused,
      close: wx.close,
    };
  },
};
