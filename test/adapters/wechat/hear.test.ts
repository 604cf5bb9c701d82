/** What people say, over the real gRPC wire: who is meant, order, copies, pictures, and what goes no further. */
import assert from "node:assert/strict";
import type { FileRef } from "#bot";
import { rude, status } from "../../emulators/wechat/rude.ts";
import { hasty, type Scene, scene, wired } from "./house.ts";

const texts = (s: Scene) => s.heard.map((one) => one.text);

wired("directly, and in a room by a mention; the name in the room is theirs there", async () => {
  await using s = await scene();
  s.wx.alias(s.g1, s.wang, "东街-王");
  s.wx.says(s.wang, s.wang, "你好");
  s.wx.says(s.wang, s.g1, "帮助", { mention: true });
  s.wx.says(s.wang, s.g1, "今天风真大");
  await s.until(3);
  assert.deepEqual(
    s.heard.map(({ chat, from, name, addressed, text }) => [chat, from, name, addressed, text]).toSorted(),
    [
      [s.at(s.g1), s.at(s.wang), "东街-王", false, "今天风真大"],
      [s.at(s.g1), s.at(s.wang), "东街-王", true, "帮助"],
      [s.at(s.wang), s.at(s.wang), "王师傅", true, "你好"],
    ].toSorted(),
  );
});

wired("the bot's own name in a room is taken out, at the head and at the tail", async () => {
  await using s = await scene({ emulator: { botName: "Yi Zhan" } });
  s.wx.alias(s.g1, s.wx.bot.id, "小驿 (东街)");
  s.wx.says(s.wang, s.g1, "报名 A12", { mention: true });
  s.wx.says(s.wang, s.g1, "退出 A12", { mention: "tail" });
  await s.until(2);
  assert.deepEqual(texts(s), ["报名 A12", "退出 A12"]);
});

wired("a name that is only written calls nobody: the puppet's list decides", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.g1, "@小驿 帮助");
  await s.until(1);
  assert.equal(s.heard[0]?.addressed, false);
  assert.equal(s.heard[0]?.text, "@小驿 帮助");
});

wired("its own words, official accounts, WeChat's helpers and old messages go no further", async () => {
  await using s = await scene();
  const paper = s.wx.official("gh_news", "某某公众号");
  const bank = s.wx.official("bank_service", "银行");
  s.wx.user("weixin", "微信团队");
  s.wx.says(paper, paper, "今日头条");
  s.wx.says(bank, bank, "账单");
  s.wx.says("weixin", "weixin", "欢迎");
  s.wx.says(s.wx.bot.id, s.g1, "我自己说的");
  s.wx.says(s.wang, s.wang, "一小时前", { at: s.house.now() - 3_600_000 });
  s.wx.says(s.wang, s.wang, "秒也行", { seconds: true });
  await s.wechat.send(s.at(s.g1), { text: "回声" }, "k");
  s.wx.says(s.zhao, s.g1, "完了", { mention: true });
  await s.until(2);
  assert.deepEqual(texts(s).toSorted(), ["完了", "秒也行"].toSorted());
});

wired("in the order of the events, also when what is behind the first is slow to come", async () => {
  await using s = await scene();
  s.wx.faults.next("payload", { kind: "late", ms: 150 });
  for (const word of ["一", "二", "三"]) s.wx.says(s.wang, s.g1, word, { mention: true });
  await s.until(3);
  assert.deepEqual(texts(s), ["一", "二", "三"]);
});

wired("a copy keeps its id; what could not be looked up is looked up again", async () => {
  await using s = await scene();
  s.wx.faults.next("payload", status(14, "busy"), 2);
  const said = s.wx.says(s.wang, s.wang, "提诉求");
  await s.until(1);
  s.wx.again(said);
  await s.until(2);
  assert.equal(new Set(s.heard.map((one) => one.id)).size, 1);
});

wired("a message about which nothing can be learnt is told as lost, without its words", async () => {
  await using s = await scene();
  s.wx.emit("message", { messageId: "nothing" });
  s.wx.says(s.wang, s.wang, "还在吗");
  await s.until(1);
  assert.ok(s.house.lines.some((line) => line.includes("is lost") && line.includes("nothing")));
});

wired("while the store is away a message waits, and later words wait behind it", async () => {
  let away = 2;
  await using s = await scene({
    receive: async () => {
      if (away-- > 0) throw new Error("the store is full");
    },
  });
  s.wx.says(s.wang, s.wang, "一");
  s.wx.says(s.wang, s.wang, "二");
  await s.until(4);
  assert.deepEqual(texts(s), ["一", "一", "一", "二"]);
  assert.ok(!s.house.lines.join().includes('一"'), "words in a log");
});

