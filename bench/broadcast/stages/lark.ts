import type { Address } from "#bot";
import { larkEmulator } from "../../../test/emulators/lark/index.ts";
import type { Platform } from "../stage.ts";

export const lark: Platform = {
  name: "lark",
  limits: [
    { n: 50, ms: 1_000 },
    { n: 1_000, ms: 60_000 },
  ],
  source: "50/s and 1,000/min of the app",
  speed: 1,
  async open(count) {
    const fs = await larkEmulator();
    fs.limits.enforced = true;
    const groups = Array.from({ length: count }, (_, i): Address => `lark:${fs.group(`g${i}`)}`);
    return {
      variables: { LARK_APP_ID: fs.appId, LARK_APP_SECRET: fs.appSecret, LARK_DOMAIN: fs.domain },
      groups,
      connected: fs.connected,
      shown: () => fs.sent.map(({ to, at }) => ({ to: `lark:${to}`, at })),
      // The bot sends nothing else that could be refused.
      limitErrors: () => fs.requests.filter(({ name, status }) => name === "send" && status >= 400).length,
      close: fs.close,
    };
  },
};
