/** What people do in the pretended WeChat, as the events and payloads that a puppet makes of it. */
import type { Puppet } from "./packages.ts";
import { KIND, nameIn, type Payload, type Sent, type World } from "./world.ts";

export interface SaysOptions {
  /** The bot is mentioned: true is at the head. */
  mention?: boolean | "tail";
  /** Everybody is called; puppets then list everybody as mentioned. */
  all?: true;
  /** The other person whom 「@名字」 in the words really means. */
  names?: string;
  /** What is quoted: WeChat puts its words above, as text. */
  quote?: { name: string; text: string } | Sent;
  /** A picture; with words it is a message of its own before them, for WeChat has no captions. */
  image?: Uint8Array | { bytes: Uint8Array; told?: number; cutOff?: number };
  file?: { name: string; bytes: Uint8Array };
  place?: { lat: number; lon: number };
  /** Epoch ms. */
  at?: number;
  /** The timestamp in seconds, as some puppets tell it. */
  seconds?: true;
  /** The same id as another one's. */
  messageId?: string;
}

export interface Said {
  messageId: string;
  payload: Payload;
}

/** How WeChat ends a mention, so that names may hold spaces. */
const AFTER_MENTION = "\u2005";
const RULE = `\n${"- ".repeat(15).trim()}\n`;

/** `chat` is a room, or the person's own id for the direct chat. Returns the last message it became. */
export function says(world: World, puppet: Puppet, user: string, chat: string, text: string, more: SaysOptions): Said {
  const direct = chat === user || chat === world.bot.id;
  if (!world.people.has(user)) throw new Error(`there is no person ${user}`);
  if (!direct && !world.rooms.has(chat)) throw new Error(`there is no room ${chat}`);
  const place = direct ? { listenerId: world.bot.id } : { roomId: chat };
  const give = (type: number, rest: Partial<Payload>): Said => {
    const id = more.messageId ?? `M${world.next()}`;
    const at = more.at ?? world.now();
    const timestamp = more.seconds ? Math.floor(at / 1_000) : at;
    const payload = { id, type, talkerId: user, timestamp, ...place, ...rest };
    world.heard.set(id, payload);
    puppet.emit("message", { messageId: id });
    return { messageId: id, payload };
  };
  const attach = (type: number, name: string, what: Uint8Array | { bytes: Uint8Array }): Said => {
    const id = `M${world.next()}`;
    world.files.set(id, { name, ...(what instanceof Uint8Array ? { bytes: what } : what) });
    return give(type, { id, filename: name });
  };
  let said: Said | undefined;
  if (more.image) said = attach(KIND.image, "image.png", more.image);
  if (more.file) said = attach(KIND.file, more.file.name, more.file.bytes);
  if (more.place) {
    const id = `M${world.next()}`;
    const { lat: latitude, lon: longitude } = more.place;
    world.places.set(id, { latitude, longitude, name: "东街站", address: "东街 1 号", accuracy: 10 });
    said = give(KIND.place, { id });
  }
  if (!text && said) return said;
  return give(KIND.text, { text: spoken(world, chat, text, more), mentionIdList: called(world, more) });
}

function spoken(world: World, chat: string, text: string, { mention, all, names, quote }: SaysOptions): string {
  const named = names ? `@${nameIn(world, chat, names)}` : "";
  let words = named ? text.replace(new RegExp(`${named}\\s?`), `${named}${AFTER_MENTION}`) : text;
  if (all) words = `@所有人${AFTER_MENTION}${words}`;
  const bot = `@${nameIn(world, chat, world.bot.id)}`;
  if (mention === "tail") words = `${words} ${bot}${AFTER_MENTION}`;
  else if (mention) words = `${bot}${AFTER_MENTION}${words}`;
  if (!quote) return words;
  const of = "to" in quote ? { name: nameIn(world, chat, world.bot.id), text: quote.text } : quote;
  return `「${of.name}：${of.text}」${RULE}${words}`;
}

function called(world: World, { mention, all, names }: SaysOptions): string[] {
  if (all) return [...world.people.keys()];
  return [...(mention ? [world.bot.id] : []), ...(names ? [names] : [])];
}
