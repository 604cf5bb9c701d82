/** Who and what exists in the pretended tenant, and everything that has been shown in it. */

export interface Person {
  openId: string;
  name: string;
  /** The chat id of the direct chat with the bot. */
  direct: string;
}

export interface Room {
  chatId: string;
  name: string;
  members: Set<string>;
  /** The bot is in it. */
  bot: boolean;
}

export interface ShownButton {
  label: string;
  value: Record<string, unknown>;
}

/** One message of the bot, as people see it now. */
export interface Sent {
  id: string;
  /** Where it is shown: a group's chat id, or the open_id of the person in the direct chat. */
  to: string;
  chatId: string;
  type: string;
  /** What can be read: mentions as @name, markup of the card left as it is, escapes undone. */
  text: string;
  buttons: ShownButton[];
  /** open_ids, and "all" when everybody was called. */
  mentions: string[];
  /** Uploads shown in it. */
  files: Upload[];
  card?: unknown;
  uuid: string | undefined;
  /** How many requests carried this uuid; shown once however many. */
  requests: number;
  /** What could be read before each edit. */
  edits: string[];
  recalled: boolean;
  /** Epoch ms by the real clock. */
  at: number;
}

export interface Upload {
  key: string;
  kind: "image" | "file";
  name: string;
  bytes: Buffer;
}

/** What a person attached, to be fetched by message id and key. */
export interface Resource extends Upload {
  messageId: string;
}

export interface World {
  botOpenId: string;
  botName: string;
  people: Map<string, Person>;
  rooms: Map<string, Room>;
  sent: Sent[];
  uploads: Map<string, Upload>;
  resources: Resource[];
  /** Where a message id belongs, both people's and the bot's. */
  chatOf: Map<string, string>;
  /** Epoch ms. */
  now(): number;
  /** Next number for ids. */
  next(): number;
  /** Told after anything changed. */
  changed(): void;
  listeners: Set<() => void>;
}

export function newWorld(now: () => number = Date.now): World {
  let count = 0;
  const listeners = new Set<() => void>();
  return {
    botOpenId: "ou_bot00000000000000",
    botName: "小驿",
    people: new Map(),
    rooms: new Map(),
    sent: [],
    uploads: new Map(),
    resources: [],
    chatOf: new Map(),
    now,
    next: () => ++count,
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
    listeners,
  };
}

/** Resolves with the first truthy value of `look`, asked again after every change; rejects after `ms`. */
export function waitFor<T>(world: World, look: () => T | undefined | false | null, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      world.listeners.delete(check);
      settle();
    };
    const check = () => {
      const found = look();
      if (found) end(() => resolve(found));
    };
    const timer = setTimeout(() => end(() => reject(new Error(`waited ${ms} ms for: ${look}`))), ms);
    world.listeners.add(check);
    check();
  });
}
