/** Frames in the shape that the SDK hands over (PLATFORMS.md §1.2), turned into messages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { larkEvent } from "../../../adapters/lark/events.ts";
import { toMessage } from "../../../adapters/lark/toMessage.ts";

const BOT = "ou_b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0";
const known = { bot: BOT, own: (id: string) => id === "om_ours", everybody: "所有人" };
const bot = { key: "@_user_1", id: { union_id: "on_b", user_id: null, open_id: BOT }, name: "小驿", tenant_key: "t" };
const li = {
  key: "@_user_2",
  id: { union_id: "on_l", user_id: "", open_id: "ou_li" },
  name: "李[四]",
  tenant_key: "t",
};

function frame(type: string, content: unknown, more: object = {}, sender: object = {}) {
  return {
    schema: "2.0",
    event_id: "f7984f25108f8137722bb63cee927e66",
    token: "",
    create_time: "1764036000000",
    event_type: "im.message.receive_v1",
    tenant_key: "736588c9260f175d",
    app_id: "cli_a0b1c2d3e4f56789",
    sender: {
      sender_id: { open_id: "ou_wang", union_id: "on_wang", user_id: "" },
      sender_type: "user",
      tenant_key: "t",
      ...sender,
    },
    message: {
      chat_id: "oc_5ad11d72b830411d72b836c20",
      chat_type: "group",
      content: JSON.stringify(content),
      create_time: "1764036000123",
      message_id: "om_5ce6d572455d361153b7xx51da133945",
      message_type: type,
      update_time: "1764036000123",
      ...more,
    },
  };
}
const hear = (raw: unknown, knowing = known) => toMessage(larkEvent.parse(raw), knowing);

test("a mention in a group", () => {
  assert.deepEqual(hear(frame("text", { text: "@_user_1 随手拍 井盖没了" }, { mentions: [bot] })), {
    id: "lark:om_5ce6d572455d361153b7xx51da133945",
    chat: "lark:oc_5ad11d72b830411d72b836c20",
    from: "lark:ou_wang",
    name: "",
    addressed: true,
    text: "随手拍 井盖没了",
    files: [],
    at: "2025-11-25T02:00:00.123Z",
  });
});

test("a direct chat is the person's own address, whatever chat_id it comes under", () => {
  const message = hear(frame("text", { text: "你好" }, { chat_type: "p2p", chat_id: "oc_direct" }));
  assert.deepEqual([message?.chat, message?.from, message?.addressed], ["lark:ou_wang", "lark:ou_wang", true]);
});

const texts: [string, string, object[], string][] = [
  ["the bot in the middle", "你好 @_user_1 帮助", [bot], "你好 帮助"],
  ["another person", "@_user_1 任命 @_user_2 承办人 东街", [bot, li], "任命 [@李 四](lark:ou_li) 承办人 东街"],
  [
    "@_user_1 and @_user_12 apart",
    "@_user_12@_user_1x",
    [bot, { ...li, key: "@_user_12", name: "李" }],
    "[@李](lark:ou_li)x",
  ],
  ["nothing that only looks like the bot's name", "小驿 @小驿 @_user_9", [], "小驿 @小驿 @_user_9"],
  ["everybody", "@_all 开会", [], "@所有人 开会"],
  ["somebody of another organisation", "@_user_2 来", [{ ...li, id: {}, name: "外单位" }], "@外单位 来"],
];
for (const [what, text, mentions, expected] of texts)
  test(`mentions: ${what}`, () => assert.equal(hear(frame("text", { text }, { mentions }))?.text, expected));

test("who is addressed", () => {
  const addressed = (more: object, text = "+1") => hear(frame("text", { text }, more))?.addressed;
  assert.equal(addressed({}), false);
  assert.equal(addressed({ mentions: [li] }), false);
  assert.equal(addressed({ mentions: [{ key: "@_all", id: { open_id: "" }, name: "所有人" }] }, "@_all 开会"), false);
  assert.equal(addressed({ parent_id: "om_ours", root_id: "om_ours" }), true);
  assert.equal(addressed({ parent_id: "om_theirs", root_id: "om_ours" }), false);
  assert.equal(hear(frame("text", { text: "x" }, { parent_id: "om_theirs" }))?.replyTo, "om_theirs");
});

test("the bot's own words, other bots and anonymous senders are not heard", () => {
  const sent = (sender: object) => hear(frame("text", { text: "x" }, {}, sender));
  assert.equal(sent({ sender_type: "app" }), undefined);
  assert.equal(sent({ sender_type: "anonymous" }), undefined);
  assert.equal(sent({ sender_id: { open_id: BOT } }), undefined);
  assert.equal(sent({ sender_id: null }), undefined);
});

const ref = (key: string) => `lark:om_5ce6d572455d361153b7xx51da133945/${key}`;
const attached: [string, unknown, object][] = [
  ["image", { image_key: "img_v2_1" }, { kind: "image", ref: ref("img_v2_1") }],
  ["file", { file_key: "file_1", file_name: "计划.csv" }, { kind: "file", ref: ref("file_1"), name: "计划.csv" }],
  ["audio", { file_key: "file_2", duration: 2000 }, { kind: "audio", ref: ref("file_2") }],
  [
    "media",
    { file_key: "file_3", image_key: "img_c", file_name: "路口.mp4", duration: 3 },
    { kind: "video", ref: ref("file_3"), name: "路口.mp4" },
  ],
];
for (const [type, content, file] of attached)
  test(`${type}: a reference to be fetched later`, () => {
    const message = hear(frame(type, content));
    assert.deepEqual([message?.text, message?.files], ["", [file]]);
  });

test("a place keeps the datum of Feishu's map", () => {
  const place = (content: unknown) => hear(frame("location", content))?.place;
  const told = place({ name: "东街驿站", longitude: "116.397", latitude: "39.908" });
  assert.deepEqual(told, { lat: 39.908, lon: 116.397, datum: "gcj02", label: "东街驿站" });
  assert.equal(place({ name: "?", longitude: "很远", latitude: "39.9" }), undefined);
  assert.equal(place({ name: "?", longitude: "116", latitude: "91" }), undefined);
});

test("rich text becomes Markdown: styles, links, code, mentions by key, pictures in order", () => {
  const content = {
    title: "隐患",
    content: [
      [
        { tag: "at", user_id: "@_user_1", user_name: "小驿", style: [] },
        { tag: "text", text: " 随手拍 ", style: [] },
        { tag: "text", text: "井盖 ", style: ["bold"] },
      ],
      [
        { tag: "a", text: "位置", href: "https://x.cn/1" },
        { tag: "text", text: "，请 ", style: [] },
        { tag: "at", user_id: "@_user_2" },
      ],
      [{ tag: "img", image_key: "img_1", width: 300, height: 300 }],
      [{ tag: "media", file_key: "file_1", image_key: "img_c" }],
      [{ tag: "code_block", language: "SQL", text: "select 1" }],
      [{ tag: "unheard_of", text: "还有" }],
    ],
  };
  for (const body of [content, { zh_cn: content }]) {
    const message = hear(frame("post", body, { mentions: [bot, li] }));
    const lines = ["**隐患**", " 随手拍 **井盖** ", "[位置](https://x.cn/1)，请 [@李 四](lark:ou_li) "];
    assert.equal(message?.text, [...lines, "", "", "```sql", "select 1", "```", "还有"].join("\n"));
    assert.deepEqual(message?.files, [
      { kind: "image", ref: ref("img_1") },
      { kind: "video", ref: ref("file_1") },
    ]);
    assert.equal(message?.addressed, true);
  }
});

test("what says nothing we could act on is left out, and so is what cannot be read", () => {
  for (const type of ["sticker", "merge_forward", "interactive", "share_chat", "hongbao", "system", "new_in_2027"])
    assert.equal(hear(frame(type, { file_key: "x" }, { chat_type: "p2p" })), undefined, type);
  assert.equal(hear(frame("text", "", { content: "{broken" })), undefined);
  assert.equal(hear(frame("text", { words: "x" })), undefined);
  assert.equal(hear(frame("post", { content: "x" })), undefined);
});

const card = {
  schema: "2.0",
  event_id: "evt-press",
  event_type: "card.action.trigger",
  create_time: "1764036000123456",
  operator: { open_id: "ou_wang", user_id: "", union_id: "on_wang", tenant_key: "t" },
  token: "c-1",
  action: { value: { says: "认领 K7" }, tag: "button", name: "" },
  host: "im_message",
  context: { open_message_id: "om_card", open_chat_id: "oc_g" },
};

test("a press", () => {
  assert.deepEqual(hear(card), {
    id: "lark:press:evt-press",
    chat: "lark:oc_g",
    from: "lark:ou_wang",
    name: "",
    addressed: true,
    text: "认领 K7",
    files: [],
    replyTo: "om_card",
    at: "2025-11-25T02:00:00.123Z",
  });
  const direct = { ...card, action: { value: { says: "认领 K7", d: 1 }, tag: "button" } };
  assert.equal(hear(direct)?.chat, "lark:ou_wang");
  assert.equal(larkEvent.safeParse({ ...card, action: { value: {} } }).success, false, "not our button");
});

test("taken into a group and put out of it", () => {
  const event = {
    schema: "2.0",
    event_id: "evt-in",
    event_type: "im.chat.member.bot.added_v1",
    create_time: "1764036000000",
    chat_id: "oc_g",
    operator_id: { open_id: "ou_wang" },
    external: false,
    name: "东街骑手群",
  };
  const message = hear(event);
  assert.deepEqual([message?.id, message?.event, message?.from], ["lark:event:evt-in", "added", "lark:ou_wang"]);
  const removed = hear({ ...event, event_type: "im.chat.member.bot.deleted_v1", operator_id: null });
  assert.deepEqual([removed?.event, removed?.from], ["removed", "lark:oc_g"]);
});
