/** What people do in the pretended organisation, as the frames DingTalk makes of it. */
import type { Stream } from "./stream.ts";
import type { Person, Sent, Session, World } from "./world.ts";

export const ROBOT = "/v1.0/im/bot/messages/get";
export const CARD = "/v1.0/card/instances/callback";
/** An answer address lives about 90 minutes. */
const SESSION_MS = 90 * 60_000;

export interface SaysOptions {
  /** The bot is mentioned. Without it DingTalk tells a robot nothing of a group. */
  mention?: boolean;
  /** The frame arrives all the same: no real DingTalk does this. */
  overheard?: boolean;
  /** Everybody is mentioned. */
  all?: boolean;
  /** Other people who are mentioned; their "@name" is taken out of the text, its blanks stay. */
  at?: string[];
  /** Mentions stay readable in the text, as other senders of these frames leave them. */
  visible?: boolean;
  image?: Uint8Array;
  voice?: { bytes: Uint8Array; recognition: string };
  file?: { name: string; bytes: Uint8Array };
  /** The length that the download tells instead of the true one. */
  toldLength?: number;
  contentType?: string;
  /** The message that is quoted, with its id as DingTalk tells it. */
  quotes?: Sent;
  msgId?: string;
  messageId?: string;
  /** The frame arrives in so many pieces. */
  fragments?: number;
  /** More fields of the frame, or other ones. */
  frame?: Record<string, unknown>;
}

export interface Spoken {
  msgId: string;
  /** The push that carried it; "" when the bot was not told. */
  messageId: string;
  data: Record<string, unknown>;
}

/** Someone says something in a group (its conversation id) or directly (`chat` is their own staff id). */
export function says(
  world: World,
  stream: Stream,
  robotCode: string,
  url: string,
  from: Person,
  chat: string,
  text: string,
  options: SaysOptions,
): Spoken {
  const group = chat === from.staffId ? undefined : world.groups.get(chat);
  if (chat !== from.staffId && !group) throw new Error(`there is no group ${chat}`);
  const msgId = options.msgId ?? `msg${world.next()}==`;
  const session = sessionFor(world, chat);
  const { robot } = world;
  const listed = (options.at ?? []).map((id) => world.people.get(id)).filter((one) => one !== undefined);
  const atUsers = [
    ...(options.mention ? [{ dingtalkId: robot.dingtalkId }] : []),
    ...listed.map(({ dingtalkId, staffId }) => ({ dingtalkId, ...(world.published && { staffId }) })),
  ];
  const words = spoken(world, text, options, listed);
  const data = {
    conversationId: group?.conversationId ?? `cidDirect${from.staffId}==`,
    conversationType: group ? "2" : "1",
    ...(group && { conversationTitle: group.title, isInAtList: options.mention === true, atUsers }),
    msgId,
    ...(world.published && { senderStaffId: from.staffId }),
    senderId: from.dingtalkId,
    senderNick: from.name,
    senderCorpId: robot.corpId,
    chatbotCorpId: robot.corpId,
    chatbotUserId: robot.dingtalkId,
    robotCode,
    createAt: world.now(),
    sessionWebhook: `${url}/robot/sendBySession?session=${session.id}`,
    sessionWebhookExpiredTime: session.until,
    ...(options.quotes && { originalProcessQueryKey: options.quotes.id }),
    ...contentOf(world, words, options),
    ...options.frame,
  };
  const told = !group || options.mention || options.overheard;
  return { msgId, data, messageId: told ? stream.push("CALLBACK", ROBOT, data, options) : "" };
}

/** Someone taps the button with this label under a card of the bot. */
export function presses(world: World, stream: Stream, from: Person, sent: Sent, label: string, bare: boolean): string {
  const button = sent.buttons.find((one) => one.label === label);
  if (!button || !sent.track) throw new Error(`no button 「${label}」 on 「${sent.text}」`);
  const params = bare ? {} : { says: button.says, chat: world.groups.has(sent.to) ? sent.to : "" };
  const content = JSON.stringify({ cardPrivateData: { actionIds: [button.action], params } });
  const callback = { type: "actionCallback", outTrackId: sent.track, userId: from.staffId, userIdType: 1, content };
  return stream.push("CALLBACK", CARD, { ...callback, value: content, corpId: world.robot.corpId, extension: "{}" });
}

function spoken(world: World, text: string, options: SaysOptions, listed: Person[]): string {
  const own = options.mention ? (options.visible ? `@${world.robot.name} ` : " ") : "";
  const said = options.visible ? text : listed.reduce((words, one) => words.replace(`@${one.name}`, ""), text);
  return `${options.all ? "@所有人 " : ""}${own}${said}`;
}

function sessionFor(world: World, chat: string): Session {
  const session = { id: `session${world.next()}`, chat, until: world.now() + SESSION_MS };
  world.sessions.set(session.id, session);
  return session;
}

function contentOf(world: World, text: string, options: SaysOptions): object {
  const { image, voice, file, toldLength, contentType = "application/octet-stream" } = options;
  const attach = (bytes: Uint8Array) => {
    const downloadCode = `code/${world.next()}+==`;
    const told = toldLength === undefined ? {} : { toldLength };
    world.attached.set(downloadCode, { downloadCode, bytes: Buffer.from(bytes), contentType, expired: false, ...told });
    return downloadCode;
  };
  if (voice) return { msgtype: "audio", content: { ...voice, bytes: undefined, downloadCode: attach(voice.bytes) } };
  if (file) return { msgtype: "file", content: { fileName: file.name, downloadCode: attach(file.bytes), fileId: "1" } };
  if (!image) return { msgtype: "text", text: { content: text } };
  const codes = { downloadCode: attach(image), pictureDownloadCode: "small" };
  if (!text.trim()) return { msgtype: "picture", content: codes };
  return { msgtype: "richText", content: { richText: [{ text }, { type: "picture", ...codes }] } };
}
