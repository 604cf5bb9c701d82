import assert from "node:assert/strict";
import { test } from "node:test";
import type { Update } from "grammy/types";
import { toMessage } from "../../../adapters/telegram/toMessage.ts";
import { DATE, direct, group, marked, me, said, wang } from "./frames.ts";

const read = (fields: object) => toMessage(said(fields), me, 0);
const text = (fields: object) => read(fields)?.text;

test("a mention in a group: addressed, and taken out of the words", () => {
  assert.deepEqual(read(marked("@xiaoyi_BOT 我要投诉", { "@xiaoyi_BOT": "mention" })), {
    id: "telegram:-1001:42",
    chat: "telegram:-1001",
    from: "telegram:5",
    name: "王 师傅",
    addressed: true,
    text: "我要投诉",
    files: [],
    at: new Date(DATE * 1000).toISOString(),
  });
});

test("a direct chat: the chat is the person, everything is addressed", () => {
  const message = read({ chat: direct, text: "工资不发怎么办" });
  assert.equal(message?.addressed, true);
  assert.equal(message?.chat, message?.from);
});

test("words of a group that are not for the bot are not addressed, whatever they look like", () => {
  for (const words of [
    { text: "@xiaoyi_bot 我要投诉" }, // no entity: Telegram itself does not take it for a mention
    marked("@xiaoyi_bot2 你好", { "@xiaoyi_bot2": "mention" }),
    marked("/help", { "/help": "bot_command" }),
    marked("/help@other_bot", { "/help@other_bot": "bot_command" }),
    marked("看 https://t.me/@xiaoyi_bot", { "https://t.me/@xiaoyi_bot": "url" }),
  ]) {
    assert.equal(read(words)?.addressed, false, JSON.stringify(words));
  }
});

test("offsets are UTF-16 units: an emoji before the mention does not shift the cut", () => {
  assert.equal(text(marked("😀👍 @xiaoyi_bot，在吗", { "@xiaoyi_bot": "mention" })), "😀👍 ，在吗");
  assert.equal(text(marked("@xiaoyi_bot，在吗", { "@xiaoyi_bot": "mention" })), "在吗");
  assert.equal(text(marked("你好 @xiaoyi_bot 在吗", { "@xiaoyi_bot": "mention" })), "你好 在吗");
  assert.equal(text(marked("提诉求 没有休息点@xiaoyi_bot", { "@xiaoyi_bot": "mention" })), "提诉求 没有休息点");
});

test("other people's mentions stay: a name as a link with its address, a username as written", () => {
  const li = { type: "text_mention", user: { id: 9, is_bot: false, first_name: "李[站长]" } };
  const words = marked("@xiaoyi_bot 任命 李[站长] secretary 东街 @someone", {
    "@xiaoyi_bot": "mention",
    "李[站长]": li,
    "@someone": "mention",
  });
  assert.equal(text(words), "任命 [@李站长](telegram:9) secretary 东街 @someone");
  const mine = read(marked("小驿 帮助", { 小驿: { type: "text_mention", user: me } }));
  assert.deepEqual([mine?.addressed, mine?.text], [true, "帮助"]);
});

test("a username is a person only when it is known whose it is", () => {
  const words = said(marked("任命 @Wang_SF 书记", { "@Wang_SF": "mention" }));
  const known = (username: string) => (username === "Wang_SF" ? 5 : undefined);
  assert.equal(toMessage(words, me, 0, known)?.text, "任命 [@Wang_SF](telegram:5) 书记");
});

test("commands become the house's words", () => {
  const command = (words: string, fields = {}) =>
    text({ ...marked(words, { [words.split(" ")[0] ?? ""]: "bot_command" }), ...fields });
  assert.equal(command("/start", { chat: direct }), "开始");
  assert.equal(command("/start K7M2", { chat: direct }), "继续 K7M2");
  assert.equal(command("/start go", { chat: direct }), "继续");
  assert.equal(command("/help", { chat: direct }), "帮助");
  assert.equal(command("/cancel", { chat: direct }), "取消");
  assert.equal(command("/join A12", { chat: direct }), "join A12");
  assert.equal(command("/help@xiaoyi_bot"), "帮助");
  assert.equal(command("/start@xiaoyi_bot somewhere"), "开始");
  assert.equal(text({ text: "/提诉求 没有休息点", chat: direct }), "提诉求 没有休息点");
  const both = marked("@xiaoyi_bot /help", { "@xiaoyi_bot": "mention", "/help": "bot_command" });
  assert.equal(text(both), "帮助");
});

test("a command with the bot's name is addressed", () => {
  assert.equal(read(marked("/help@XiaoYi_Bot", { "/help@XiaoYi_Bot": "bot_command" }))?.addressed, true);
});

test("a reply to the bot is addressed and names the receipt; a reply to a person or a topic's birth is not", () => {
  const to = (fields: object) =>
    read({ text: "+1", reply_to_message: { message_id: 7, chat: group, date: DATE, ...fields } });
  const reply = to({ from: me });
  assert.deepEqual([reply?.addressed, reply?.replyTo], [true, "telegram:-1001:7"]);
  const other = to({ from: wang });
  assert.deepEqual([other?.addressed, other?.replyTo], [false, undefined]);
  assert.equal(to({ from: me, forum_topic_created: { name: "x", icon_color: 1 } })?.addressed, false);
});

