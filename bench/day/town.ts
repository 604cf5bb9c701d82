/** One platform with people in it, and every way in which its day can go wrong. */
import type { Adapter, Address, House } from "#bot";

/** What somebody did, as the platform took it. */
export interface Push {
  /** The id under which the bot will know it. */
  id: Address;
  /** False: this platform keeps such words to itself. */
  told: boolean;
  /** A bare number: it means something only while it is offered, and is otherwise not said to the bot. */
  bare?: true;
  /** What this platform made a message of its own, a picture without its words. */
  also?: Address;
  /** The very same thing once more, as this platform repeats itself. */
  again(): void | Promise<void>;
}

/** One message of the bot as it was first shown, taken back or not. */
export interface Shown {
  /** The platform's own name for it. */
  id: string;
  /** Words, buttons and pictures in a line: two messages that look the same have the same. */
  look: string;
  buttons: string[];
}

export interface How {
  mention?: boolean;
  photo?: Buffer;
}

export interface Misery {
  name: string;
  /** Prepares it for the next call, or does it at once. */
  strike(): void | Promise<void>;
}

export interface Town {
  readonly name: string;
  /** Opens the real adapter in this house; called once. */
  open(house: House): Adapter;
  /** After the adapter's start: resolves when the platform has it on the line and knows everybody. */
  ready(): Promise<void>;
  person(id: string, name: string): Address;
  group(id: string, title: string): Address;
  say(from: Address, chat: Address, words: string, how: How): Push | Promise<Push>;
  /** Presses the newest button with this label in the chat; undefined when there is none. */
  press(from: Address, chat: Address, label: string): Push | Promise<Push | undefined> | undefined;
  /** Everything of the bot's that was ever shown there, oldest first. */
  shown(chat: Address): readonly Shown[] | Promise<readonly Shown[]>;
  /** What befalls single calls. */
  miseries: readonly Misery[];
  /** What ends the line, until `mend`. */
  outages: readonly Misery[];
  mend(): Promise<void>;
  /** Numbers the lines that the bot has opened: what was told on an earlier one may never have arrived. */
  line(): number;
  /** The platform offers again what was not acknowledged; left out where it never does. */
  offerAgain?(): void;
  /** How often the bot ran into a limit that is really counted. */
  turnedAway(): number;
  close(): Promise<void>;
}

/** Opens a town whose limits and dates go by this clock, epoch ms. */
export type OpenTown = (now: () => number) => Promise<Town>;

export function addressOf(adapter: string, id: string | number): Address {
  return `${adapter}:${id}`;
}

/** The platform's own id behind an address. */
export function idOf(address: Address): string {
  return address.slice(address.indexOf(":") + 1);
}
