/** Hearing by webhook: tells Telegram where to post, and sees to it that it stays so. */
import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { House } from "#bot";
import type { Signal } from "./connection.ts";
import { type Ear, type Line, WANTED } from "./line.ts";
import { reason } from "./outcome.ts";
import { persist } from "./persist.ts";
import type { Webhook } from "./settings.ts";

/** How often Telegram is asked what it knows of the webhook: another program with this token may have taken it away. */
const LOOK_MS = 5 * 60_000;

export interface Hook extends Line {
  /** One update that was posted; resolves when it is stored. */
  take(update: Update): Promise<void>;
}

export function hook(api: Api, house: House, ear: Ear, { url, secret }: Webhook): Hook {
  /** Several processes may each do this: setting the same again changes nothing, and what waits is kept. */
  function set(signal: AbortSignal): Promise<true | undefined> {
    const how = {
      secret_token: secret,
      allowed_updates: WANTED,
      max_connections: 1, // one after another: two at once could overtake each other
      drop_pending_updates: false,
    };
    return persist("setWebhook", () => api.setWebhook(url, how, signal as Signal), house, signal);
  }

  /** Resolves when somebody has set another webhook, or none. */
  async function lost(signal: AbortSignal): Promise<void> {
    for (;;) {
      await house.wait(LOOK_MS, signal);
      if (signal.aborted) return;
      try {
        const { url: now, last_error_date = 0, last_error_message: why } = await api.getWebhookInfo(signal as Signal);
        if (now !== url) return;
        ear.trouble(undefined);
        // Not for /readyz: a balancer that goes by it would shut the very door that Telegram knocks at.
        if (last_error_date * 1000 > house.now() - LOOK_MS)
          house.log.warn({ adapter: "telegram", why: why?.slice(0, 120) }, "Telegram failed to deliver to the webhook");
      } catch (error) {
        if (!signal.aborted) ear.trouble(reason(error));
      }
    }
  }

  return {
    async run(signal) {
      while (await set(signal)) {
        ear.trouble(undefined);
        house.log.info({ adapter: "telegram" }, "the webhook is set");
        await lost(signal);
        if (signal.aborted) return;
        house.log.warn({ adapter: "telegram" }, "another program changed the webhook of this bot: setting it again");
      }
    },
    async take(update) {
      for (const heard of ear.read([update])) {
        if (heard.message) await ear.receive(heard.message);
        ear.after(heard);
      }
    },
    confirm: async () => {}, // the 200 has confirmed it
  };
}
