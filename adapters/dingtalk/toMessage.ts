/** DingTalk's frames to messages. Pure: the same frame and the same knowledge give the same message. */
import type { Address, Message } from "#bot";
import { contentOf } from "./content.ts";
import type { RobotMessage } from "./frames.ts";
import { mentionsBot, withPeople } from "./mentions.ts";

export interface Known {
  /** What a person is called, "" when it is not known. */
  nameOf(staffId: string): string;
  /** Epoch ms, for a frame that carries no date. */
  now: number;
}

/** The person: their number in the organisation; without one (see health) DingTalk's own, which only answers reach. */
export function personOf({ senderStaffId, senderId }: RobotMessage): Address | undefined {
  const id = senderStaffId || senderId;
  return id ? `dingtalk:${id}` : undefined;
}

/** Undefined for what is not ours to hear: our own words, what nobody said, what we cannot read. */
export function toMessage(message: RobotMessage, known: Known): Message | undefined {
  const { chatbotUserId, senderId, conversationType, conversationId } = message;
  if (senderId && senderId === chatbotUserId) return undefined;
  const from = personOf(message);
  const content = contentOf(message);
  if (!from || !content || (conversationType !== "1" && conversationType !== "2")) return undefined;
  const direct = conversationType === "1";
  const replyTo = message.originalProcessQueryKey;
  return {
    id: `dingtalk:${message.msgId}`,
    chat: direct ? from : `dingtalk:${conversationId}`,
    from,
    name: message.senderNick ?? "",
    addressed: direct || mentionsBot(message),
    text: withPeople(content.text, message, known.nameOf),
    files: content.files,
    ...(replyTo && { replyTo }),
    at: moment(message.createAt, known.now),
  };
}

/** A date that is none must not cost the message. */
function moment(told: number | undefined, now: number): string {
  const date = new Date(told || now);
  return (Number.isNaN(date.getTime()) ? new Date(now) : date).toISOString();
}

/** A tap, with what card and button turned out to be. */
export interface Pressed {
  /** The push's id: DingTalk gives a tap none of its own. */
  pushId: string;
  userId: string;
  chat: Address;
  says: string;
  /** The card's receipt id. */
  card: string;
  now: number;
}

/** A tap says what the button says, in the chat where it was shown. */
export function pressedMessage({ pushId, userId, chat, says, card, now }: Pressed, name: string): Message {
  return {
    id: `dingtalk:press:${pushId}`,
    chat,
    from: `dingtalk:${userId}`,
    name,
    addressed: true,
    text: says,
    files: [],
    replyTo: card,
    at: moment(now, 0),
  };
}
