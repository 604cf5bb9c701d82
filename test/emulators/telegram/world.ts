/** What the platform knows: people, chats, messages, files. */
import { ApiError, type Chat, type Message, type User } from "./types.ts";

export interface World {
  bot: User;
  /** Privacy mode: in groups the bot hears only what is meant for it. */
  privacy: boolean;
  users: Map<number, User>;
  chats: Map<number, Chat>;
  /** Groups the bot has been put out of. */
  left: Set<number>;
  /** People who pressed "start" and have not blocked the bot since. */
  started: Set<number>;
  blocked: Set<number>;
  /** Old number → new number of groups that became supergroups. */
  moved: Map<number, number>;
  /** Topics of forums, by "<chat>:<message_thread_id>". */
  topics: Set<string>;
  /** By "<chat>:<message_id>". */
  messages: Map<string, Message>;
  files: Map<string, { bytes: Buffer; path: string; name?: string }>;
  now(): number;
  /** The next number of a message, a file, a press. */
  number(): number;
}

export const messageKey = (chat: number, message: number): string => `${chat}:${message}`;

/** How a message of a forum's topic is marked; those of General carry nothing. */
export function inTopic(topic: number | undefined): object {
  return topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true };
}

/** The chat that the bot may write to, or the answer that Telegram gives instead. */
export function writable(world: World, id: number): Chat {
  const to = world.moved.get(id);
  if (to !== undefined) {
    throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: to });
  }
  if (world.blocked.has(id)) throw new ApiError(403, "Forbidden: bot was blocked by the user");
  if (world.users.has(id) && !world.started.has(id)) {
    throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
  }
  const chat = world.chats.get(id);
  if (!chat) throw new ApiError(400, "Bad Request: chat not found");
  if (world.left.has(id)) throw new ApiError(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
  return chat;
}

/** Keeps bytes under a new file id, whose path is what getFile tells. */
export function keepFile(world: World, folder: string, bytes: Uint8Array, name?: string): string {
  const number = world.number();
  const id = `F${number}`;
  const path = `${folder}/file_${number}${/\.\w+$/.exec(name ?? "")?.[0] ?? (folder === "photos" ? ".jpg" : "")}`;
  world.files.set(id, { bytes: Buffer.from(bytes), path, ...(name && { name }) });
  return id;
}

/** A photo as Telegram tells it: the same picture in two sizes, the small one first. */
export function photoSizes(world: World, bytes: Uint8Array): object[] {
  const big = keepFile(world, "photos", bytes);
  const small = keepFile(world, "photos", bytes.slice(0, 1));
  const size = (id: string, width: number, file_size: number) => {
    return { file_id: id, file_unique_id: `u${id}`, width, height: width, file_size };
  };
  return [size(small, 90, 1), size(big, 1280, bytes.byteLength)];
}
