/** A line of the script protocol (docs/talk.md) to a Message. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Address, Message } from "#bot";

const file = z.object({
  kind: z.enum(["image", "audio", "video", "file"]),
  path: z.string().min(1),
  name: z.string().optional(),
});
const place = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  datum: z.enum(["wgs84", "gcj02"]).default("gcj02"),
  label: z.string().optional(),
});

/** Somebody says something, or presses a button. */
export const spoken = z.object({
  chat: z.string().min(1),
  from: z.string().min(1),
  name: z.string().optional(),
  text: z.string().default(""),
  addressed: z.boolean().optional(),
  id: z.string().min(1).optional(),
  files: z.array(file).default([]),
  place: place.optional(),
  reply_to: z.string().optional(),
  press: z.string().optional(),
});

/** "g1" or "@wang" to an address. */
export function addressOf(chat: string): Address {
  return `terminal:${chat.startsWith("@") ? chat.slice(1) : chat}`;
}

export function toMessage(line: z.infer<typeof spoken>, now: number): Message {
  const direct = line.chat.startsWith("@");
  const message: Message = {
    id: `terminal:${line.id ?? `auto-${randomUUID()}`}`,
    chat: addressOf(line.chat),
    from: addressOf(line.from),
    name: line.name ?? "",
    // A reply to something the bot said, and a press, are addressed to it.
    addressed: line.addressed ?? (direct || line.press !== undefined || line.reply_to !== undefined),
    text: line.press ?? line.text,
    files: line.files.map(({ kind, path, name }) => ({ kind, ref: `terminal:${path}`, ...(name ? { name } : {}) })),
    at: new Date(now).toISOString(),
  };
  if (line.place) {
    const { label, ...point } = line.place;
    message.place = label ? { ...point, label } : point;
  }
  if (line.reply_to) message.replyTo = line.reply_to;
  return message;
}
