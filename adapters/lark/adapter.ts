/** Feishu as an adapter: joins the transport, the pure converters and what has to be remembered between them. */
import { setMaxListeners } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Adapter, House, Message } from "#bot";
import { underway } from "../kit/underway.ts";
import type { Connection, Handlers } from "./connection.ts";
import { type Identity, identify } from "./identity.ts";
import { handlers } from "./listen.ts";
import { namesOf } from "./names.ts";
import type { Platform } from "./platform.ts";
import type { Settings } from "./settings.ts";
import { speaker } from "./speak.ts";
import { ONE_CARD_BYTES } from "./toCard.ts";
import { uploader } from "./uploads.ts";
import { webhook } from "./webhook.ts";
import { en, zh } from "./words.ts";

/** So long a stop waits for events being stored, so that they are acknowledged, and for messages under way. */
const LAST_WORDS_MS = 1_500;
/** So many of the bot's own messages are recognised when someone replies to them without a mention. */
const MOST_OWN = 5_000;

export function larkAdapter(settings: Settings, house: House): Adapter {
  const words = house.settings.locale === "en" ? en : zh;
  const end = new AbortController();
  setMaxListeners(0, end.signal); // every call under way listens to it
  let opened: Promise<Platform> | undefined;
  const platform = () => {
    opened ??= import("./platform.ts").then(({ openPlatform }) => openPlatform(settings, house, words, end.signal));
    return opened;
  };
  const api = () => platform().then((one) => one.api);
  const names = namesOf(house, api);
  const busy = underway();
  const own = new Set<string>();
  let identity: Identity | undefined;
  let hear: Handlers | undefined;
  let connection: Connection | undefined;
  // Now, not at the start: the house serves the routes that are there when the adapter is open.
  if (settings.webhook) webhook(house, settings.webhook, () => (end.signal.aborted ? undefined : hear));

  function shown(id: string): void {
    own.add(id);
    const [oldest] = own;
    if (own.size > MOST_OWN && oldest !== undefined) own.delete(oldest);
  }
  const speak = speaker({ api, upload: uploader(house, platform, words), names, shown, words });

  return {
    name: "lark",
    traits: {
      buttons: true,
      mentions: true,
      coldDirect: true,
      groupPhotos: true,
      textBytes: ONE_CARD_BYTES,
      idempotentForMs: 3_600_000, // Feishu, im-v1 message/create: `uuid` holds for one hour
      limits: [
        { per: "app", n: 50, ms: 1_000 },
        { per: "app", n: 1_000, ms: 60_000 },
        { per: "chat", n: 4, ms: 1_000 }, // 5/s are shared by all bots of a group
        { per: "person", n: 5, ms: 1_000 },
      ],
    },
    // With a webhook the long connection may be down for good: then the platform is reached when it said who the bot is.
    health: () => (connection?.connected() || (settings.webhook && identity?.openId()) ? undefined : words.offline),

    /** Resolves at once, also when Feishu is down: the connection is made and kept in the background. */
    async start(receive: (message: Message) => Promise<void>) {
      const { connect } = await platform();
      if (end.signal.aborted) return;
      const { signal } = end;
      identity = identify(house, api, signal);
      const parts = { house, names, identity, own: (id: string) => own.has(id), words, underway: busy, signal };
      hear = handlers(parts, receive);
      connection = connect(hear);
    },

    send: (to, reply, key) => busy.track(speak.send(to, reply, key)),
    edit: (receipt, reply) => busy.track(speak.edit(receipt, reply)),
    recall: (receipt) => busy.track(speak.recall(receipt)),
    fetch: async (file) => (await platform()).download(file),

    async stop(): Promise<void> {
      await busy.settled(LAST_WORDS_MS);
      await nextTurn(); // the turn in which the SDK writes the acknowledgement
      end.abort();
      connection?.close();
    },
  };
}
