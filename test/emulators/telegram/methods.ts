/** The Bot API's methods, one function each; what a method changes, it changes in the world. */
import { keys, words } from "./compose.ts";
import type { HookDesk } from "./hooks.ts";
import type { Counter } from "./limits.ts";
import { ApiError, type Call, type Chat, type Message } from "./types.ts";
import type { Updates } from "./updates.ts";
import { inTopic, keepFile, messageKey, photoSizes, type World, writable } from "./world.ts";

export interface Platform {
  world: World;
  updates: Updates;
  hooks: HookDesk;
  counter: Counter;
  /** Presses whose spinner still turns. */
  turning: Set<string>;
}

type Method = (platform: Platform, call: Call) => unknown;

const bad = (why: string) => new ApiError(400, `Bad Request: ${why}`);

export const methods: Record<string, Method> = {
  getMe: ({ world }) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: !world.privacy,
    supports_inline_queries: false,
  }),
  getUpdates: ({ updates }, { body }) => updates.poll(body),
  getWebhookInfo: ({ hooks }) => hooks.info(),
  setWebhook: ({ hooks }, { body }) => hooks.set(body),
  deleteWebhook: ({ hooks }, { body }) => hooks.drop(body),
  sendMessage(platform, { body }) {
    const { text, entities } = words(body, "text");
    return show(platform, body, { text, entities });
  },
  sendPhoto: (platform, call) => show(platform, call.body, { photo: photo(platform.world, call), ...caption(call) }),
  sendDocument(platform, call) {
    const { bytes, name, id } = content(platform.world, call, "document", "documents");
    const document = {
      file_id: id,
      file_unique_id: `u${id}`,
      file_size: bytes.length,
      ...(name && { file_name: name }),
    };
    return show(platform, call.body, { document, ...caption(call) });
  },
  editMessageText(platform, { body }) {
    const { text, entities } = words(body, "text");
    return change(platform, body, "text", { text, entities });
  },
  editMessageCaption: (platform, call) => change(platform, call.body, "caption", caption(call)),
  deleteMessage({ world }, { body }) {
    const chat = writable(world, Number(body.chat_id));
    if (world.messages.delete(messageKey(chat.id, Number(body.message_id)))) return true;
    throw bad("message to delete not found");
  },
  answerCallbackQuery({ turning }, { body }) {
    if (turning.delete(String(body.callback_query_id))) return true;
    throw bad("query is too old and response timeout expired or query ID is invalid");
  },
  getFile({ world }, { body }) {
    const file = world.files.get(String(body.file_id));
    if (!file) throw bad("wrong file_id or the file is temporarily unavailable");
    if (file.bytes.length > 20 * 1024 * 1024) throw bad("file is too big");
    const id = String(body.file_id);
    return { file_id: id, file_unique_id: `u${id}`, file_size: file.bytes.length, file_path: file.path };
  },
  getChatMember({ world }, { body }) {
    const chat = writable(world, Number(body.chat_id));
    const user = body.user_id === world.bot.id ? world.bot : world.users.get(Number(body.user_id));
    if (!user) throw bad("user not found");
    return { status: world.left.has(chat.id) ? "left" : "member", user };
  },
};

/** Counts the send, keeps the message and returns it as the platform would. */
function show({ world, counter }: Platform, body: Record<string, unknown>, shown: object): Message {
  const chat: Chat = writable(world, Number(body.chat_id));
  const markup = keys(body);
  const topic = body.message_thread_id === undefined ? undefined : Number(body.message_thread_id);
  if (topic !== undefined && !world.topics.has(messageKey(chat.id, topic))) throw bad("message thread not found");
  counter.count(chat.id);
  const message_id = world.number();
  const date = Math.floor(world.now() / 1000);
  const message = {
    message_id,
    from: world.bot,
    chat,
    date,
    ...shown,
    ...inTopic(topic),
    ...(markup && { reply_markup: markup }),
  };
  world.messages.set(messageKey(chat.id, message_id), message);
  return message;
}

function change({ world }: Platform, body: Record<string, unknown>, field: string, shown: object): Message {
  const chat = writable(world, Number(body.chat_id));
  const key = messageKey(chat.id, Number(body.message_id));
  const old = world.messages.get(key);
  if (!old) throw bad("message to edit not found");
  if (old.from.id !== world.bot.id) throw bad("message can't be edited");
  if (field === "text" && old.text === undefined) throw bad("there is no text in the message to edit");
  const { reply_markup: _, ...rest } = old;
  const markup = keys(body);
  const now = { ...rest, ...shown, ...(markup && { reply_markup: markup }) };
  if (JSON.stringify(now) === JSON.stringify(old)) {
    throw bad(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  world.messages.set(key, now);
  return { ...now, edit_date: Math.floor(world.now() / 1000) };
}

function caption({ body }: Call): object {
  if (!body.caption) return {};
  const { text, entities } = words(body, "caption");
  return { caption: text, caption_entities: entities };
}

function photo(world: World, call: Call): object[] {
  const { bytes } = content(world, call, "photo", "photos");
  if (bytes.length > 10 * 1024 * 1024) throw bad("too big for a photo");
  // Anything that is no picture at all; enough to see whether a client falls back to a document.
  if (bytes.subarray(0, 8).toString("latin1") === "NOTPHOTO") throw bad("IMAGE_PROCESS_FAILED");
  return photoSizes(world, bytes);
}

/** An uploaded file ("attach://<name>"), or one that the platform already has. */
function content(world: World, { body, files }: Call, field: string, folder: string) {
  const given = String(body[field] ?? "");
  const upload = files.get(given.replace(/^attach:\/\//, ""));
  const old = world.files.get(given);
  if (!upload && !old) throw bad(`there is no ${field} in the request`);
  const { bytes, name } = upload ?? { bytes: old?.bytes ?? Buffer.alloc(0), name: old?.name };
  return { bytes, name, id: upload ? keepFile(world, folder, bytes, name) : given };
}
