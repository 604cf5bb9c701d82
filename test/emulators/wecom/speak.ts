/** What people do in the pretended company, as the frames that WeCom makes of it. */
import type { Files } from "./files.ts";
import type { Line } from "./socket.ts";
import type { Sent, World } from "./world.ts";

export interface Picture {
  bytes: Uint8Array;
  /** Cut off by so many bytes on the way, the header telling the shorter length. */
  cutOff?: number;
  /** No length is told. */
  chunked?: true;
  /** The first byte comes after so many ms. */
  slowMs?: number;
}

export interface SaysOptions {
  /** The bot is mentioned: true is at the head. Without it nothing said in a group reaches the bot. */
  mention?: boolean | "tail";
  /** Another message is quoted; its text. A quotation in a group reaches the bot without a mention. */
  quote?: string;
  /** Alone in a direct chat; together with words a mixed message. */
  image?: Uint8Array | Picture;
  images?: (Uint8Array | Picture)[];
  file?: { name: string; bytes: Uint8Array };
  /** The text is what was understood of the spoken words. */
  voice?: true;
  msgId?: string;
  /** Epoch ms; left out of the frame when null. */
  at?: number | null;
}

export interface Said {
  msgId: string;
  /** The bot got it. */
  delivered: boolean;
  frame: object;
}

export function says(
  world: World,
  line: Line,
  files: Files,
  user: string,
  chat: string,
  text: string,
  more: SaysOptions,
): Said {
  const direct = chat === user;
  if (!world.people.has(user)) throw new Error(`there is no person ${user}`);
  if (!direct && !world.groups.has(chat)) throw new Error(`there is no group ${chat}`);
  const msgId = more.msgId ?? `MSG${world.next()}`;
  const heard = direct || more.mention || more.quote !== undefined;
  const spoken =
    direct || !more.mention
      ? text
      : more.mention === "tail"
        ? `${text} @${world.botName}`
        : `@${world.botName} ${text}`;
  const at = more.at === undefined ? world.now() : more.at;
  const frame = {
    cmd: "aibot_msg_callback",
    headers: { req_id: `R${world.next()}` },
    body: {
      msgid: msgId,
      aibotid: "BOT",
      ...(direct ? { chattype: "single" } : { chatid: chat, chattype: "group" }),
      from: { userid: user },
      ...(at !== null && { create_time: Math.floor(at / 1_000) }),
      ...contentOf(files, spoken, more, direct),
      ...(more.quote !== undefined && { quote: { msgtype: "text", text: { content: more.quote } } }),
    },
  };
  if (!heard) return { msgId, delivered: false, frame };
  world.open.add(chat);
  return { msgId, delivered: line.push(frame), frame };
}

function contentOf(files: Files, content: string, more: SaysOptions, direct: boolean): object {
  const pictures = [...(more.image ? [more.image] : []), ...(more.images ?? [])];
  const images = pictures.map((one) => ({
    msgtype: "image",
    image: files.offer(one instanceof Uint8Array ? { bytes: one } : one),
  }));
  const [only] = images;
  const alone = (more.voice || more.file || (only && images.length === 1 && !content)) && !direct;
  if (alone) throw new Error("in a group WeCom hands the bot no pictures, files or voices by themselves");
  if (more.voice) return { msgtype: "voice", voice: { content } };
  if (more.file) return { msgtype: "file", file: files.offer({ bytes: more.file.bytes }, more.file.name) };
  if (only && images.length === 1 && !content) return only;
  if (only) return { msgtype: "mixed", mixed: { msg_item: [{ msgtype: "text", text: { content } }, ...images] } };
  return { msgtype: "text", text: { content } };
}

/** Someone taps a button; returns the event's message id. Throws when no such button is shown now. */
export function presses(world: World, line: Line, user: string, sent: Sent, label: string): Said {
  const shown = world.sent.find((one) => one.id === sent.id);
  const button = shown?.buttons.find((one) => one.label === label);
  if (!shown?.task || !button) throw new Error(`no button 「${label}」 on 「${shown?.text}」`);
  const reqId = `E${world.next()}`;
  world.presses.set(reqId, { task: shown.task, at: world.now() });
  const direct = world.people.has(shown.to);
  const press = { card_type: "button_interaction", event_key: button.key, task_id: shown.task };
  return event(world, line, user, direct ? undefined : shown.to, reqId, {
    eventtype: "template_card_event",
    template_card_event: press,
  });
}

/** Someone opens the direct chat for the first time that day. */
export function enters(world: World, line: Line, user: string): Said {
  return event(world, line, user, undefined, `E${world.next()}`, { eventtype: "enter_chat" });
}

function event(world: World, line: Line, user: string, chat: string | undefined, reqId: string, what: object): Said {
  const msgId = `EVT${world.next()}`;
  const body = {
    msgid: msgId,
    create_time: Math.floor(world.now() / 1_000),
    aibotid: "BOT",
    ...(chat ? { chatid: chat, chattype: "group" } : { chattype: "single" }),
    from: { userid: user },
    msgtype: "event",
    event: what,
  };
  const frame = { cmd: "aibot_event_callback", headers: { req_id: reqId }, body };
  return { msgId, delivered: line.push(frame), frame };
}
