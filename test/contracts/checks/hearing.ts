/** Who is meant, and in which words. */
import assert from "node:assert/strict";
import type { Message } from "#bot";
import type { Check } from "../check.ts";
import type { Stage } from "../stage.ts";

/** Says something that is not for the bot, then something that is; returns what was heard of the first. */
async function overheard(stage: Stage, words: string, how: Parameters<Stage["say"]>[2]): Promise<Message | undefined> {
  const { bench, heard } = stage;
  await stage.say(bench.group, words, how);
  await stage.say(bench.group, "报到", { mention: true });
  await stage.until(() => heard.some((one) => one.text === "报到"), "the next words are heard");
  return heard.find((one) => one.text !== "报到");
}

export const hearing: Check[] = [
  {
    name: "direct words are addressed",
    async run({ bench, hears }) {
      const { addressed, chat, from, text } = await hears(bench.person, "你好");
      assert.deepEqual({ addressed, chat, from, text }, { addressed: true, chat: bench.person, from: chat, text });
      assert.equal(text, "你好");
    },
  },
  {
    name: "a mention is addressed, in the group",
    async run({ bench, hears }) {
      const { addressed, chat, from } = await hears(bench.group, "帮助", { mention: true });
      assert.deepEqual({ addressed, chat, from }, { addressed: true, chat: bench.group, from: bench.person });
    },
  },
  {
    name: "words among people are not addressed",
    async run(stage) {
      const message = await overheard(stage, "今天风真大", {});
      assert.notEqual(message?.addressed, true, "it was taken for addressed");
    },
  },
  {
    name: "a reply to the bot is addressed",
    async run(stage) {
      stage.needs("replies");
      const { bench, hears } = stage;
      await hears(bench.group, "开始", { mention: true });
      const { receipt, last } = await stage.shows(bench.group, { text: "请问您在哪一站？", living: "ask" });
      const message = await hears(bench.group, "东街站", { replyTo: last });
      assert.equal(message.addressed, true);
      assert.equal(message.text, "东街站");
      assert.equal(message.replyTo, receipt.id);
    },
  },
  {
    name: "calling everybody is not addressed",
    async run(stage) {
      stage.needs("everybody");
      const message = await overheard(stage, "明早开会", { all: true });
      assert.notEqual(message?.addressed, true, "it was taken for addressed");
    },
  },
  {
    name: "its own words go no further",
    async run(stage) {
      stage.needs("own");
      assert.equal(await overheard(stage, "我自己说的", { by: "own" }), undefined);
    },
  },
  {
    name: "another bot goes no further",
    async run(stage) {
      stage.needs("bots");
      assert.equal(await overheard(stage, "我也是机器人", { by: "bot", mention: true }), undefined);
    },
  },
  {
    name: "the mention is taken out by structure",
    async run({ bench, hears }) {
      // The bot's name as a word, part of another word and behind an @ that is no mention: all stay.
      const words = `${bench.bot.name}站在哪，写信 a@b.cn 找${bench.bot.name}`;
      assert.equal((await hears(bench.group, words, { mention: true })).text, words);
    },
  },
  {
    name: "another person's mention keeps the person",
    async run(stage) {
      stage.needs("names");
      const { bench, hears } = stage;
      await hears(bench.group, "在", { mention: true, by: "other" });
      const { text } = await hears(bench.group, `请 @${bench.otherName} 看看`, { mention: true, names: true });
      assert.match(text, /^请 +\[@[^\]]+\]\([^)]+\) +看看$/);
      assert.ok(text.includes(`](${bench.other})`), "it names somebody else");
    },
  },
  {
    name: "a place arrives with its datum",
    async run(stage) {
      stage.needs("places");
      const { place } = await stage.hears(stage.bench.person, "", { place: { lat: 31.2304, lon: 121.4737 } });
      assert.deepEqual([place?.lat, place?.lon], [31.2304, 121.4737]);
      assert.ok(place?.datum === "wgs84" || place?.datum === "gcj02");
    },
  },
];
