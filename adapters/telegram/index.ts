/** Telegram: by long polling, which needs no public address, or by webhook when there is a secret for it. */
import type { Adapter, AdapterPlan } from "#bot";
import type { Telegram } from "./adapter.ts";
import { type Settings, settings } from "./settings.ts";
import { traits } from "./traits.ts";
import { webhook } from "./webhook.ts";

/** The platform's library is loaded by the first use: who runs without Telegram does not wait for it. */
export const telegram: AdapterPlan<Settings> & {
  open(...given: Parameters<AdapterPlan<Settings>["open"]>): Required<Adapter>;
} = {
  name: "telegram",
  settings,
  wanted: (env) => Boolean(env.TELEGRAM_BOT_TOKEN?.trim()),
  open(settings, house) {
    let opened: Telegram | undefined;
    let opening: Promise<Telegram> | undefined;
    const use = () => {
      opening ??= import("./adapter.ts").then(({ telegramAdapter }) => {
        opened = telegramAdapter(settings, house);
        return opened;
      });
      return opening;
    };
    // Now, not at the start: the house serves the routes that are there when the adapter is open.
    if (settings.webhook) webhook(house, settings.webhook.secret, async (update) => (await use()).take(update));
    return {
      name: "telegram",
      traits,
      start: async (receive) => (await use()).start(receive),
      send: async (to, reply, key) => (await use()).send(to, reply, key),
      edit: async (receipt, reply) => (await use()).edit(receipt, reply),
      recall: async (receipt) => (await use()).recall(receipt),
      fetch: async (file) => (await use()).fetch(file),
      stop: async () => (await opening)?.stop(),
      health: () => (opened ? opened.health() : "not started"),
    };
  },
  doctor: async (settings, groups) => (await import("./doctor.ts")).doctor(settings, groups),
};
