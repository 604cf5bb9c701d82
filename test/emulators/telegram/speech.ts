/** What people do in chats: they speak, send pictures and places, press buttons, open links. */
import { typed } from "./heard.ts";
import type { Platform } from "./methods.ts";
import type { Chat, Entity, Message, Update, User } from "./types.ts";
import { inTopic, keepFile, messageKey, photoSizes, type World } from "./world.ts";

export interface SaysOptions {
  /** Puts "@<bot> " before the words. */
  mention?: boolean;
  /** Touches a name in the words as a mention of somebody without a username (text_mention). */
  names?: User;
  /** Which message this replies to: itself, its number, or what the bot sent. */
  reply_to?: Message | number | { message?: Message };
  photo?: Uint8Array;
  /** Under the photo or document; the words themselves when left out. */
  caption?: string;
  document?: { bytes: Uint8Array; name: string; mime?: string };
  voice?: Uint8Array;
  location?: { lat: number; lon: number; title?: string; address?: string };
  /** Pictures with the same group are one album. */
  album?: string;
  /** The message's number. */
  id?: number;
  /** Said in this topic of a forum, which begins to be with it. */
  topic?: number;
  /** Instead of those that Telegram would find. */
  entities?: Entity[];
}

/** Somebody says something. Returns the message; the bot gets it unless privacy mode keeps it away. */
export function say(platform: Platform, user: User, chat: Chat, words: string, options: SaysOptions): Message {
  const { world, updates } = platform;
  const place = chat.type === "private" ? { ...chat, first_name: user.first_name } : chat;
  if (chat.type === "private") {
    world.started.add(user.id);
    world.blocked.delete(user.id);
  }
  const message: Message = {
    message_id: options.id ?? world.number(),
    from: user,
    chat: place,
    date: Math.floor(world.now() / 1000),
    ...inTopic(options.topic),
    ...spoken(platform, words, options),
  };
  if (options.topic !== undefined) world.topics.add(messageKey(chat.id, options.topic));
  const to = answered(world, chat, options.reply_to);
  if (to) message.reply_to_message = { ...to, chat: place };
  if (options.album) message.media_group_id = options.album;
  world.messages.set(messageKey(chat.id, message.message_id), message);
  if (delivered(platform, message)) updates.push({ message });
  return message;
}

function answered(world: World, chat: Chat, to: SaysOptions["reply_to"]): Message | undefined {
  if (typeof to === "number") return world.messages.get(messageKey(chat.id, to));
  return to && ("message_id" in to ? (to as Message) : (to.message as Message | undefined));
}

function spoken({ world }: Platform, words: string, options: SaysOptions): object {
  const file = options.photo ?? options.document ?? options.voice;
  const text = (options.mention ? `@${world.bot.username} ` : "") + (file ? (options.caption ?? words) : words);
  const entities = options.entities ?? typed(text);
  const { names, location } = options;
  const at = names ? text.indexOf(names.first_name) : -1;
  if (names && at >= 0)
    entities.push({ type: "text_mention", offset: at, length: names.first_name.length, user: names });
  const marks = entities.length > 0;
  if (location) return point(location);
  if (!file) return { text, ...(marks && { entities }) };
  return { ...media(world, options), ...(text && { caption: text, ...(marks && { caption_entities: entities }) }) };
}

function media(world: World, { photo, document, voice }: SaysOptions): object {
  if (photo) return { photo: photoSizes(world, photo) };
  if (voice) {
    const id = keepFile(world, "voice", voice);
    return {
      voice: { file_id: id, file_unique_id: `u${id}`, duration: 1, mime_type: "audio/ogg", file_size: voice.length },
    };
  }
  if (!document) return {};
  const { bytes, name: file_name, mime: mime_type } = document;
  const id = keepFile(world, "documents", bytes, file_name);
  const kind = mime_type && { mime_type };
  return { document: { file_id: id, file_unique_id: `u${id}`, file_name, file_size: bytes.length, ...kind } };
}

function point({ lat, lon, title, address = "" }: NonNullable<SaysOptions["location"]>): object {
  const location = { latitude: lat, longitude: lon };
  return title ? { location, venue: { location, title, address } } : { location };
}

/** Privacy mode lets through: direct words, commands, mentions of the bot, replies to it (core.telegram.org/bots/features). */
function delivered({ world }: Platform, message: Message): boolean {
  if (world.left.has(message.chat.id)) return false;
  if (!world.privacy || message.chat.type === "private") return true;
  if (message.reply_to_message?.from.id === world.bot.id) return true;
  const text = message.text ?? message.caption ?? "";
  return (message.entities ?? message.caption_entities ?? []).some(({ type, offset, length, user }) => {
    const words = text.slice(offset, offset + length).toLowerCase();
    if (type === "text_mention") return user?.id === world.bot.id;
    if (type === "mention") return words === `@${world.bot.username}`.toLowerCase();
    return type === "bot_command" && (!words.includes("@") || words.endsWith(`@${world.bot.username}`.toLowerCase()));
  });
}

/** Somebody presses the button with this label under a message, as it looks now. */
export function press(
  { world, updates, turning }: Platform,
  user: User,
  shown: Message,
  label: string,
): { id: string; update: Update } {
  const now = world.messages.get(messageKey(shown.chat.id, shown.message_id)) ?? shown;
  const key = now.reply_markup?.inline_keyboard.flat().find((one) => one.text === label);
  if (!key?.callback_data) throw new Error(`no button "${label}" to press under message ${shown.message_id}`);
  const id = `q${world.number()}`;
  turning.add(id);
  const query = { id, from: user, message: now, chat_instance: String(shown.chat.id), data: key.callback_data };
  return { id, update: updates.push({ callback_query: query }) };
}
