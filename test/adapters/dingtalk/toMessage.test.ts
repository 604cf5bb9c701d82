/** Recorded shapes to messages: pure. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pressedMessage } from "../../../adapters/dingtalk/toMessage.ts";
import { AT, direct, inGroup, US } from "./frames.ts";

test("the official example of a group's message", () => {
  assert.deepEqual(inGroup(), {
    id: "dingtalk:msgLICYeHgY4JtMQw==",
    chat: "dingtalk:cidAsXSBLnA==",
    from: "dingtalk:16650698",
    name: "王师傅",
    addressed: true,
    text: "问政策 高温津贴",
    files: [],
    at: "2026-11-23T02:10:00.000Z",
  });
});

test("a direct chat is the person, and always addressed", () => {
  const heard = direct({ text: { content: "你好" } });
  assert.deepEqual([heard?.chat, heard?.from, heard?.addressed], ["dingtalk:16650698", "dingtalk:16650698", true]);
});

const addressed: [string, object, boolean][] = [
  ["everybody is mentioned", { isInAtList: false, atUsers: [], text: { content: "@所有人 开会" } }, false],
  ["everybody and we", { isInAtList: true, atUsers: [{ dingtalkId: US }] }, true],
  ["somebody else", { isInAtList: false, atUsers: [{ dingtalkId: "$:x", staffId: "777" }] }, false],
  ["nobody is listed and nothing said of us", { isInAtList: undefined, atUsers: undefined }, false],
  ["we are listed although the flag is missing", { isInAtList: undefined }, true],
  ["nobody knows who we are", { isInAtList: undefined, chatbotUserId: undefined, atUsers: [{}] }, false],
];
for (const [what, change, expected] of addressed)
  test(`addressed in a group: ${what}: ${expected}`, () => {
    assert.equal(inGroup(change)?.addressed, expected);
  });

const other = { dingtalkId: "$:li", staffId: "777" };
const both = { atUsers: [{ dingtalkId: US }, other] };
const texts: [string, string, object, string][] = [
  ["taken out by DingTalk in front", " 报名 A12", {}, "报名 A12"],
  ["taken out at the end", "报名 A12 ", {}, "报名 A12"],
  ["left in, in front", "@小驿 报名 A12", {}, "报名 A12"],
  ["left in, with the blank of phones", "@小驿\u2005报名 A12", {}, "报名 A12"],
  ["left in, alone", "@小驿", {}, ""],
  ["left in while nobody is listed", "@小驿 报名", { atUsers: undefined }, "报名"],
  ["taken out; what somebody typed stays", " @小王 说的对吗", {}, "@小王 说的对吗"],
  ["taken out at the end; what stands in front stays", "@小王 说的对吗 ", {}, "@小王 说的对吗"],
  [
    "not ours: another is listed first",
    "@李师傅 你好",
    { atUsers: [other, { dingtalkId: US }] },
    "[@李师傅](dingtalk:777) 你好",
  ],
  ["not addressed", "@小驿 你好", { isInAtList: false, atUsers: [] }, "@小驿 你好"],
  ["an address of mail is no mention", " 发到 a@b.cn", {}, "发到 a@b.cn"],
  ["another person whose name is taken out", " 任命  承办人 东街", both, "任命 [@李师傅](dingtalk:777) 承办人 东街"],
  ["another person whose name is left in", "@小驿 任命 @李四 承办人", both, "任命 [@李四](dingtalk:777) 承办人"],
  ["another person, and no telling where", " 请看看", both, "请看看"],
  [
    "two others: who stands where is not told",
    " 任命  承办人",
    { atUsers: [{ dingtalkId: US }, other, { dingtalkId: "$:z", staffId: "888" }] },
    "任命  承办人",
  ],
  [
    "another without a number",
    " 任命  承办人",
    { atUsers: [{ dingtalkId: US }, { dingtalkId: "$:z" }] },
    "任命  承办人",
  ],
  ["a name that would break the link", "@小驿 任命 @李](x)四 承办人", both, "任命 [@李  x 四](dingtalk:777) 承办人"],
];
for (const [what, content, change, expected] of texts)
  test(`mentions: ${what}`, () => {
    assert.equal(inGroup({ text: { content }, ...change })?.text, expected);
  });

const contents: [string, object, string, unknown[]][] = [
  [
    "rich text: words and pictures",
    {
      msgtype: "richText",
      content: {
        richText: [
          { text: " 随手拍 井盖" },
          { type: "picture", downloadCode: "d1", pictureDownloadCode: "p1" },
          { text: "破了" },
        ],
      },
    },
    "随手拍 井盖破了",
    [{ kind: "image", ref: "dingtalk:d1" }],
  ],
  [
    "a picture, its content as a JSON string",
    { msgtype: "picture", content: '{"pictureDownloadCode":"p1"}' },
    "",
    [{ kind: "image", ref: "dingtalk:p1" }],
  ],
  [
    "a voice: DingTalk's ears, and the voice itself",
    { msgtype: "audio", content: { duration: 4000, downloadCode: "v1", recognition: "路灯不亮了" } },
    "路灯不亮了",
    [{ kind: "audio", ref: "dingtalk:v1" }],
  ],
  [
    "a file with its name",
    { msgtype: "file", content: { fileName: "计划.xlsx", downloadCode: "f1", fileId: "9", spaceId: "1" } },
    "",
    [{ kind: "file", ref: "dingtalk:f1", name: "计划.xlsx" }],
  ],
  ["a film", { msgtype: "video", content: { downloadCode: "m1" } }, "", [{ kind: "video", ref: "dingtalk:m1" }]],
];
for (const [what, change, text, files] of contents)
  test(what, () => {
    const heard = direct(change);
    assert.deepEqual([heard?.text, heard?.files], [text, files]);
  });

test("what is not ours to hear", () => {
  assert.equal(inGroup({ senderId: US }), undefined, "our own words");
  assert.equal(inGroup({ msgtype: "chatRecord", content: {} }), undefined);
  assert.equal(inGroup({ msgtype: "picture", content: {} }), undefined, "nothing to fetch");
  assert.equal(inGroup({ text: null }), undefined);
  assert.equal(inGroup({ conversationType: "3" }), undefined);
  assert.equal(inGroup({ senderStaffId: null, senderId: null }), undefined, "nobody said it");
});

test("who has no number in the organisation is known by DingTalk's own", () => {
  assert.equal(direct({ senderStaffId: "" })?.chat, "dingtalk:$:LWCP_v1:$jqTgIfhRX9Q==");
});

test("numbers written as strings, a date that is missing, a quoted message", () => {
  assert.equal(direct({ createAt: String(AT), conversationType: 1 })?.at, "2026-11-23T02:10:00.000Z");
  assert.equal(direct({ createAt: undefined })?.at, "2026-11-23T02:10:00.001Z");
  assert.equal(direct({ originalProcessQueryKey: "pqk-7" })?.replyTo, "pqk-7");
});

test("a tap is words said where the card was shown", () => {
  const tap = {
    pushId: "212c_1",
    userId: "777",
    chat: "dingtalk:cid1==" as const,
    says: "报名 A12",
    card: "carrier-1",
    now: AT,
  };
  assert.deepEqual(pressedMessage(tap, "李师傅"), {
    id: "dingtalk:press:212c_1",
    chat: "dingtalk:cid1==",
    from: "dingtalk:777",
    name: "李师傅",
    addressed: true,
    text: "报名 A12",
    files: [],
    replyTo: "carrier-1",
    at: "2026-11-23T02:10:00.000Z",
  });
});
