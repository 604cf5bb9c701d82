/** What the suite needs of a platform: people who speak and press, and eyes that see what the bot showed. */
import type { Adapter, Address, FileRef, Message, Place } from "#bot";

/** Things that some platforms simply do not have; a check about one of them is left out elsewhere. */
export type Can =
  /** It has a line of its own to listen on. */
  | "listens"
  /** Groups in which words that are not for the bot reach it. */
  | "overhears"
  /** A reply to the bot's message is told as such. */
  | "replies"
  /** Everybody may be called at once. */
  | "everybody"
  /** The frame says which person a mention of somebody else means. */
  | "names"
  /** People send points on the map. */
  | "places"
  /** Messages of other bots reach the bot. */
  | "bots"
  /** The bot's own words come back to it. */
  | "own"
  /** What was heard is acknowledged to the platform. */
  | "acknowledges"
  /** What was not acknowledged is offered again. */
  | "redelivers";

export interface How {
  /** The bot is mentioned. */
  mention?: true;
  /** Everybody is called. */
  all?: true;
  /** "@赵姐" in the words is a real mention of the other person. */
  names?: true;
  /** Spoken by the other person, by another bot, or by the bot itself. */
  by?: "other" | "bot" | "own";
  replyTo?: Seen;
  photo?: Uint8Array;
  place?: Pick<Place, "lat" | "lon">;
}

/** What a person did, as the platform handed it over. */
export interface Said {
  /** The same message once more, as this platform repeats itself. */
  again(): void | Promise<void>;
  /** The platform believes that it was taken. */
  acknowledged(): boolean;
}

/** One message of the bot, as people see it now. */
export interface Seen {
  /** The emulator's own handle. */
  id: string;
  text: string;
  /** The client shows Markdown itself, so marks in `text` are no fault. */
  markdown: boolean;
  /** Something is bold, where the client does not show Markdown itself. */
  bold: boolean;
  /** Labels of what can be pressed. */
  buttons: string[];
  /** Where links lead, buttons that open an address included. */
  links: string[];
  pictures: Buffer[];
  /** People who were notified. */
  mentions: Address[];
}

/** How the next send goes wrong. */
export type Trouble =
  /** Nobody listens where the platform should be, until `mend`. */
  | "unreachable"
  /** It is shown, and the answer is lost. */
  | "unanswered"
  /** The platform says no for good. */
  | "refused"
  /** Too many for now. */
  | "limited";

export interface Bench {
  readonly adapter: Adapter;
  readonly can: ReadonlySet<Can>;
  /** The one group and the two people in it, who have both written to the bot before where that matters. */
  readonly group: Address;
  readonly person: Address;
  readonly other: Address;
  readonly bot: { name: string };
  /** The name of `other`. */
  readonly otherName: string;
  /**
   * After the adapter's `start`: resolves when the platform has it on the line and knows everybody. `greeted` waits
   * for so many greetings to be heard; a bench without a transport hands its lines to `receive`.
   */
  connected(greeted: (count: number) => Promise<void>, receive: (message: Message) => Promise<void>): Promise<void>;
  /** `chat` is the group, or the speaker for the direct chat. */
  say(chat: Address, words: string, how: How): Said | Promise<Said>;
  press(by: Address, on: Seen, label: string): void | Promise<void>;
  /** Everything of the bot's in this chat, oldest first; what was taken back is not seen. */
  seen(chat: Address): Seen[] | Promise<Seen[]>;
  /** The n-th of many groups in which the bot may speak. */
  crowd(n: number): Address;
  /** A person who never wrote to the bot. */
  stranger(): Address;
  /** Keeps bytes in the house, as the house keeps what the bot shows. */
  keep(bytes: Uint8Array): FileRef;
  /** What an adapter has brought into the house (`file:<sha-256>`), else undefined. */
  kept(file: FileRef): Buffer | undefined;
  /** Time goes on, for the house and the platform. */
  pass(ms: number): void;
  now(): number;
  /** The platform offers again what was not acknowledged; nothing where it does so by itself. */
  offerAgain(): void;
  /** Counts and enforces the platform's real limits from now on. */
  enforce(): void;
  /** Each answers how long the platform asks to wait, ms, or 0. */
  readonly troubles: Partial<Record<Trouble, () => number | Promise<number>>>;
  /** The end of "unreachable". */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** One platform on the bench list. */
export interface Platform {
  name: string;
  open(): Promise<Bench>;
}
