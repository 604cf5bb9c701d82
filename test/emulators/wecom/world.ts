/** Who and what exists in the pretended company, and everything that has been shown in it. */

export interface ShownButton {
  label: string;
  key: string;
}

export interface Sent {
  id: string;
  /** The chat id of a group, or the userid of the direct chat. */
  to: string;
  /** Through the bot's connection, or through a group's robot. */
  via: "bot" | "robot";
  type: string;
  /** What can be read: of a card its title, text and rows, a line each. */
  text: string;
  buttons: ShownButton[];
  /** userids that were notified. */
  mentions: string[];
  /** Uploaded bytes. */
  file?: { name: string; bytes: Buffer };
  card?: Card;
  task?: string;
  /** What could be read before each change. */
  edits: string[];
  /** Epoch ms by the emulator's clock. */
  at: number;
}

export interface Card {
  card_type: string;
  main_title?: { title?: string; desc?: string };
  sub_title_text?: string;
  horizontal_content_list?: { keyname: string; value?: string }[];
  button_list?: { text: string; key: string }[];
  task_id?: string;
}

export interface World {
  botName: string;
  /** Chat id → name. */
  groups: Map<string, string>;
  /** userid → name. */
  people: Map<string, string>;
  /** Conversations in which somebody has spoken to the bot: only there it may speak. */
  open: Set<string>;
  sent: Sent[];
  /** Of uploads: media_id → file. */
  media: Map<string, { type: string; name: string; bytes: Buffer }>;
  /** Robots of groups: key → chat id. */
  robots: Map<string, string>;
  /** Presses that may be answered: req_id → the card's task and when. */
  presses: Map<string, { task: string; at: number }>;
  now(): number;
  next(): number;
  changed(): void;
  listeners: Set<() => void>;
}

export function newWorld(botName: string, now: () => number): World {
  let count = 0;
  const listeners = new Set<() => void>();
  return {
    botName,
    groups: new Map(),
    people: new Map(),
    open: new Set(),
    sent: [],
    media: new Map(),
    robots: new Map(),
    presses: new Map(),
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
