/** What a puppet tells of a message. Pure: the same payload and the same knowledge give the same message. */
import type { Address, FileRef, Message, Place } from "#bot";
import { type Mentioned, spokenTo } from "./mention.ts";
import { KIND, type Payload } from "./puppet.ts";
import { quoted } from "./quote.ts";

export interface Known extends Omit<Mentioned, "ids"> {
  /** What the talker is called here. */
  name: string;
  place: Place | undefined;
  /** The receipt of the bot's own message with these words in this chat. */
  findSaid(words: string): string | undefined;
  /** Epoch ms. */
  now: number;
}

/** WeChat hands over what was said while nobody was logged in: older than this it is nobody's question any more. */
const OLD_MS = 10 * 60_000;

const FILES: Record<number, FileRef["kind"]> = {
  [KIND.file]: "file",
  [KIND.audio]: "audio",
  [KIND.image]: "image",
  [KIND.video]: "video",
};

/** Undefined for what is no word, file or place to the bot: its own, old ones, cards, transfers, recalls. */
export function toMessage(payload: Payload, known: Known): Message | undefined {
  const { id, type, talkerId, roomId = "", text = "" } = payload;
  const at = timeOf(payload, known.now);
  if (!id || !talkerId || talkerId === known.self || at < known.now - OLD_MS) return undefined;
  const from: Address = `wechat:${talkerId}`;
  const place = type === KIND.place ? known.place : undefined;
  const kind = FILES[type];
  if (!kind && !place && type !== KIND.text) return undefined;
  const quote = type === KIND.text ? quoted(text) : undefined;
  // The quoted words may hold a mention; only what was said about them counts.
  const words = quote?.rest ?? (type === KIND.text ? text : "");
  const said = spokenTo(words, { ...known, ids: payload.mentionIdList });
  const replyTo = quote && known.botNames.includes(quote.name) ? known.findSaid(quote.words) : undefined;
  const message: Message = {
    id: `wechat:${id}`,
    chat: roomId ? `wechat:${roomId}` : from,
    from,
    name: known.name,
    addressed: !roomId || said.called || replyTo !== undefined,
    text: said.text,
    files: kind ? [fileOf(payload, kind)] : [],
    ...(place && { place }),
    ...(replyTo && { replyTo }),
    at: new Date(at).toISOString(),
  };
  const empty = !message.text && message.files.length === 0 && !place;
  return empty && !roomId ? undefined : message;
}

/** What has no time is new. */
export function timeOf({ timestamp }: Pick<Payload, "timestamp">, now: number): number {
  if (!timestamp) return now;
  return timestamp < 1e11 ? timestamp * 1_000 : timestamp;
}

function fileOf({ id, filename }: Payload, kind: FileRef["kind"]): FileRef {
  const name = filename?.split(/[/\\]/).at(-1)?.trim().slice(0, 120);
  return { kind, ref: `wechat:${id}`, ...(name && { name }) };
}
