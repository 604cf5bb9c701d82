/** Frames to messages, and the mention of the bot, which no frame marks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { callback } from "../../../adapters/wecom/frames.ts";
import { withoutBot } from "../../../adapters/wecom/mention.ts";
import { toMessage } from "../../../adapters/wecom/toMessage.ts";

const NOW = Date.parse("2026-11-23T01:00:00Z");
const body = {
  msgid: "MSG1",
  aibotid: "BOT",
  chatid: "wrGROUP",
  chattype: "group",
  from: { userid: "zhangsan" },
  create_time: 1795222800,
  msgtype: "text",
  text: { content: "@小驿 你好" },
};
const direct = { ...body, chatid: undefined, chattype: "single", text: { content: "你好" } };

function heard(more: object, cmd = "aibot_msg_callback", names: string[] = []) {
  const { data } = callback.safeParse({ cmd, headers: { req_id: "R1" }, body: more });
  return data && toMessage(data, { names, now: NOW });
}
const message = (more: object) => heard(more)?.message;

test("a text in a group: always to the bot, the mention taken out", () => {
  assert.deepEqual(message(body), {
    id: "wecom:MSG1",
    chat: "wecom:wrGROUP",
    from: "wecom:zhangsan",
    name: "zhangsan",
    addressed: true,
    text: "你好",
    files: [],
    at: "2026-11-21T01:00:00.000Z",
  });
});

test("a text in the direct chat: the chat is the person, nothing is taken out", () => {
  const { chat, text, addressed } = message({ ...direct, text: { content: " @小驿 你好 " } }) ?? {};
  assert.deepEqual([chat, text, addressed], ["wecom:zhangsan", "@小驿 你好", true]);
});

test("without a time of its own it is now; a mention alone in a group is still said to the bot", () => {
  assert.equal(message({ ...body, create_time: undefined })?.at, new Date(NOW).toISOString());
  assert.equal(message({ ...body, text: { content: "@小驿" } })?.text, "");
  assert.equal(message({ ...direct, text: { content: " " } }), undefined);
});

test("a quotation is not part of what was said, its pictures neither", () => {
  const quote = { msgtype: "mixed", mixed: { msg_item: [{ msgtype: "image", image: { url: "u", aeskey: "k" } }] } };
  const said = message({ ...body, quote, text: { content: "@小驿 没解决 A12" } });
  assert.deepEqual([said?.text, said?.files], ["没解决 A12", []]);
});

test("pictures, files and videos are named by the message and their place in it; secrets stay outside the message", () => {
  const image = { url: "https://x/1", aeskey: "k1" };
  const mixed = {
    msg_item: [
      { msgtype: "text", text: { content: "@小驿 随手拍 井盖坏了" } },
      { msgtype: "image", image },
      { msgtype: "sticker", sticker: {} },
      { msgtype: "image", image: { url: "https://x/2", aeskey: "k2" } },
      { msgtype: "text", text: { content: "在东街口" } },
      "nonsense",
    ],
  };
  const found = heard({ ...body, msgtype: "mixed", text: undefined, mixed });
  assert.equal(found?.message.text, "随手拍 井盖坏了\n在东街口");
  assert.deepEqual(found?.message.files, [
    { kind: "image", ref: "wecom:MSG1/0" },
    { kind: "image", ref: "wecom:MSG1/1" },
  ]);
  assert.deepEqual(found?.media, [image, { url: "https://x/2", aeskey: "k2" }]);
  assert.ok(!JSON.stringify(found?.message).includes("https://x"));
  for (const kind of ["image", "file", "video"])
    assert.equal(message({ ...direct, msgtype: kind, text: undefined, [kind]: image })?.files[0]?.kind, kind);
});

test("a spoken message is what was understood of it", () => {
  const said = message({ ...direct, msgtype: "voice", text: undefined, voice: { content: "我要投诉" } });
  assert.deepEqual([said?.text, said?.files], ["我要投诉", []]);
});

const event = { ...direct, text: undefined, msgtype: "event", msgid: "EVT1" };
const pressOf = (press: object, more: object = {}) =>
  heard(
    { ...event, ...more, event: { eventtype: "template_card_event", template_card_event: press } },
    "aibot_event_callback",
  );

test("a press says what its key says, where the card hangs, and refers to it", () => {
  const found = pressOf({ event_key: "报名 A12", task_id: "T1" }, { chatid: "wrGROUP", chattype: "group" });
  const { id, chat, from, text, replyTo, addressed } = found?.message ?? {};
  assert.deepEqual(
    [id, chat, from, text, replyTo, addressed],
    ["wecom:press:EVT1", "wecom:wrGROUP", "wecom:zhangsan", "报名 A12", "T1", true],
  );
  assert.deepEqual(found?.press, { task: "T1", reqId: "R1" });
  assert.equal(pressOf({ event_key: "x" })?.message.chat, "wecom:zhangsan");
});

test("a press without a message id has its request's; a second card belongs to the first; a repeated key loses its number", () => {
  assert.equal(pressOf({ event_key: "x" }, { msgid: undefined })?.message.id, "wecom:press:R1");
  assert.equal(pressOf({ event_key: "x", task_id: "T1@2" })?.message.replyTo, "T1");
  assert.equal(pressOf({ event_key: "x", task_id: "T1@2" })?.press?.task, "T1@2");
  assert.equal(pressOf({ event_key: "报名 A12\n2" })?.message.text, "报名 A12");
});

test("a press in the flat shape that the SDK's types tell is heard too", () => {
  const flat = { eventtype: "template_card_event", event_key: "报名", task_id: "T1" };
  assert.equal(heard({ ...event, event: flat }, "aibot_event_callback")?.message.replyTo, "T1");
});

test("what nobody said makes no message", () => {
  for (const eventtype of ["enter_chat", "feedback_event", "disconnected_event", "something_new"])
    assert.equal(heard({ ...event, event: { eventtype } }, "aibot_event_callback"), undefined);
  assert.equal(heard({ ...body, from: {} }), undefined);
  assert.equal(heard({ ...body, msgid: undefined }), undefined);
  assert.equal(heard({ ...body, chatid: undefined }), undefined);
  assert.equal(heard({ ...direct, msgtype: "link", link: {} }), undefined);
  assert.equal(heard(body, "aibot_new_callback"), undefined);
});

type Case = [string, string, { names?: string[]; quoted?: true; learns?: string }?];
const mentions: Case[] = [
  ["@小驿 你好", "你好", { learns: "小驿" }],
  ["@小驿\u2005你好", "你好", { learns: "小驿" }],
  ["@小驿，帮助", "帮助", { learns: "小驿" }],
  ["@小驿", "", { learns: "小驿" }],
  ["报名 A12 @小驿", "报名 A12", { learns: "小驿" }],
  ["我要报名@小驿", "我要报名", { learns: "小驿" }],
  ["井盖坏了 @小驿 快来", "井盖坏了 快来", { learns: "小驿" }],
  // Somebody else is mentioned as well.
  ["@小驿 任命 @李四 handler 东街", "任命 @李四 handler 东街"],
  ["@王师傅 @小驿 你好", "@小驿 你好"],
  ["@王师傅 @小驿 你好", "@王师傅 你好", { names: ["小驿"] }],
  ["@小驿站 @小驿 你好", "@小驿站 你好", { names: ["小驿"] }],
  ["@所有人 @小驿 明天停运吗", "@所有人 明天停运吗", { names: ["小驿"] }],
  // An address of e-mail is no mention.
  ["@小驿 写信给 a@b.com", "写信给 a@b.com", { learns: "小驿" }],
  ["写信给 a@b.com @小驿", "写信给 a@b.com", { learns: "小驿" }],
  // Names with spaces and signs.
  ["@Yi Zhan 帮助", "帮助", { names: ["Yi Zhan"] }],
  ["@Yi Zhan 帮助", "Zhan 帮助", { learns: "Yi" }],
  ["帮助 @Yi Zhan", "帮助", { names: ["Yi", "Yi Zhan"] }],
  ["@小驿(测试) 帮助", "帮助", { names: ["小驿(测试)"] }],
  // A quotation may bring words without any mention of the bot.
  ["叫 @李四 去看看", "叫 @李四 去看看", { quoted: true }],
  ["@小驿 没解决 A12", "没解决 A12", { quoted: true }],
  ["没有人被提到", "没有人被提到"],
];
for (const [said, text, { names = [], quoted = false, learns } = {}] of mentions)
  test(`「${said}」${names.length ? ` to ${names}` : ""}${quoted ? ", quoting," : ""} says 「${text}」`, () => {
    assert.deepEqual(withoutBot(said, names, quoted), { text, ...(learns && { name: learns }) });
  });
