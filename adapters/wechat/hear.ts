/** What arrives: told by id alone, looked up, put in order, turned into a message and handed on. */
import type { Address, House, Message, Place } from "#bot";
import { lanes } from "../kit/lanes.ts";
import { within } from "./deadline.ts";
import type { Online } from "./line.ts";
import { people } from "./people.ts";
import { type Comings, KIND, type Payload, type Puppet } from "./puppet.ts";
import type { Recent } from "./recent.ts";
import type { Rooms } from "./rooms.ts";
import { timeOf, toMessage } from "./toMessage.ts";

/** The platform never says anything again: while the store is away, a message waits here, a minute in all. */
const STORE_PAUSES_MS = [200, 1_000, 4_000, 15_000, 40_000];
const LOOK_UP_MS = 10_000;
/** So often a message is asked for again, each time after a longer pause. */
const MOST_FAILURES = 3;
const LOOK_UP_PAUSE_MS = 500;
/** And so often it is looked whether the line is back. */
const MOST_OFFLINE = 60;
const OFFLINE_PAUSE_MS = 1_000;
/** Somebody who calls everybody has hundreds of people listed. */
const MOST_NAMED = 10;

export interface HearParts {
  house: House;
  /** Undefined while nobody is logged in. */
  online(): Online | undefined;
  recent: Recent;
  rooms: Rooms;
  track<T>(work: Promise<T>): Promise<T>;
  signal: AbortSignal;
}

/** Subscribes to what people do. Nothing in here ever rejects. */
export function listener(parts: HearParts, receive: (message: Message) => Promise<void>) {
  const { house, online, recent, rooms, track, signal } = parts;
  const inOrder = lanes();

  /** Again and again: an event that came to nothing is a message lost. */
  async function lookUp(id: string): Promise<Payload | undefined> {
    for (let failures = 0, away = 0; failures <= MOST_FAILURES && away < MOST_OFFLINE && !signal.aborted; ) {
      const line = online();
      const payload = line && (await within(LOOK_UP_MS, line.puppet.messagePayload(id)).catch(() => undefined));
      if (payload) return payload;
      if (line) failures += 1;
      else away += 1;
      await house.wait(line ? LOOK_UP_PAUSE_MS * failures : OFFLINE_PAUSE_MS, signal);
    }
    return undefined;
  }

  async function read({ puppet, self: me }: Online, payload: Payload): Promise<Message | undefined> {
    const { id, talkerId, roomId, mentionIdList, type } = payload;
    if (talkerId === me) return undefined;
    const known = people(puppet);
    if (!roomId && (await known.isNobody(talkerId))) return undefined;
    if (roomId) rooms.heard(roomId);
    const others = (mentionIdList ?? []).filter((one) => one !== me).slice(0, MOST_NAMED);
    const [name, botNames, names, place] = await Promise.all([
      known.nameOf(roomId, talkerId),
      roomId ? known.namesOf(roomId, me) : [],
      Promise.all(others.map(async (one) => [one, await known.nameOf(roomId, one)] as const)),
      type === KIND.place ? placeOf(puppet, id) : undefined,
    ]);
    const byId = new Map(names);
    return toMessage(payload, {
      self: me,
      name,
      botNames,
      nameOf: (one) => byId.get(one),
      place,
      findSaid: (words) => recent.find(`wechat:${roomId || talkerId}`, words),
      now: house.now(),
    });
  }

  /** A picture can carry no mention: sent just before, it belongs to what its sender says to the bot. */
  function withPictures(message: Message): Message {
    const { chat, from, addressed, files } = message;
    const [file] = files;
    const at = Date.parse(message.at);
    if (chat === from) return message;
    if (addressed) return { ...message, files: [...recent.pictures(chat, from, at), ...files] };
    if (file?.kind === "image" && !message.text) recent.picture(chat, from, file, at);
    else recent.forget(chat, from);
    return message;
  }

  async function store(message: Message): Promise<void> {
    for (const pause of [...STORE_PAUSES_MS, undefined]) {
      try {
        return await receive(message);
      } catch (error) {
        house.log.warn({ message: message.id, error: (error as Error).name }, "wechat: a message could not be stored");
        if (pause === undefined || signal.aborted) break;
        await house.wait(pause, signal);
      }
    }
    house.log.error({ message: message.id }, "wechat: a message is lost, the store did not take it");
  }

  async function hear(id: string, found: Promise<Payload | undefined>): Promise<void> {
    const payload = await found;
    const line = online();
    if (signal.aborted) return;
    if (!payload || !line)
      return house.log.error({ message: id }, "wechat: a message is lost, nothing could be learnt of it");
    const lane = `${payload.roomId} ${payload.talkerId}`;
    // Not awaited: what this person said is stored in its turn, while the next one's words are looked at.
    void track(
      inOrder(lane, async () => {
        const message = await read(line, payload);
        if (message) await store(withPictures(message));
      }).catch((error: unknown) => broken(error)),
    );
  }

  function broken(error: unknown): void {
    house.log.error({ error: (error as Error).name }, "wechat: an event could not be read");
  }

  async function cameOrWent(puppet: Puppet, event: "added" | "removed", coming: Comings): Promise<void> {
    const who = event === "added" ? coming.inviteeIdList : coming.removeeIdList;
    const by = (event === "added" ? coming.inviterId : coming.removerId) || coming.roomId;
    const me = online()?.self;
    if (me === undefined || !who?.includes(me)) return;
    const at = timeOf(coming, house.now());
    const from: Address = `wechat:${by}`;
    rooms.heard(coming.roomId);
    await store({
      id: `wechat:${event}:${coming.roomId}:${at}`,
      chat: `wechat:${coming.roomId}`,
      from,
      name: await people(puppet).nameOf(coming.roomId, by),
      addressed: true,
      text: "",
      files: [],
      event,
      at: new Date(at).toISOString(),
    });
  }

  return (puppet: Puppet): void => {
    puppet.on("message", ({ messageId }) => {
      if (signal.aborted) return;
      const found = lookUp(messageId);
      // Looked up side by side, taken in the order in which they were told.
      void track(inOrder("door", () => hear(messageId, found)).catch(broken));
    });
    puppet.on("room-join", (coming) => void track(cameOrWent(puppet, "added", coming).catch(broken)));
    puppet.on("room-leave", (coming) => void track(cameOrWent(puppet, "removed", coming).catch(broken)));
  };
}

/** China's maps, and WeChat's with them, are drawn in GCJ-02. */
async function placeOf(puppet: Puppet, id: string): Promise<Place | undefined> {
  const found = await within(LOOK_UP_MS, puppet.messageLocation(id)).catch(() => undefined);
  const { latitude: lat, longitude: lon } = found ?? {};
  // 0, 0 is what a missing number becomes on the way.
  if (!Number.isFinite(lat) || !Number.isFinite(lon) || (lat === 0 && lon === 0)) return undefined;
  const label = found?.name || found?.address;
  return { lat: Number(lat), lon: Number(lon), datum: "gcj02", ...(label && { label }) };
}
