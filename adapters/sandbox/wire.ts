/** What the server tells the page: plain JSON, types only, so that the page carries no server code. */
import type { Address, Button, FileRef, Place } from "#bot";

export interface Person {
  address: Address;
  name: string;
  job: string;
}

export interface Room {
  address: Address;
  name: string;
  members: Address[];
  /** Is the bot in it? */
  bot: boolean;
}

export interface ShownFile {
  kind: FileRef["kind"];
  /** Relative to the page: "api/files/…". */
  url: string;
  name?: string;
  bytes?: number;
}

/** One line of a chat, as everybody in it sees it now. */
export interface Shown {
  id: string;
  chat: Address;
  from: Address;
  /** said: words; pressed: a button was pressed; note: the chat's own line ("赵姐加入了群聊"). */
  kind: "said" | "pressed" | "note";
  text: string;
  at: string;
  /** People's words only: did the bot get them as its own? */
  addressed?: boolean;
  buttons?: Button[];
  files?: ShownFile[];
  place?: Place;
  mentions?: Address[];
  /** The id of the line that this one quotes. */
  replyTo?: string;
  /** Spoken under a living name: it may still change in place. */
  living?: true;
  /** How often it has been edited. */
  edits?: number;
  gone?: true;
}

/** The raw view: what really crossed the border between a platform and the bot. */
export interface Raw {
  n: number;
  at: string;
  /** heard/again/late/failed: towards the bot; said/edited/recalled/fault/same: from the bot. */
  way: "heard" | "again" | "late" | "failed" | "said" | "edited" | "recalled" | "fault" | "same";
  body: unknown;
}

export type Fault = "not-sent" | "unknown" | "refused";

export interface State {
  /** Where the feed stands; the page asks for events after it. */
  last: string;
  bot: { address: Address; name: string };
  people: Person[];
  rooms: Room[];
  shown: Shown[];
  raw: Raw[];
  fault: Fault | undefined;
  locale: "zh" | "en";
  timeZone: string;
  orgName: string;
}

/** One event of the feed. `reset`: forget everything and ask for the state again. */
export type Happening =
  | { type: "shown"; shown: Shown }
  | { type: "people"; people: Person[] }
  | { type: "rooms"; rooms: Room[] }
  | { type: "raw"; raw: Raw }
  | { type: "fault"; fault: Fault | undefined }
  | { type: "reset" };
