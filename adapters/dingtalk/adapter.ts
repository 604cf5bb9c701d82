/** DingTalk as an adapter: joins the stream, the pure converters and what has to be remembered between them. */
import { setMaxListeners } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Adapter, House, Message } from "#bot";
import { underway } from "../kit/underway.ts";
import { apiOf } from "./api.ts";
import { downloader } from "./download.ts";
import { knowledge } from "./known.ts";
import { TIMING, type Timing } from "./link.ts";
import { listener } from "./listen.ts";
import type { Settings } from "./settings.ts";
import { cardShelf } from "./shelf.ts";
import { speaker } from "./speak.ts";
import { keepStreaming, type Stream } from "./stream.ts";
import { traitsOf } from "./traits.ts";
import { uploader } from "./uploads.ts";
import { waysOf } from "./ways.ts";
import { en, zh } from "./words.ts";

/** So long a stop waits for frames being stored, so that they are acknowledged, and for messages under way. */
const LAST_WORDS_MS = 1_500;

export function dingtalkAdapter(settings: Settings, house: House, timing: Timing = TIMING): Adapter {
  const words = house.settings.locale === "en" ? en : zh;
  /** No new frame is taken; later, everything still under way breaks off. */
  const stopping = new AbortController();
  const end = new AbortController();
  for (const { signal } of [stopping, end]) setMaxListeners(0, signal); // every call under way listens to it
  const api = apiOf(settings, house, words, end.signal);
  const known = knowledge(settings, house);
  const shelf = cardShelf(house);
  const busy = underway();
  const download = downloader(settings, api, words, end.signal);
  const ways = waysOf(settings, api, known, shelf, words);
  const upload = uploader(house, api, download, words);
  const speak = speaker({ settings, house, ways, known, upload, words });
  let stream: Stream | undefined;
  let nameless = false;
  let ending: Promise<void> | undefined;

  async function stop(): Promise<void> {
    stopping.abort();
    await busy.settled(LAST_WORDS_MS);
    await nextTurn(); // the turn in which the acknowledgement is written
    end.abort();
    await stream?.close();
  }

  return {
    name: "dingtalk",
    traits: traitsOf(settings),
    health: () => (stream ? stream.trouble() : words.offline) ?? (nameless ? words.nameless : undefined),

    /** Resolves at once, also when DingTalk is down: the stream is opened and kept in the background. */
    async start(receive: (message: Message) => Promise<void>) {
      if (stopping.signal.aborted) return;
      const isNameless = (is: boolean) => {
        if (is && !nameless) house.log.warn({}, "dingtalk: messages come without senderStaffId; publish the app");
        nameless = is;
      };
      const parts = { settings, house, known, shelf, underway: busy, nameless: isNameless, stopping: stopping.signal };
      stream = keepStreaming(settings, house, words, listener(parts, receive), stopping.signal, timing);
    },

    send: (to, reply, key) => busy.track(speak.send(to, reply, key)),
    ...(settings.cardTemplate !== undefined && { edit: (receipt, reply) => busy.track(speak.edit(receipt, reply)) }),
    fetch: download,
    stop() {
      ending ??= stop();
      return ending;
    },
  };
}
