import { setTimeout as sleep } from "node:timers/promises";
import { wechatAdapter } from "../../../adapters/wechat/adapter.ts";
import { settingsIn } from "../../../adapters/wechat/settings.ts";
import { wechatEmulator } from "../../../test/emulators/wechat/index.ts";
import { numberOf } from "../../../test/emulators/wechat/numbers.ts";
import { WECHATY } from "../../../test/emulators/wechat/packages.ts";
import { rude } from "../../../test/emulators/wechat/rude.ts";
import type { Said } from "../../../test/emulators/wechat/speak.ts";
import type { Sent } from "../../../test/emulators/wechat/world.ts";
import type { Fault } from "../../../test/emulators/wire/faults.ts";
import { addressOf, idOf, type Misery, type Push, type Shown, type Town } from "../town.ts";

/** WeChat through a gRPC service: no buttons, no acknowledgement, nothing comes twice, and a line that breaks. */
export async function wechatTown(now: () => number): Promise<Town> {
  const wx = await wechatEmulator({ now });
  const settings = settingsIn([WECHATY]).parse({
    WECHATY_PUPPET: wx.puppet,
    WECHATY_PUPPET_SERVICE_TOKEN: wx.token,
    WECHATY_PUPPET_SERVICE_ENDPOINT: wx.endpoint,
  });
  const next = (name: string, call: string, fault: Fault): Misery => ({
    name,
    strike: () => wx.faults.next(call, fault),
  });
  const pushed = (said: Said): Push => ({
    id: addressOf("wechat", said.messageId),
    told: wx.connections() > 0,
    again: () => wx.again(said),
  });
  let away = false;

  return {
    name: "wechat",
    // Its gRPC client comes back by the machine's clock, so it waits by that one too, ten times as fast.
    open: (house) => wechatAdapter(settings, { ...house, wait: (ms, signal) => hastily(ms / 10, signal) }),
    ready: async () => undefined,
    person: (id, name) => addressOf("wechat", wx.user(id, name)),
    group: (id, title) => addressOf("wechat", wx.group(id, title)),
    say(from, chat, words, { mention, photo }) {
      const how = mention ? { mention } : {};
      // It has no captions: in a direct chat the picture follows the words, in a group it comes just before them.
      const said = wx.says(idOf(from), idOf(chat), words, { ...how, ...(photo && from !== chat && { image: photo }) });
      if (!photo || from !== chat) return pushed(said);
      return { ...pushed(said), also: pushed(wx.says(idOf(from), idOf(chat), "", { image: photo })).id };
    },
    press(from, chat, label) {
      const sent = wx.shownIn(idOf(chat)).findLast((one) => numberOf(one.text, label));
      return sent && { ...pushed(wx.press(idOf(from), sent, label)), bare: true };
    },
    shown: (chat) => wx.sent.filter((one) => one.to === idOf(chat)).map(look),
    miseries: [
      next("too often", "send", rude.tooOften),
      next("crashed inside", "send", rude.inside),
      next("dropped before", "send", rude.dropBefore),
      next("dropped after", "send", rude.drop),
      next("file dropped before", "file", rude.dropBefore),
      next("file dropped after", "file", rude.drop),
      next("payload refused once", "payload", rude.inside),
    ],
    outages: [
      { name: "cut", strike: () => wx.cut() },
      {
        name: "away",
        strike() {
          if (away) return;
          away = true;
          return wx.refuse();
        },
      },
    ],
    async mend() {
      if (away) await wx.accept();
      away = false;
    },
    line: () => wx.dialled(),
    turnedAway: () => wx.limits.refused,
    close: () => wx.close(),
  };
}

function hastily(ms: number, signal?: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}

function look({ id, text, file }: Sent): Shown {
  return { id, look: [text, file ? `${file.name} ${file.bytes.length}` : ""].join("|"), buttons: [] };
}
