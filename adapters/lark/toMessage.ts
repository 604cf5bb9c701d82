/** Feishu's events to messages. Pure: the same event and the same knowledge give the same message. */
import type { Address, Message } from "#bot";
import { contentOf } from "./content.ts";
import type { LarkEvent, MessageEvent } from "./events.ts";
import { withPeople } from "./mentions.ts";

export interface Known {
  /** The bot's own open_id, once it is known. */
  bot: string | undefined;
  /** Did the bot send the message with this id? */
  own(messageId: string): boolean;
  /** "所有人" */
  everybody: string;
}

/** Undefined for what is not ours to hear: other bots, our own words, stickers, what we cannot read. */
export function toMessage(event: LarkEvent, known: Known): Message | undefined {
  if (event.event_type === "im.message.receive_v1") return said(event, known);
  if (event.event_type === "card.action.trigger") return pressed(event);
  return came(event);
}

/** The message's id is the platform's message_id: one message may come under several event ids. */
function said(event: MessageEvent, known: Known): Message | undefined {
  const { sender, message } = event;
  const openId = sender.sender_id?.open_id;
  if (sender.sender_type !== "user" || !openId || openId === known.bot) return undefined;
  const content = contentOf(message);
  if (!content) return undefined;
  const from: Address = `lark:${openId}`;
  const direct = message.chat_type === "p2p";
  const mentions = message.mentions ?? [];
  const mentioned = known.bot !== undefined && mentions.some((one) => one.id.open_id === known.bot);
  const replied = message.parent_id !== undefined && known.own(message.parent_id);
  return {
    id: `lark:${message.message_id}`,
    chat: direct ? from : `lark:${message.chat_id}`,
    from,
    name: "",
    addressed: direct || mentioned || replied,
    text: withPeople(content.text, mentions, known.bot, known.everybody),
    files: content.files,
    ...(content.place && { place: content.place }),
    ...(message.parent_id && { replyTo: message.parent_id }),
    at: moment(message.create_time ?? event.create_time),
  };
}

/** A tap says what the button says, where it was shown; `d` marks buttons that were shown in a direct chat. */
function pressed(event: Extract<LarkEvent, { event_type: "card.action.trigger" }>): Message | undefined {
  const { operator, action, context } = event;
  if (!operator.open_id) return undefined;
  const from: Address = `lark:${operator.open_id}`;
  const direct = action.value.d === 1 || !context.open_chat_id;
  return {
    id: `lark:press:${event.event_id}`,
    chat: direct ? from : `lark:${context.open_chat_id}`,
    from,
    name: "",
    addressed: true,
    text: action.value.says,
    files: [],
    ...(context.open_message_id && { replyTo: context.open_message_id }),
    at: moment(event.create_time),
  };
}

function came(event: Extract<LarkEvent, { chat_id: string }>): Message {
  const chat: Address = `lark:${event.chat_id}`;
  return {
    id: `lark:event:${event.event_id}`,
    chat,
    from: event.operator_id?.open_id ? `lark:${event.operator_id.open_id}` : chat,
    name: "",
    addressed: true,
    text: "",
    files: [],
    event: event.event_type === "im.chat.member.bot.added_v1" ? "added" : "removed",
    at: moment(event.create_time),
  };
}

/** Events count milliseconds, card callbacks microseconds. */
function moment(created: string | undefined): string {
  const count = Number(created);
  if (!Number.isFinite(count) || count <= 0) return new Date(0).toISOString();
  return new Date(count > 1e14 ? count / 1_000 : count).toISOString();
}
