/** WeCom on the bench: the real adapter and SDK against the emulated socket, with a robot in the group. */
import type { Address } from "#bot";
import { wecom } from "../../../adapters/wecom/index.ts";
import { wecomEmulator } from "../../emulators/wecom/index.ts";
import { code, rude } from "../../emulators/wecom/rude.ts";
import type { Sent } from "../../emulators/wecom/world.ts";
import type { Fault } from "../../emulators/wire/faults.ts";
import type { Bench, Platform, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

export const wecomBench: Platform = { name: "wecom", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  const wx = await wecomEmulator({ now: house.now });
  wx.limits.enforced = false;
  const wang = wx.user("wang", "王师傅");
  const zhao = wx.user("zhao", "赵姐");
  const g1 = wx.group("g1", "东街骑手群");
  const settings = wecom.settings.parse({ ...wx.variables, WECOM_WEBHOOK_KEY: wx.robot(g1) });
  const adapter = wecom.open(settings, house);
  const idOf = (address: Address) => address.slice("wecom:".length);
  const becomes = async (up: boolean) => {
    const last = performance.now() + 10_000;
    const isUp = () => adapter.health?.() === undefined;
    while (isUp() !== up && performance.now() < last) await new Promise((done) => setTimeout(done, 2));
  };

  /** The next call of this name meets the fault; the platform asks to wait `ms`. */
  const next = (...[name, fault, ms = 0]: [string, Fault, ms?: number]) => {
    return () => {
      wx.faults.next(name, fault);
      return ms;
    };
  };

  return {
    adapter,
    can: new Set(["listens", "redelivers"]),
    group: `wecom:${g1}`,
    person: `wecom:${wang}`,
    other: `wecom:${zhao}`,
    bot: wx.bot,
    otherName: "赵姐",
    async connected(greeted) {
      await wx.connected();
      await becomes(true);
      // The bot may speak only where somebody has spoken to it.
      wx.says(wang, wang, "你好");
      wx.says(wang, g1, "大家好", { mention: true });
      await greeted(2);
    },
    say(chat, words, { mention, by, photo }) {
      const said = wx.says(by === "other" ? zhao : wang, idOf(chat), words, {
        ...(mention && { mention }),
        ...(photo && { image: photo }),
      });
      return { again: () => wx.again(said), acknowledged: () => false };
    },
    press(by, on, label) {
      const sent = wx.sent.find((one) => one.id === on.id);
      if (sent) wx.press(idOf(by), sent, label);
    },
    seen: (chat) => wx.shownIn(idOf(chat)).map(look),
    crowd(n) {
      const chat = wx.group(`crowd${n}`);
      wx.says(wang, chat, "大家好", { mention: true });
      return `wecom:${chat}`;
    },
    stranger: () => `wecom:${wx.user("stranger", "生人")}`,
    keep: house.keep,
    kept: house.kept,
    pass: house.pass,
    now: house.now,
    offerAgain() {}, // the adapter itself keeps it: this platform never says anything twice
    enforce() {
      wx.limits.enforced = true;
    },
    troubles: {
      // Until the break is noticed, words are written to a wire that nobody holds: then their fate is unknown.
      unreachable: async () => {
        await wx.refuse();
        await becomes(false);
        return 0;
      },
      unanswered: next("send", rude.drop),
      refused: next("send", code(40058)),
      limited: next("send", rude.quota, 30_000),
    },
    async mend() {
      await wx.accept();
      await wx.connected();
      await becomes(true);
    },
    close: wx.close,
  };
}

function look(sent: Sent): Seen {
  return {
    id: sent.id,
    text: sent.text,
    markdown: sent.type === "markdown",
    bold: false,
    buttons: sent.buttons.map((one) => one.label),
    links: [],
    pictures: sent.file && sent.type === "image" ? [sent.file.bytes] : [],
    mentions: sent.mentions.map((id): Address => `wecom:${id}`),
  };
}
