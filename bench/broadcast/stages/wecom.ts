import type { Address } from "#bot";
import { wecomEmulator } from "../../../test/emulators/wecom/index.ts";
import type { Platform } from "../stage.ts";

export const wecom: Platform = {
  name: "wecom",
  limits: [{ n: 50, ms: 1_000 }],
  source: "the pace we claim, 50/s: the platform limits each conversation alone (30/min, 1,000/h)",
  speed: 1,
  async open(count, now) {
    const wx = await wecomEmulator({ now });
    const person = wx.user("wang", "王师傅");
    const groups = Array.from({ length: count }, (_, i): Address => {
      const chat = wx.group(`g${i}`);
      // The bot may speak only where somebody has spoken to it.
      wx.says(person, chat, "大家好", { mention: true });
      return `wecom:${chat}`;
    });
    return {
      variables: { WECOM_BOT_ID: wx.botId, WECOM_BOT_SECRET: wx.secret, WECOM_WS_URL: wx.wsUrl },
      groups,
      connected: wx.connected,
      shown: () => wx.sent.map(({ to, at }) => ({ to: `wecom:${to}`, at })),
      limitErrors: () => wx.limits.refused,
      close: wx.close,
    };
  },
};
