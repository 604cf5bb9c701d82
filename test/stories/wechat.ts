/** The stage on WeChat: the real adapter and Wechaty's gRPC client against the real gRPC server with a mock puppet. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { wechatAdapter } from "../../adapters/wechat/adapter.ts";
import { settingsIn } from "../../adapters/wechat/settings.ts";
import { wechatEmulator } from "../emulators/wechat/index.ts";
import { WECHATY } from "../emulators/wechat/packages.ts";
import type { Said } from "../emulators/wechat/speak.ts";
import { nothingLost, openHouse, realPause } from "./house.ts";
import { replies } from "./replies.ts";
import { type Again, each, labelsIn, type Person, type Seen, subject, type Where, type Wire } from "./stage.ts";

export async function wechatWire(t: TestContext, start: number): Promise<Wire> {
  let now = () => start;
  const wx = await wechatEmulator({ now: () => now() });
  t.after(() => wx.close());
  const settings = settingsIn([WECHATY]).parse({
    WECHATY_PUPPET: wx.puppet,
    WECHATY_PUPPET_SERVICE_TOKEN: wx.token,
    WECHATY_PUPPET_SERVICE_ENDPOINT: wx.endpoint,
  });
  const said = replies((chat) => wx.shownIn(chat.slice("wechat:".length)).map(({ id }) => id));
  const house = await openHouse(t, "wechat:p0", start, (own) =>
    // It waits for its line and its pictures, and those go by the machine's clock.
    said.watched(wechatAdapter(settings, { ...own, wait: realPause })),
  );
  now = () => house.clock.now();
  await house.up();

  let pushed = 0;
  const came = new Set<string>();
  const userOf = ({ id, name }: Person) => wx.user(id, name);
  const groupOf = each((title, n) => wx.group(`g${n}`, title));
  const chatOf = (where: Where) => (typeof where === "string" ? groupOf(where) : userOf(where));

  function look(where: Where): Seen[] {
    const seen = wx.shownIn(chatOf(where)).map(({ id, text, file }) => ({
      key: id,
      text,
      buttons: labelsIn(text),
      pictures: file ? [subject(file.bytes)] : [],
    }));
    return said.joined(seen);
  }

  /** `messages`: a picture with words is two. */
  function delivered(one: Said, messages = 1): Again {
    pushed += messages;
    return async () => {
      pushed++;
      wx.again(one);
    };
  }

  return {
    platform: "wechat",
    points: true,
    edits: false,
    look,
    async say(who, where, words, { mention, photo, place, at, replyTo }) {
      if (typeof where !== "string") came.add(who.id);
      // WeChat has no captions. In a group the picture must come first, just before the words that call the bot.
      if (typeof where !== "string" && photo && words) {
        delivered(wx.says(userOf(who), userOf(who), words));
        return delivered(wx.says(userOf(who), userOf(who), "", { image: photo.bytes }));
      }
      const quote = replyTo && wx.sent.findLast((one) => said.isPart(one.id, replyTo.key) && one.text);
      const one = wx.says(userOf(who), chatOf(where), words, {
        mention,
        ...(at && { names: userOf(at) }),
        ...(photo && { image: photo.bytes }),
        ...(place && { place }),
        ...(quote && { quote }),
      });
      return delivered(one, photo && words ? 2 : 1);
    },
    async press(who, _where, seen, label) {
      const shown = wx.sent.findLast((one) => said.isPart(one.id, seen.key) && labelsIn(one.text).includes(label));
      assert.ok(shown, `${seen.key} was never shown`);
      return delivered(wx.press(userOf(who), shown, label));
    },
    async follow(who, group) {
      assert.ok(came.has(who.id) || look(who).length === 0, `${who.name} was written to before they came`);
      const told = look(group).findLast((seen) => seen.text.includes("要私下说"))?.text ?? "";
      const says = /对我说“([^”]+)”/.exec(told)?.[1];
      assert.ok(says, `no way to the direct chat is told in ${group}`);
      came.add(who.id);
      return delivered(wx.says(userOf(who), userOf(who), says));
    },
    settle: () => house.settle(() => house.heard() >= pushed),
    clock: (time) => house.moveTo(time),
    // A reply with a picture is two messages here, so the pace of replies may touch the limit; what it refuses comes later.
    inspect: () => nothingLost(house.app),
  };
}
