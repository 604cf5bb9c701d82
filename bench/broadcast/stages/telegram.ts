import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "#bot";
import { telegramEmulator } from "../../../test/emulators/telegram/index.ts";
import type { Platform } from "../stage.ts";

/** The first of many supergroups, which count down. */
export const FIRST = -1_002_000_000_000;
/** PLATFORMS.md §2.4. */
export const LIMITS = { perSecond: 30, groupPerMinute: 20, chatPerSecond: 1 };

export const telegram: Platform = {
  name: "telegram",
  limits: [{ n: 30, ms: 1_000 }],
  source: "30/s of the bot",
  speed: 1,
  async open(count, now) {
    const tg = await telegramEmulator({ now, limits: LIMITS });
    const groups = Array.from({ length: count }, (_, i): Address => `telegram:${tg.group(FIRST - i, `群 ${i}`).id}`);
    return {
      variables: { TELEGRAM_BOT_TOKEN: tg.token, TELEGRAM_API_ROOT: tg.root },
      groups,
      connected: async () => {
        while (tg.calls("getUpdates") === 0) await pause(20);
      },
      shown: () =>
        tg.sent.flatMap(({ method, chat, at }): { to: Address; at: number }[] =>
          method.startsWith("send") ? [{ to: `telegram:${chat}`, at }] : [],
        ),
      limitErrors: () => tg.counts.refused,
      close: tg.close,
    };
  },
};
