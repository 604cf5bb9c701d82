/** What Telegram says, as the house hears it: pure, so that a recorded frame is a test. */
import type { Message as Frame, Update, User } from "grammy/types";
import type { Message } from "#bot";
import { addressOf, messageAddress } from "./address.ts";
import { filesOf, placeOf } from "./attachments.ts";
import { cameOrWent, movedBy } from "./comings.ts";
import { type Known, type Read, readEntities } from "./entities.ts";
import { nameOf } from "./name.ts";
import { started } from "./start.ts";

/**
 * `me` is the bot (getMe), `now` the moment of a press in epoch ms (presses carry no date), `known` finds a person by
 * username, as far as they are known.
 * Undefined: nothing for the house (edits, other bots, the bot's own words, service notes, channels).
 */
export function toMessage(update: Update, me: User, now: number, known: Known = () => undefined): Message | undefined {
  if (update.message) return movedBy(update.message, me) ?? heard(update.message, me, known);
  if (update.my_chat_member) return cameOrWent(update.my_chat_member);
  return pressed(update, now);
}

function heard(frame: Frame, me: User, known: Known): Message | undefined {
  const { chat, from } = frame;
  // Words said in a chat's or a channel's name (anonymous admins, linked channels) have no person who could answer for them.
  if (!from || from.is_bot || frame.sender_chat || chat.type === "channel") return undefined;
  const direct = chat.type === "private";
  const read = readEntities(
    frame.text ?? frame.caption ?? "",
    frame.entities ?? frame.caption_entities ?? [],
    me,
    known,
  );
  const files = filesOf(frame);
  const place = placeOf(frame);
  const text = read.command === undefined ? plain(read.text || saidOtherwise(frame)) : spoken(read, direct);
  const said = frame.text !== undefined || frame.caption !== undefined;
  if (!said && !text && files.length === 0 && !place) return undefined;
  const answered = answeredByMe(frame, me);
  return {
    id: messageAddress(chat.id, frame.message_id),
    chat: addressOf(chat.id),
    from: addressOf(from.id),
    name: nameOf(from),
    addressed: direct || read.addressed || answered !== undefined,
    text,
    files,
    ...(place && { place }),
    ...(answered !== undefined && { replyTo: messageAddress(chat.id, answered) }),
    ...topicOf(frame),
    at: new Date(frame.date * 1000).toISOString(),
  };
}

/** The number of the bot's message that this one replies to. Every message of a forum topic "replies" to the topic's birth. */
function answeredByMe(frame: Frame, me: User): number | undefined {
  const to = frame.reply_to_message;
  if (!to || to.from?.id !== me.id || to.forum_topic_created) return undefined;
  return to.message_id;
}

/** Outside forums the same number only tells which replies hang together. */
function topicOf(frame: Pick<Frame, "is_topic_message" | "message_thread_id"> | object): { topic?: string } {
  if (!("message_thread_id" in frame) || !("is_topic_message" in frame)) return {};
  return frame.is_topic_message ? { topic: String(frame.message_thread_id) } : {};
}

/** Telegram's own commands in the house's words. */
function spoken({ command = "", text }: Read, direct: boolean): string {
  if (command === "help") return "帮助";
  if (command === "cancel") return "取消";
  if (command !== "start") return `${command} ${text}`.trim();
  return started(direct ? text : "");
}

/** "/提诉求" is no command to Telegram, which takes Latin letters only, but it is one to the person. */
function plain(text: string): string {
  return text.replace(/^\/(?=\p{L})/u, "");
}

/** Things that are words to the sender but not to Telegram. */
function saidOtherwise(frame: Frame): string {
  if (frame.sticker) return frame.sticker.emoji ?? "";
  const { contact } = frame;
  if (!contact) return "";
  return [contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(" ");
}

/** A press says what the button says. A press under a message too old to be shown still tells chat and number. */
function pressed({ callback_query: press }: Update, now: number): Message | undefined {
  if (!press?.message || !press.data || press.from.is_bot) return undefined;
  const { chat, message_id } = press.message;
  return {
    id: `telegram:press:${press.id}`,
    chat: addressOf(chat.id),
    from: addressOf(press.from.id),
    name: nameOf(press.from),
    addressed: true,
    text: press.data,
    files: [],
    replyTo: messageAddress(chat.id, message_id),
    ...topicOf(press.message),
    at: new Date(now).toISOString(),
  };
}
