/** What is heard and what is said: plain data only, so that it can be stored before anyone answers it. */

/** "sandbox:g1": the adapter's name, a colon, the platform's own id. A chat, a person, a message or a file. */
export type Address = `${string}:${string}`;

/** Plain data, never closures: it is stored before anyone answers it. */
export interface Message {
  /** The platform's message id (for a press: the press's id). A second one with this id is dropped. */
  id: Address;
  /** Equal to `from` in a direct chat. */
  chat: Address;
  /** What one person says in one chat is answered in order. */
  from: Address;
  name: string;
  /** A direct chat, a mention, a reply to the bot, a press. */
  addressed: boolean;
  /** Markdown, the mention of the bot taken out; another person's mention is `[@name](address)`. */
  text: string;
  /** Fetched later through the adapter, never held in memory. */
  files: FileRef[];
  /** One point that the person sent; its datum is kept. */
  place?: Place;
  /** The receipt id of the bot's message that this one replies to. */
  replyTo?: string;
  /** The platform's id of the topic within the chat (of a forum, say); what is answered here stays in it. */
  topic?: string;
  /** The bot's own comings and goings in a chat; for `moved`, `text` is the chat's new address. */
  event?: "added" | "removed" | "moved";
  /** ISO 8601. */
  at: string;
}

export interface FileRef {
  kind: "image" | "audio" | "video" | "file";
  /** `<adapter>:<platform's id>` as received; `file:<sha-256>` once kept in the house. */
  ref: Address;
  name?: string;
  bytes?: number;
}

export interface Place {
  lat: number;
  lon: number;
  datum: "wgs84" | "gcj02";
  label?: string;
}

export interface Reply {
  /** Markdown; an adapter that cannot show it simplifies it. */
  text: string;
  /** Default: the same chat. A person's address means privately. */
  to?: Address;
  buttons?: Button[];
  files?: FileRef[];
  mentions?: Address[];
  /** A name: said again under it in this chat, the shown message is edited in place where the platform can. */
  living?: string;
  /** With `living`: taken back. */
  gone?: true;
  /** What its buttons say is a secret between the bot and this person: no row remembers it, only this process. */
  secret?: true;
  /** Set by the core: the topic of the message that is answered. */
  topic?: string;
  /** Who hears this person's next message here. */
  next?: Next;
}

export interface Button {
  label: string;
  /** What pressing it says: at most 48 bytes of UTF-8. It carries no authority. */
  says: string;
  /** The way to the direct chat: a link where the bot may not write first, left out where it may. */
  private?: true;
}

export interface Next {
  dialog: string;
  state: unknown;
  /** ISO 8601; after it the dialog is forgotten. */
  until?: string;
}

/** What the platform called the shown message; plain data. */
export interface Receipt {
  id: string;
  [more: string]: string | number | boolean | undefined;
}
