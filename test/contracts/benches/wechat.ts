/** WeChat on the bench: the real adapter and Wechaty's gRPC client against the real gRPC server with a mock puppet. */
import type { Adapter, Address, Message } from "#bot";
import { wechatAdapter } from "../../../adapters/wechat/adapter.ts";
import { settingsIn } from "../../../adapters/wechat/settings.ts";
import { wechatEmulator } from "../../emulators/wechat/index.ts";
import { WECHATY } from "../../emulators/wechat/packages.ts";
import { rude } from "../../emulators/wechat/rude.ts";
import type { Sent } from "../../emulators/wechat/world.ts";
import type { Fault } from "../../emulators/wire/faults.ts";
import type { Bench, Platform, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

export const wechatBench: Platform = { name: "wechat", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  const wx = await wechatEmulator({ now: house.now });
  wx.limits.enforced = false;
  const wang = wx.user("wxid_wang", "王师傅");
  const zhao = wx.user("wxid_zhao", "赵姐");
  const g1 = wx.group("g1", "东街骑手群");
  const settings = settingsIn([WECHATY]).parse({
    WECHATY_PUPPET: wx.puppet,
    WECHATY_PUPPET_SERVICE_TOKEN: wx.token,
    WECHATY_PUPPET_SERVICE_ENDPOINT: wx.endpoint,
  });
  const adapter = wechatAdapter(settings, house);
  const idOf = (address: Address) => address.slice("wechat:".length);
  const becomes = async (up: boolean) => {
    const last = performance.now() + 10_000;
    while ((adapter.health?.() === undefined) !== up && performance.now() < last)
      await new Promise((done) => setTimeout(done, 2));
  };
  /** The next call of this name meets the fault; WeChat never says how long to wait. */
  const next = (name: string, fault: Fault) => () => {
    wx.faults.next(name, fault);
    return 0;
  };

  return {
    adapter: {
      ...withoutPicturesAlone(adapter),
      send(to, reply, key) {
        // Unless limits are what is tried, every reply is in a minute of its own: the adapter counts messages.
        if (!wx.limits.enforced) house.pass(60_000);
        return adapter.send(to, reply, key);
      },
    },
    can: new Set(["listens", "overhears", "replies", "everybody", "names", "places", "own", "redelivers"]),
    group: `wechat:${g1}`,
    person: `wechat:${wang}`,
    other: `wechat:${zhao}`,
    bot: wx.bot,
    otherName: "赵姐",
    connected: () => becomes(true),
    say(chat, words, { mention, all, names, by, replyTo, photo, place }) {
      const quote = replyTo && wx.sent.find((one) => one.id === replyTo.id);
      const speaker = by === "own" ? wx.bot.id : by === "other" ? zhao : wang;
      const said = wx.says(speaker, idOf(chat), words, {
        ...(mention && { mention }),
        ...(all && { all }),
        ...(names && { names: zhao }),
        ...(quote && { quote }),
        ...(photo && { image: photo }),
        ...(place && { place }),
      });
      return { again: () => wx.again(said), acknowledged: () => false };
    },
    press() {}, // there are no buttons
    seen: (chat) => wx.shownIn(idOf(chat)).map(look),
    crowd: (n) => `wechat:${wx.group(`crowd${n}`)}`,
    stranger: () => `wechat:${wx.user("wxid_stranger", "生人")}`,
    keep: house.keep,
    kept: house.kept,
    pass: house.pass,
    now: house.now,
    offerAgain() {}, // the adapter itself keeps it: this platform never says anything twice
    enforce() {
      house.pass(60_000);
      wx.limits.enforced = true;
    },
    troubles: {
      unreachable: async () => {
        await wx.refuse();
        await becomes(false);
        return 0;
      },
      unanswered: next("send", rude.drop),
      refused: next("send", rude.forbidden),
      limited: next("send", rude.tooOften),
    },
    async mend() {
      await wx.accept();
      await becomes(true);
    },
    close: wx.close,
  };
}

/**
 * A picture is a message of its own, before the words that call the bot. It is handed on by itself too, for a dialog that
 * awaits it; the suite means the words that it comes with.
 */
function withoutPicturesAlone(adapter: Adapter): Adapter {
  const alone = ({ addressed, text, files }: Message) => !addressed && !text && files.length > 0;
  return { ...adapter, start: (receive) => adapter.start(async (one) => (alone(one) ? undefined : receive(one))) };
}

function look(sent: Sent): Seen {
  return {
    id: sent.id,
    text: sent.text,
    markdown: false,
    bold: false,
    buttons: [],
    links: [],
    pictures: sent.file ? [sent.file.bytes] : [],
    mentions: sent.mentions.map((id): Address => `wechat:${id}`),
  };
}
