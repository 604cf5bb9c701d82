/** The pretended WeChat: people, rooms, what was said and what the bot has shown. */

/** Numbers of wechaty-puppet's MessageType. */
export const KIND = { file: 1, audio: 2, image: 6, text: 7, place: 8, recalled: 13, video: 15 } as const;

export interface Sent {
  /** Also when the service does not tell it. */
  id: string;
  /** A room's or a person's id. */
  to: string;
  text: string;
  /** Ids of those who were called. */
  mentions: string[];
  file?: { name: string; bytes: Buffer };
  recalled: boolean;
  at: number;
}

/** What the wire tells of a message (MessagePayload). */
export interface Payload {
  id: string;
  type: number;
  talkerId: string;
  listenerId?: string;
  roomId?: string;
  mentionIdList?: string[];
  text?: string;
  filename?: string;
  /** Seconds or milliseconds: both are in use. */
  timestamp: number;
}

export interface Person {
  id: string;
  name: string;
  /** 1: a person, 2: an official account. */
  type: 1 | 2;
}

export interface Room {
  id: string;
  topic: string;
  /** Names that members carry in this room alone. */
  aliases: Map<string, string>;
}

export interface World {
  bot: Person;
  people: Map<string, Person>;
  rooms: Map<string, Room>;
  heard: Map<string, Payload>;
  files: Map<string, { name: string; bytes: Uint8Array; told?: number; cutOff?: number }>;
  places: Map<string, { latitude: number; longitude: number; name: string; address: string; accuracy: number }>;
  sent: Sent[];
  now(): number;
  /** A number never used before. */
  next(): number;
  changed(): void;
  onChange(look: () => void): () => void;
}

export function newWorld(botName: string, now: () => number): World {
  const bot: Person = { id: "wxid_bot", name: botName, type: 1 };
  const looks = new Set<() => void>();
  let count = 0;
  return {
    bot,
    people: new Map([[bot.id, bot]]),
    rooms: new Map(),
    heard: new Map(),
    files: new Map(),
    places: new Map(),
    sent: [],
    now,
    next: () => ++count,
    changed: () => {
      for (const look of [...looks]) look();
    },
    onChange(look) {
      looks.add(look);
      return () => void looks.delete(look);
    },
  };
}

/** Resolves with the first truthy value, looked at again after every change. */
export function waitFor<T>(world: World, look: () => T | undefined | false | null, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = (end: () => void) => {
      clearTimeout(timer);
      off();
      end();
    };
    const again = () => {
      const found = look();
      if (found) done(() => resolve(found));
    };
    const timer = setTimeout(() => done(() => reject(new Error("waited in vain"))), ms);
    const off = world.onChange(again);
    again();
  });
}

/** What a person is called in a room. */
export function nameIn(world: World, roomId: string, id: string): string {
  return world.rooms.get(roomId)?.aliases.get(id) ?? world.people.get(id)?.name ?? id;
}
