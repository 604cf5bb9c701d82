/** Everything the sandbox holds, all of it in memory: words that were not meant for the bot must leave no trace. */
import { randomBytes } from "node:crypto";
import type { House, Message } from "#bot";
import { bot } from "../cast.ts";
import type { Fault, State } from "../wire.ts";
import { createFeed, type Feed } from "./feed.ts";
import { createKeys, type Keys } from "./keys.ts";
import { createPictures, type Pictures } from "./pictures.ts";
import { createRawLog, type RawLog } from "./raw.ts";
import { createTranscript, type Transcript } from "./transcript.ts";
import { createWorld, type World } from "./world.ts";

/** What was given to the bot: words, a press, or its own coming and going. */
export interface Heard {
  kind: "spoken" | "pressed" | "moved";
  message: Message;
}

export interface Hub {
  feed: Feed;
  world: World;
  transcript: Transcript;
  pictures: Pictures;
  keys: Keys;
  raw: RawLog;
  house: House;
  /** Everything given to the bot, in order: for redelivery and for the export. */
  heard: Heard[];
  /** A new id, different from every id of earlier runs: the inbox remembers those for days. */
  id(): string;
  /** The current time, ISO 8601. */
  at(): string;
  setFault(fault: Fault | undefined): void;
  /** Takes the waiting fault, if any: it strikes once. */
  takeFault(): Fault | undefined;
  state(): State;
  reset(): void;
}

export function createHub(house: House): Hub {
  const boot = randomBytes(5).toString("hex");
  const now = () => house.now();
  const feed = createFeed(boot);
  const transcript = createTranscript(feed);
  const world = createWorld(feed);
  const keys = createKeys(now);
  const pictures = createPictures();
  const raw = createRawLog(feed, now);
  const heard: Heard[] = [];
  let count = 0;
  let fault: Fault | undefined;
  const setFault = (next: Fault | undefined) => {
    fault = next;
    feed.push({ type: "fault", fault });
  };
  return {
    feed,
    world,
    transcript,
    pictures,
    keys,
    raw,
    house,
    heard,
    id() {
      count += 1;
      return `${boot}-${count}`;
    },
    at: () => new Date(now()).toISOString(),
    setFault,
    takeFault() {
      const taken = fault;
      if (taken) setFault(undefined);
      return taken;
    },
    state: () => ({
      last: feed.last(),
      bot,
      people: world.people(),
      rooms: world.rooms(),
      shown: transcript.all(),
      raw: raw.all(),
      fault,
      locale: house.settings.locale,
      timeZone: house.settings.timeZone,
      orgName: house.settings.orgName,
    }),
    reset() {
      for (const part of [transcript, world, keys, pictures, raw]) part.clear();
      heard.length = 0;
      fault = undefined;
      feed.push({ type: "reset" });
    },
  };
}