wired("quoting the bot is a reply to it; quoting others is not, whatever the quotation says", async () => {
  await using s = await scene();
  const receipt = await s.wechat.send(s.at(s.g1), { text: "请问您在哪一站？", living: "ask" }, "k1");
  const [shown] = s.wx.shownIn(s.g1);
  assert.ok(shown);
  s.wx.says(s.wang, s.g1, "东街站", { quote: shown });
  s.wx.says(s.wang, s.g1, "是啊", { quote: { name: "赵姐", text: "@小驿 风真大" } });
  s.wx.says(s.wang, s.g1, "骗你的", { quote: { name: "小驿", text: "它从没说过这句话" } });
  s.wx.says(s.wang, s.g1, "提诉求", { quote: { name: "赵姐", text: "风真大" }, mention: true });
  await s.until(4);
  assert.deepEqual(
    s.heard.map(({ text, addressed, replyTo }) => [text, addressed, replyTo]),
    [
      ["东街站", true, receipt.id],
      ["是啊", false, undefined],
      ["骗你的", false, undefined],
      ["提诉求", true, undefined],
    ],
  );
});

wired("calling everybody is not calling the bot, calling both is; others keep their address", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.g1, "明早开会", { all: true });
  s.wx.says(s.wang, s.g1, "明早开会", { all: true, mention: true });
  s.wx.says(s.wang, s.g1, "请 @赵姐 看看", { mention: true, names: s.zhao });
  await s.until(3);
  assert.deepEqual(
    s.heard.map((one) => one.addressed),
    [false, true, true],
  );
  assert.equal(s.heard[2]?.text, "请 [@赵姐](wechat:wxid_zhao) 看看");
});

wired("a picture sent just before belongs to the words that call the bot; no others do", async () => {
  let now = Date.now();
  await using s = await scene({ house: hasty(() => now) });
  const photo = { image: new Uint8Array([1, 2, 3]) };
  const kinds = (files: FileRef[] | undefined) => files?.map((one) => one.kind);
  s.wx.says(s.wang, s.g1, "", photo); // 0
  s.wx.says(s.zhao, s.g1, "路口堵了", { mention: true }); // 1: hers it is not
  await s.until(2);
  s.wx.says(s.wang, s.g1, "路口堵了", { mention: true }); // 2
  s.wx.says(s.wang, s.g1, "再说一遍", { mention: true }); // 3: it was given once
  await s.until(4);
  s.wx.says(s.wang, s.g1, "", photo); // 4
  s.wx.says(s.wang, s.g1, "给大家看看"); // 5: they spoke of something else
  s.wx.says(s.wang, s.g1, "帮助", { mention: true }); // 6
  await s.until(7);
  s.wx.says(s.wang, s.g1, "", photo); // 7
  await s.until(8);
  now += 1_000;
  await s.wechat.send(s.at(s.g1), { text: "收到照片" }, "k"); // somebody awaited it, and has answered
  now += 1_000;
  s.wx.says(s.wang, s.g1, "提交", { mention: true }); // 8
  await s.until(9);
  s.wx.says(s.wang, s.g1, "", photo); // 9
  await s.until(10);
  now += 61_000;
  s.wx.says(s.wang, s.g1, "路口堵了", { mention: true }); // 10: too long ago
  await s.until(11);
  const words = s.heard.filter((one) => one.text !== "");
  assert.deepEqual(
    words.map(({ from, text, files }) => [from === s.at(s.zhao) ? "赵" : "王", text, kinds(files)]).toSorted(),
    [
      ["赵", "路口堵了", []],
      ["王", "路口堵了", ["image"]],
      ["王", "再说一遍", []],
      ["王", "给大家看看", []],
      ["王", "帮助", []],
      ["王", "提交", []],
      ["王", "路口堵了", []],
    ].toSorted(),
  );
  assert.ok(s.heard.filter((one) => one.text === "").every((one) => !one.addressed));
});

wired("a place keeps its point and its name", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.wang, "", { place: { lat: 31.2304, lon: 121.4737 } });
  await s.until(1);
  assert.deepEqual(s.heard[0]?.place, { lat: 31.2304, lon: 121.4737, datum: "gcj02", label: "东街站" });
});

wired("taken into a room, and put out of it", async () => {
  await using s = await scene();
  s.wx.joins(s.g1, s.wang);
  s.wx.leaves(s.g1, s.zhao);
  s.wx.emit("room-join", { roomId: s.g1, inviteeIdList: ["somebody"], inviterId: s.wang, timestamp: 1 });
  await s.until(2);
  assert.deepEqual(s.heard.map(({ event, chat, from, name }) => [event, chat, from, name]).toSorted(), [
    ["added", s.at(s.g1), s.at(s.wang), "王师傅"],
    ["removed", s.at(s.g1), s.at(s.zhao), "赵姐"],
  ]);
});

wired("an event stream that breaks while a message is looked up: it comes after the line is back", async () => {
  await using s = await scene();
  s.wx.faults.next("payload", rude.dropBefore);
  s.wx.says(s.wang, s.wang, "断线时说的");
  await s.until(1);
  assert.deepEqual(texts(s), ["断线时说的"]);
});
