/** WeChat as an adapter: joins the one line to the puppet, the pure converters and what is remembered between them. */
import { setMaxListeners } from "node:events";
import { type Adapter, DeliveryError, type House, type Message } from "#bot";
import { underway } from "../kit/underway.ts";
import { downloader } from "./download.ts";
import { listener } from "./hear.ts";
import { type Line, type Online, openLine } from "./line.ts";
import { TIMING, type Timing } from "./link.ts";
import { pace } from "./pace.ts";
import { reader } from "./read.ts";
import { recent } from "./recent.ts";
import { newRooms } from "./rooms.ts";
import type { Settings } from "./settings.ts";
import { speaker } from "./speak.ts";
import { TRAITS } from "./traits.ts";
import { en, zh } from "./words.ts";

/** Together with a second for hanging up, under the three seconds that a stop may take. */
const LAST_WORDS_MS = 1_500;
/** Until then somebody may have scanned, or the line be back. */
const OFFLINE_MS = 10_000;

export function wechatAdapter(settings: Settings, house: House, timing: Timing = TIMING): Adapter {
  const words = house.settings.locale === "en" ? en : zh;
  const end = new AbortController();
  setMaxListeners(0, end.signal); // every download under way listens to it
  const busy = underway();
  const lately = recent(house.now);
  const rooms = newRooms();
  let line: Line | undefined;
  let stopping = false;

  function online(): Online {
    const now = line?.online();
    if (!now) throw new DeliveryError("not-sent", "wechat: nobody is logged in here", OFFLINE_MS * (1 + Math.random()));
    return now;
  }

  const fetch = downloader(online, words, end.signal);
  const read = reader(house, fetch, words);
  const slowly = pace(TRAITS.limits, (chat) => (rooms.has(chat) ? "chat" : "person"), house.now);
  const speak = speaker({ online, read, recent: lately, rooms, pace: slowly, words });

  return {
    name: "wechat",
    traits: TRAITS,

    health() {
      const state = line?.state() ?? "starting";
      return state === "up" ? undefined : words[state];
    },

    /** Resolves at once, also when the service is down: the line is opened and kept in the background. */
    async start(receive: (message: Message) => Promise<void>) {
      if (stopping || line) return;
      house.log.warn({}, `wechat: ${words.warning}`);
      const now = () => line?.online();
      const parts = { house, online: now, recent: lately, rooms, track: busy.track, signal: end.signal };
      // The code is a key: it is shown to whoever sits in front of the machine, and goes to no log.
      const show = (code: string) => void (process.stderr.isTTY && process.stderr.write(`${words.code(code)}\n`));
      line = openLine({ settings, house, words, timing, hears: listener(parts, receive), show });
    },

    send: (to, reply, key) => busy.track(speak.send(to, reply, key)),
    recall: (receipt) => busy.track(speak.recall(receipt)),
    fetch,

    async stop() {
      stopping = true;
      await busy.settled(LAST_WORDS_MS);
      end.abort();
      await line?.close();
    },
  };
}
