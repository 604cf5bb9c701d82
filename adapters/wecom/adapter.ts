/** WeCom's AI bot as an adapter: joins the one connection, the pure converters and what is remembered between them. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Adapter, DeliveryError, type House } from "#bot";
import { underway } from "../kit/underway.ts";
import { attachments } from "./attachments.ts";
import { budget } from "./budget.ts";
import type { Client } from "./client.ts";
import { listener } from "./hear.ts";
import { type Line, openLine } from "./line.ts";
import { places } from "./places.ts";
import { presses } from "./presses.ts";
import { robotsOf } from "./robot.ts";
import type { Settings } from "./settings.ts";
import { speaker } from "./speak.ts";
import { MARKDOWN_BYTES } from "./toCard.ts";
import { uploader } from "./uploads.ts";
import { en, zh } from "./words.ts";

/** Of each conversation, replies and pushes together; of uploads too (document 101463). */
const LIMITS = [
  { n: 30, ms: 60_000 },
  { n: 1_000, ms: 3_600_000 },
];
/** The platform names none for all together; ours keeps one line's answers within the five seconds the SDK waits. */
const APP_LIMIT = { per: "app" as const, n: 50, ms: 1_000 };
/** Together under the three seconds that a stop may take. */
const LAST_WORDS_MS = 1_500;
const LEASE_MS = 1_000;
/** Another process has the connection and takes what is not sent here; not all at the same moment. */
const ELSEWHERE_MS = 1_000;

export function wecomAdapter(settings: Settings, house: House): Adapter {
  const words = house.settings.locale === "en" ? en : zh;
  const end = new AbortController();
  setMaxListeners(0, end.signal); // every download under way listens to it
  const known = places();
  const pressed = presses();
  const busy = underway();
  const files = attachments(house, words, end.signal);
  const robots = robotsOf(settings, house, words, known.groups);
  let line: Line | undefined;
  let stopping = false;

  const ask: Client["ask"] = async (cmd, body, reqId) => {
    const client = line?.client();
    if (!client)
      throw new DeliveryError("not-sent", "wecom: not connected here", ELSEWHERE_MS * (1 + 2 * Math.random()));
    return client.ask(cmd, body, reqId);
  };
  const uploads = budget(LIMITS, house.now);
  const upload = uploader({ house, ask, fetch: files.fetch, budget: uploads, words });
  const allowance = budget(LIMITS, house.now);
  const speak = speaker({ ask, upload, places: known, presses: pressed, robots, budget: allowance, words });

  return {
    name: "wecom",
    traits: {
      buttons: true,
      mentions: Boolean(settings.robots.only) || Object.keys(settings.robots.byChat).length > 0,
      coldDirect: false, // 93006 until the person has written to the bot
      groupPhotos: true, // together with words that mention the bot
      textBytes: MARKDOWN_BYTES,
      idempotentForMs: 0,
      limits: [
        APP_LIMIT,
        ...(["chat", "person"] as const).flatMap((per) => LIMITS.map((limit) => ({ per, ...limit }))),
      ],
    },

    health() {
      const state = line?.state() ?? "starting";
      return state === "up" ? undefined : words[state];
    },

    /** Resolves at once, also when the platform is down: the connection is made and kept in the background. */
    async start(receive) {
      if (stopping) return;
      const { botName } = settings;
      const parts = { house, attachments: files, places: known, presses: pressed, botName, signal: end.signal };
      const hear = listener(parts, receive);
      line ??= openLine(settings, house, words, (frame) => void busy.track(hear(frame)));
    },

    send: (to, reply, key) => busy.track(speak.send(to, reply, key)),
    edit: (receipt, reply) => busy.track(speak.edit(receipt, reply)),
    fetch: (file) => files.fetch(file),

    async stop() {
      stopping = true;
      await busy.settled(LAST_WORDS_MS);
      end.abort();
      await Promise.race([line?.close(), sleep(LEASE_MS, undefined, { ref: false })]);
    },
  };
}
