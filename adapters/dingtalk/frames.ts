/** What travels on the stream, as far as we read it: the envelope, a robot's message, a tap on a card. */
import { z } from "zod";

const text = z.string();
const id = text.min(1);
/** DingTalk writes some numbers as strings. */
const count = z.coerce.number().optional().catch(undefined);

export const envelope = z.object({
  type: text,
  /** Sent back as they came. */
  headers: z.looseObject({ topic: text.optional(), messageId: text.optional() }),
  /** A JSON string. */
  data: z.unknown().optional(),
});

/** CALLBACK /v1.0/im/bot/messages/get */
export const robotMessage = z.object({
  msgId: id,
  msgtype: text,
  conversationId: id,
  /** "1": a direct chat, "2": a group. */
  conversationType: z.coerce.string(),
  /** Missing until the app is published, and for people from outside. */
  senderStaffId: text.nullish(),
  senderId: text.nullish(),
  senderCorpId: text.nullish(),
  senderNick: text.nullish(),
  chatbotUserId: text.nullish(),
  chatbotCorpId: text.nullish(),
  isInAtList: z.boolean().nullish().catch(undefined),
  atUsers: z
    .array(z.object({ dingtalkId: text.nullish(), staffId: text.nullish() }))
    .nullish()
    .catch(undefined),
  sessionWebhook: text.nullish(),
  sessionWebhookExpiredTime: count,
  createAt: count,
  /** Names our own message when it is quoted: the processQueryKey of its send, or the carrier of a card. */
  originalProcessQueryKey: text.nullish(),
  text: z.object({ content: text }).nullish().catch(undefined),
  content: z.unknown().optional(),
});

/** CALLBACK /v1.0/card/instances/callback */
export const cardPress = z.object({
  outTrackId: id,
  userId: id,
  spaceId: text.nullish(),
  /** A JSON string. */
  content: z.unknown().optional(),
});

export const pressed = z.object({
  cardPrivateData: z.object({
    actionIds: z.array(text).nullish(),
    params: z.record(text, z.unknown()).nullish(),
  }),
});

export type Envelope = z.infer<typeof envelope>;
export type RobotMessage = z.infer<typeof robotMessage>;
export type CardPress = z.infer<typeof cardPress>;

/** JSON in a string, or what has been read already; undefined when it is no JSON. */
export function parsed(data: unknown): unknown {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
