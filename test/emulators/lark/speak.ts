/** What people do in the pretended tenant, as the events Feishu makes of it. */
import type { Line } from "./socket.ts";
import type { Person, Resource, Room, Sent, World } from "./world.ts";

export interface SaysOptions {
  /** The bot is mentioned at the beginning. */
  mention?: boolean;
  /** Everybody is mentioned at the beginning. */
  all?: boolean;
  /** Other people whose "@name" in the text is a real mention. */
  at?: string[];
  messageId?: string;
  eventId?: string;
  image?: Uint8Array;
  file?: { name: string; bytes: Uint8Array };
  place?: { name: string; lat: number; lon: number };
  /** The id of the message that this one answers. */
  parent?: string;
  /** The frame arrives in so many pieces. */
  fragments?: number;
}

type Content = { type: string; content: object };

/**
 * Someone says something in a group (its chat id) or directly (`chat` is their own open_id). Without a line the bot
 * is not told.
 */
export function says(
  world: World,
  line: Line | undefined,
  from: Person,
  chat: string,
  text: string,
  options: SaysOptions,
) {
  const room = chat === from.openId ? undefined : groupOf(world, chat);
  room?.members.add(from.openId);
  const messageId = options.messageId ?? `om_${world.next()}`;
  const chatId = room?.chatId ?? from.direct;
  world.chatOf.set(messageId, chatId);
  const { spoken, mentions } = mentioning(world, text, options);
  const { type, content } = contentOf(world, messageId, spoken, options);
  const message = {
    message_id: messageId,
    chat_id: chatId,
    chat_type: room ? "group" : "p2p",
    message_type: type,
    content: JSON.stringify(content),
    create_time: String(Date.now()),
    update_time: String(Date.now()),
    ...(mentions.length && { mentions }),
    ...(options.parent && { parent_id: options.parent, root_id: options.parent }),
  };
  const sender = { sender_id: idsOf(from.openId), sender_type: "user", tenant_key: "tenant" };
  const event = { sender, message };
  const eventId = line?.push("im.message.receive_v1", event, options.eventId, options.fragments) ?? "";
  return { messageId, eventId, event };
}

/** Someone taps the button with this label under a message of the bot. */
export function presses(world: World, line: Line, from: Person, sent: Sent, label: string): string {
  const shown = world.sent.find((one) => one.id === sent.id && !one.recalled);
  const button = shown?.buttons.find((one) => one.label === label);
  if (!button)
    throw new Error(`no button 「${label}」 on 「${shown?.text}」: ${shown?.buttons.map((one) => one.label)}`);
  return line.push("card.action.trigger", {
    operator: { ...idsOf(from.openId), tenant_key: "tenant" },
    token: `c-${world.next()}`,
    action: { value: button.value, tag: "button" },
    host: "im_message",
    context: { open_message_id: sent.id, open_chat_id: sent.chatId },
  });
}

export function groupOf(world: World, chat: string): Room {
  const room = world.rooms.get(chat);
  if (!room) throw new Error(`there is no group ${chat}`);
  return room;
}

export function idsOf(openId: string): object {
  return { open_id: openId, union_id: openId.replace("ou_", "on_"), user_id: null };
}

function mentioning(world: World, text: string, options: SaysOptions) {
  const mentions: object[] = [];
  const mention = (openId: string, name: string) => {
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, id: idsOf(openId), name, tenant_key: "tenant" });
    return key;
  };
  let spoken = text;
  if (options.mention) spoken = `${mention(world.botOpenId, world.botName)} ${spoken}`;
  for (const openId of options.at ?? []) {
    const name = world.people.get(openId)?.name ?? openId;
    spoken = spoken.replaceAll(`@${name}`, mention(openId, name));
  }
  if (options.all) spoken = `@_all ${spoken}`; // not in `mentions`, as seen
  return { spoken, mentions };
}

function contentOf(world: World, messageId: string, text: string, options: SaysOptions): Content {
  const attach = (kind: Resource["kind"], name: string, bytes: Uint8Array) => {
    const key = `${kind === "image" ? "img" : "file"}_v3_${world.next()}`;
    world.resources.push({ messageId, kind, key, name, bytes: Buffer.from(bytes) });
    return key;
  };
  if (options.place) {
    const { name, lat, lon } = options.place;
    return { type: "location", content: { name, latitude: String(lat), longitude: String(lon) } };
  }
  if (options.file) {
    const { name, bytes } = options.file;
    return { type: "file", content: { file_key: attach("file", name, bytes), file_name: name } };
  }
  if (!options.image) return { type: "text", content: { text } };
  const image_key = attach("image", "photo.png", options.image);
  if (!text) return { type: "image", content: { image_key } };
  // A picture with words is rich text, and a mention in it names the key.
  const words = text.split(/(@_user_\d+)/).filter(Boolean);
  const line = words.map((word) =>
    word.startsWith("@_user_") ? { tag: "at", user_id: word, user_name: "" } : { tag: "text", text: word, style: [] },
  );
  return { type: "post", content: { title: "", content: [line, [{ tag: "img", image_key, width: 4, height: 3 }]] } };
}
