/** Who and what exists in the pretended organisation, and everything that has been shown in it. */

export interface Person {
  /** The number in the organisation, which also stands for the direct chat. */
  staffId: string;
  /** DingTalk's own, different for every app. */
  dingtalkId: string;
  name: string;
}

export interface Group {
  conversationId: string;
  title: string;
  /** The robot is in it. */
  robot: boolean;
}

export interface ShownButton {
  label: string;
  says: string;
  /** "1" … "6": the button's place on the template. */
  action: string;
}

/** One message of the bot, as people see it now. */
export interface Sent {
  /** processQueryKey, or a card's carrier; an answer has a name of the emulator's own. */
  id: string;
  /** Where it is shown: a conversation id, or the staff id of the person in the direct chat. */
  to: string;
  way: "answer" | "group" | "person" | "card";
  /** "text", "sampleMarkdown", "card", … */
  type: string;
  /** What can be read: mentions as @name, the blanks that break lines taken out. */
  text: string;
  buttons: ShownButton[];
  /** Staff ids that were really called. */
  mentions: string[];
  media: Upload[];
  /** A card's outTrackId. */
  track?: string;
  /** What could be read before each change. */
  edits: string[];
  body: Record<string, unknown>;
  /** Epoch ms by the emulator's clock. */
  at: number;
}

export interface Upload {
  mediaId: string;
  type: string;
  name: string;
  bytes: Buffer;
}

/** What a person attached. */
export interface Attached {
  downloadCode: string;
  bytes: Buffer;
  /** Sent instead of the true length; the connection is cut when there is less. */
  toldLength?: number;
  contentType: string;
  /** The code is good for nothing any more. */
  expired: boolean;
}

export interface Session {
  id: string;
  /** A conversation id, or a staff id. */
  chat: string;
  until: number;
}

export interface World {
  robot: { dingtalkId: string; name: string; corpId: string };
  /** Before it is published frames carry no senderStaffId. */
  published: boolean;
  people: Map<string, Person>;
  groups: Map<string, Group>;
  sent: Sent[];
  uploads: Map<string, Upload>;
  attached: Map<string, Attached>;
  sessions: Map<string, Session>;
  now(): number;
  /** Next number for ids. */
  next(): number;
  /** Told after anything changed. */
  changed(): void;
  listeners: Set<() => void>;
}

export function newWorld(published: boolean, now: () => number): World {
  let count = 0;
  const listeners = new Set<() => void>();
  return {
    robot: { dingtalkId: "$:LWCP_v1:$robot==", name: "小驿", corpId: "dingcorp" },
    published,
    people: new Map(),
    groups: new Map(),
    sent: [],
    uploads: new Map(),
    attached: new Map(),
    sessions: new Map(),
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
