/** Payloads as puppets hand them over, without any wire. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { KIND, type Payload } from "../../../adapters/wechat/puppet.ts";
import { type Known, toMessage } from "../../../adapters/wechat/toMessage.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const known: Known = {
  self: "bot",
  name: "王师傅",
  botNames: ["小驿（东街）", "小驿"],
  nameOf: (id) => ({ zhao: "赵姐", odd: "a]b $& (c)" })[id],
  place: undefined,
  findSaid: (words) => (words === "请问您在哪一站？" ? "S1" : undefined),
  now: NOW,
};
const said = (text: string, more: Partial<Payload> = {}, about: Partial<Known> = {}) =>
  toMessage(
    { id: "m1", type: KIND.text, talkerId: "wang", roomId: "g1", mentionIdList: [], text, timestamp: NOW, ...more },
    { ...known, ...about },
  );
const heard = (text: string, ids: string[] | undefined) => {
  const message = said(text, { mentionIdList: ids });
  return [message?.addressed, message?.text];
};

test("the list of mentions decides, the separators of phone and computer are both known", () => {
  assert.deepEqual(heard("@小驿\u2005帮助", ["bot"]), [true, "帮助"]);
  assert.deepEqual(heard("@小驿 帮助", ["bot"]), [true, "帮助"]);
  assert.deepEqual(heard("帮助 @小驿", ["bot"]), [true, "帮助"]);
  assert.deepEqual(heard("@小驿（东街）\u2005帮助", ["bot"]), [true, "帮助"]);
  assert.deepEqual(heard("@小驿\u2005帮助", []), [false, "@小驿\u2005帮助"]);
  assert.deepEqual(heard("帮助", ["bot"]), [true, "帮助"], "a puppet may list what the text does not show");
  assert.deepEqual(heard("@小驿站\u2005在哪", ["bot"]), [true, "@小驿站\u2005在哪"], "another name that begins alike");
  assert.deepEqual(heard("@小驿\u2005小驿站在哪，写信 a@小驿.cn", ["bot"]), [true, "小驿站在哪，写信 a@小驿.cn"]);
  assert.deepEqual(heard("@小驿\u2005", ["bot"]), [true, ""]);
});

test("a puppet without a list: the name as a mention calls", () => {
  assert.deepEqual(heard("@小驿\u2005帮助", undefined), [true, "帮助"]);
  assert.deepEqual(heard("小驿在吗", undefined), [false, "小驿在吗"]);
});

test("everybody is called: not the bot, unless it is named too", () => {
  assert.deepEqual(heard("@所有人\u2005开会", ["bot", "zhao"]), [false, "@所有人\u2005开会"]);
  assert.deepEqual(heard("@all 开会", ["bot"]), [false, "@all 开会"]);
  assert.deepEqual(heard("@所有人\u2005@小驿\u2005开会", ["bot"]), [true, "@所有人\u2005开会"]);
});

test("other people's mentions keep their address, whatever their names are made of", () => {
  assert.deepEqual(heard("@小驿\u2005请 @赵姐\u2005看看", ["bot", "zhao"]), [true, "请 [@赵姐](wechat:zhao) 看看"]);
  assert.deepEqual(heard("@a]b $& (c)\u2005看", ["odd"]), [false, "[@a b $& (c)](wechat:odd) 看"]);
  assert.deepEqual(heard("@谁\u2005看", ["nobody-knows"]), [false, "@谁\u2005看"]);
});

test("a quotation: only what is said about it counts", () => {
  const rule = "\n- - - - - - - - - - - - - - -\n";
  const reply = said(`「小驿：请问您在哪一站？」${rule}东街站`);
  assert.deepEqual([reply?.addressed, reply?.text, reply?.replyTo], [true, "东街站", "S1"]);
  const other = said(`「赵姐：请问您在哪一站？」${rule}东街站`);
  assert.deepEqual([other?.addressed, other?.text, other?.replyTo], [false, "东街站", undefined]);
  const lines = said(`「赵姐：一\n二」${rule}@小驿\u2005三\n四`, { mentionIdList: ["bot"] });
  assert.deepEqual([lines?.addressed, lines?.text], [true, "三\n四"]);
  assert.equal(said("「引号」不是引用")?.text, "「引号」不是引用");
});

test("files by their kind, and a name without any folder", () => {
  const file = (type: number, filename?: string) => said("", { type, filename })?.files[0];
  assert.deepEqual(file(KIND.image, "C:\\Users\\王\\a.png"), { kind: "image", ref: "wechat:m1", name: "a.png" });
  assert.deepEqual(file(KIND.audio), { kind: "audio", ref: "wechat:m1" });
  assert.deepEqual(file(KIND.video)?.kind, "video");
  assert.equal(said("<xml>", { type: KIND.image })?.text, "", "what a picture carries as text is the client's own");
});

test("what is none of ours: own words, old ones, cards, recalls, nothing at all", () => {
  assert.equal(said("回声", { talkerId: "bot" }), undefined);
  assert.equal(said("昨天", { timestamp: NOW - 86_400_000 }), undefined);
  assert.equal(said("昨天", { timestamp: (NOW - 86_400_000) / 1_000 }), undefined);
  for (const type of [0, 3, 4, 5, 9, 10, 11, 12, 13, 14, 16]) assert.equal(said("<xml>", { type }), undefined);
  assert.equal(said(" ", { roomId: "" }), undefined);
  assert.equal(said("x", { talkerId: "" }), undefined);
});

test("seconds, milliseconds, and no time at all", () => {
  for (const timestamp of [NOW, NOW / 1_000, 0, undefined])
    assert.equal(said("你好", { timestamp })?.at, "2026-11-23T08:00:00.000Z");
});
