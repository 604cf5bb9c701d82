/** The platform's callbacks to messages. Pure: the same frame and the same knowledge give the same message. */
import type { Address, FileRef, Message } from "#bot";
import type { Callback, Media } from "./frames.ts";
import { withoutBot } from "./mention.ts";

export interface Known {
  /** What the bot is called, as far as it is known. */
  names: Iterable<string>;
  /** Epoch ms, for frames without a time. */
  now: number;
}

export interface Heard {
  message: Message;
  /** What stands behind `message.files`, in the same order. */
  media: Media[];
  /** The bot's name, where this message gives it away. */
  name?: string;
  /** A press: the card may be changed in answer to it, for five seconds. */
  press?: { task: string; reqId: string };
}

/** Undefined for what nobody said to the bot: somebody opens the chat, gives stars to an answer, a kick. */
export function toMessage(frame: Callback, known: Known): Heard | undefined {
  return frame.cmd === "aibot_event_callback" ? pressed(frame, known) : said(frame, known);
}

/** A quoted message is somebody else's words, or the bot's own: only what was said about it counts. */
function said({ body }: Callback, known: Known): Heard | undefined {
  const place = placeOf(body);
  if (!body.msgid || !place) return undefined;
  const { words, media } = contentOf(body);
  const group = place.chat !== place.from;
  const spoken = group ? withoutBot(words, known.names, body.quote !== undefined) : { text: words.trim() };
  const files = media.map(({ kind }, at): FileRef => ({ kind, ref: `wecom:${body.msgid}/${at}` }));
  if (!spoken.text && files.length === 0 && !group) return undefined;
  return {
    // In a group nothing arrives that is not said to the bot.
    message: { id: `wecom:${body.msgid}`, ...place, addressed: true, text: spoken.text, files, at: at(body, known) },
    media: media.map(({ media }) => media),
    ...("name" in spoken && spoken.name && { name: spoken.name }),
  };
}

/** The key of a button is what it says; the card's task id is the receipt of the message it belongs to. */
function pressed({ headers, body }: Callback, known: Known): Heard | undefined {
  const { event } = body;
  const place = placeOf(body);
  if (event?.eventtype !== "template_card_event" || !place) return undefined;
  const key = event.template_card_event?.event_key ?? event.event_key;
  const task = event.template_card_event?.task_id ?? event.task_id;
  if (!key) return undefined;
  const message: Message = {
    id: `wecom:press:${body.msgid ?? headers.req_id}`,
    ...place,
    addressed: true,
    text: saysOf(key),
    files: [],
    ...(task && { replyTo: receiptOf(task) }),
    at: at(body, known),
  };
  return { message, media: [], ...(task && { press: { task, reqId: headers.req_id } }) };
}

/** Keys on one card must differ; a second button that says the same has its number behind a line break. */
function saysOf(key: string): string {
  return key.replace(/\n\d$/, "");
}

/** A reply with many buttons is several cards: "<receipt>", "<receipt>@2" … */
function receiptOf(task: string): string {
  return task.split("@")[0] ?? task;
}

function placeOf(body: Callback["body"]): Pick<Message, "chat" | "from" | "name"> | undefined {
  const from: Address = `wecom:${body.from.userid}`;
  const group = body.chattype === "group" || (body.chattype === undefined && body.chatid !== undefined);
  if (group && !body.chatid) return undefined;
  // The wire tells no names. The userid is what colleagues know each other by, and better than nothing.
  return { chat: group ? `wecom:${body.chatid}` : from, from, name: body.from.userid };
}

function contentOf(body: Callback["body"]): { words: string; media: { kind: FileRef["kind"]; media: Media }[] } {
  const items = body.msgtype === "mixed" ? (body.mixed?.msg_item ?? []) : [];
  const words = [body.msgtype === "text" ? body.text : body.msgtype === "voice" ? body.voice : undefined];
  const media: { kind: FileRef["kind"]; media: Media }[] = [];
  for (const { text, image } of items) {
    words.push(text);
    if (image) media.push({ kind: "image", media: image });
  }
  for (const kind of ["image", "file", "video"] as const) {
    const found = body.msgtype === kind ? body[kind] : undefined;
    if (found) media.push({ kind, media: found });
  }
  return { words: words.flatMap((one) => (one?.content ? [one.content.trim()] : [])).join("\n"), media };
}

function at({ create_time }: Callback["body"], known: Known): string {
  return new Date(create_time ? create_time * 1_000 : known.now).toISOString();
}