test("a photo's caption that mentions the bot is addressed; the largest size is the file", () => {
  const size = (file_id: string, width: number) => ({
    file_id,
    file_unique_id: file_id,
    width,
    height: width,
    file_size: width,
  });
  const { text: caption, entities: caption_entities } = marked("@xiaoyi_bot 随手拍 井盖没了", {
    "@xiaoyi_bot": "mention",
  }) as { text: string; entities: object[] };
  const message = read({ photo: [size("S", 90), size("L", 1280), size("M", 320)], caption, caption_entities });
  assert.equal(message?.addressed, true);
  assert.equal(message?.text, "随手拍 井盖没了");
  assert.deepEqual(message?.files, [{ kind: "image", ref: "telegram:L", bytes: 1280 }]);
});

test("files by kind, with name and size", () => {
  const file = { file_id: "F", file_unique_id: "u", file_size: 9 };
  const files = (fields: object) => read({ chat: direct, ...fields })?.files;
  const document = { ...file, file_name: "证据.png", mime_type: "image/png" };
  assert.deepEqual(files({ document }), [{ kind: "image", ref: "telegram:F", name: "证据.png", bytes: 9 }]);
  assert.equal(files({ document: { ...document, mime_type: "application/pdf" } })?.[0]?.kind, "file");
  assert.equal(files({ document: file })?.[0]?.kind, "file");
  assert.equal(files({ voice: { ...file, duration: 1 } })?.[0]?.kind, "audio");
  assert.equal(files({ audio: { ...file, duration: 1 } })?.[0]?.kind, "audio");
  assert.equal(files({ video: file })?.[0]?.kind, "video");
  assert.deepEqual(files({ animation: file, document: file }), [{ kind: "video", ref: "telegram:F", bytes: 9 }]);
});

test("a location or a venue is a place in WGS-84", () => {
  const location = { latitude: 31.2, longitude: 121.4 };
  assert.deepEqual(read({ chat: direct, location })?.place, { lat: 31.2, lon: 121.4, datum: "wgs84" });
  const venue = { location, title: "东街驿站", address: "东街 1 号" };
  assert.equal(read({ chat: direct, location, venue })?.place?.label, "东街驿站 东街 1 号");
});

test("a sticker and a contact are words; service notes are nothing", () => {
  assert.equal(text({ chat: direct, sticker: { emoji: "👍" } }), "👍");
  assert.equal(text({ chat: direct, contact: { first_name: "李", phone_number: "10086" } }), "李 10086");
  assert.equal(read({ new_chat_members: [wang] }), undefined);
  assert.equal(read({ pinned_message: {} }), undefined);
});

test("bots, the bot itself, anonymous admins and channels are not heard, nor are edits", () => {
  assert.equal(read({ text: "@xiaoyi_bot hi", from: me }), undefined);
  assert.equal(read({ text: "hi", from: { ...wang, is_bot: true } }), undefined);
  assert.equal(read({ text: "hi", sender_chat: group }), undefined);
  assert.equal(read({ text: "hi", chat: { id: -1002, type: "channel", title: "频道" } }), undefined);
  const { message, update_id } = said({ text: "@xiaoyi_bot hi" });
  assert.equal(toMessage({ update_id, edited_message: message } as Update, me, 0), undefined);
  assert.equal(toMessage({ update_id, channel_post: message } as unknown as Update, me, 0), undefined);
});

test("a press says what the button says, about the message it stands under", () => {
  const press = { id: "q1", from: wang, chat_instance: "1", data: "报名 A12" };
  const heard = (message: object | undefined) =>
    toMessage({ update_id: 1, callback_query: { ...press, message } } as unknown as Update, me, DATE * 1000);
  const message = heard({ message_id: 7, chat: group, date: DATE, from: me, text: "招募" });
  assert.deepEqual(
    [message?.id, message?.chat, message?.from, message?.text, message?.replyTo, message?.addressed],
    ["telegram:press:q1", "telegram:-1001", "telegram:5", "报名 A12", "telegram:-1001:7", true],
  );
  // A message too old for Telegram to show still tells its chat and number.
  assert.equal(heard({ message_id: 7, chat: group, date: 0 })?.replyTo, "telegram:-1001:7");
  assert.equal(heard(undefined), undefined);
});

test("the bot's comings and goings in groups are events; people blocking it are not", () => {
  const change = (was: string, is: string, chat: object = group) => {
    const member = (status: string) => ({ status, user: me });
    const my_chat_member = { chat, from: wang, date: DATE, old_chat_member: member(was), new_chat_member: member(is) };
    return toMessage({ update_id: 1, my_chat_member } as unknown as Update, me, 0);
  };
  const added = change("left", "member");
  assert.deepEqual(
    [added?.event, added?.chat, added?.from, added?.addressed],
    ["added", "telegram:-1001", "telegram:5", true],
  );
  assert.equal(change("member", "kicked")?.event, "removed");
  assert.equal(change("member", "administrator"), undefined);
  assert.equal(change("member", "kicked", direct), undefined);
  assert.notEqual(change("left", "member")?.id, change("member", "left")?.id);
});

test("a migrated group: one event, whichever of the two chats tells it", () => {
  const old = { id: -5, type: "group", title: "东街骑手群" };
  const one = read({ chat: old, migrate_to_chat_id: -1001 });
  const other = read({ migrate_from_chat_id: -5 });
  assert.deepEqual(
    [one?.event, one?.chat, one?.text, one?.addressed],
    ["moved", "telegram:-5", "telegram:-1001", true],
  );
  assert.equal(one?.id, other?.id);
  assert.notEqual(one?.chat, one?.from); // not a direct chat
});
