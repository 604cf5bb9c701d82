/** The events we listen to, as the SDK hands them over: header and body in one object. Unknown fields are dropped. */
import { z } from "zod";

const header = {
  event_id: z.string(),
  /** Milliseconds for events, microseconds for card callbacks. */
  create_time: z.string().optional(),
};
const ids = z.object({ open_id: z.string().nullish() });

export const mention = z.object({ key: z.string(), id: ids, name: z.string().default("") });

/** im.message.receive_v1 */
export const messageEvent = z.object({
  ...header,
  event_type: z.literal("im.message.receive_v1"),
  sender: z.object({ sender_id: ids.nullish(), sender_type: z.string() }),
  message: z.object({
    message_id: z.string().min(1),
    parent_id: z.string().optional(),
    create_time: z.string().optional(),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(mention).nullish(),
  }),
});

/** card.action.trigger */
export const pressEvent = z.object({
  ...header,
  event_type: z.literal("card.action.trigger"),
  operator: ids,
  action: z.object({ value: z.object({ says: z.string().min(1), d: z.literal(1).optional() }) }),
  context: z.object({ open_message_id: z.string().optional(), open_chat_id: z.string().optional() }),
});

/** im.chat.member.bot.added_v1 and …deleted_v1 */
export const comingEvent = z.object({
  ...header,
  event_type: z.enum(["im.chat.member.bot.added_v1", "im.chat.member.bot.deleted_v1"]),
  chat_id: z.string().min(1),
  operator_id: ids.nullish(),
});

export const larkEvent = z.discriminatedUnion("event_type", [messageEvent, pressEvent, comingEvent]);

export type Mention = z.infer<typeof mention>;
export type MessageEvent = z.infer<typeof messageEvent>;
export type LarkEvent = z.infer<typeof larkEvent>;
