import { wecom } from "../../../adapters/wecom/index.ts";
import { wecomEmulator } from "../../../test/emulators/wecom/index.ts";
import { rude } from "../../../test/emulators/wecom/rude.ts";
import type { Said } from "../../../test/emulators/wecom/speak.ts";
import type { Sent } from "../../../test/emulators/wecom/world.ts";
import type { Fault } from "../../../test/emulators/wire/faults.ts";
import { addressOf, idOf, type Misery, type Push, type Shown, type Town } from "../town.ts";

/** WeCom: nothing is acknowledged and nothing comes twice by the platform's doing; one connection, and it is kicked. */
export async function wecomTown(now: () => number): Promise<Town> {
  const wx = await wecomEmulator({ now });
  const settings = wecom.settings.parse(wx.variables);
  const next = (name: string, call: string, fault: Fault): Misery => ({
    name,
    strike: () => wx.faults.next(call, fault),
  });
  const pushed = (said: Said, kind = ""): Push => ({
    id: addressOf("wecom", `${kind}${said.msgId}`),
    told: said.delivered,
    again: () => wx.again(said),
  });
  let away = false;
  const leave = () => {
    if (away) return;
    away = true;
    return wx.refuse();
  };

  return {
    name: "wecom",
    open: (house) => wecom.open(settings, house),
    ready: () => wx.connected(),
    person: (id, name) => addressOf("wecom", wx.user(id, name)),
    group: (id, title) => addressOf("wecom", wx.group(id, title)),
    say: (from, chat, words, { mention, photo }) =>
      pushed(wx.says(idOf(from), idOf(chat), words, { ...(mention && { mention }), ...(photo && { image: photo }) })),
    press(from, chat, label) {
      const sent = wx.shownIn(idOf(chat)).findLast((one) => one.buttons.some((button) => button.label === label));
      return sent && pushed(wx.press(idOf(from), sent, label), "press:");
    },
    shown: (chat) => wx.shownIn(idOf(chat)).map(look),
    miseries: [
      next("45009", "send", rude.quota),
      next("846607", "send", rude.quotaInTheField),
      next("system busy", "send", rude.busy),
      next("dropped before", "send", rude.dropBefore),
      next("dropped after", "send", rude.drop),
      next("upload refused for now", "init", rude.quota),
      next("upload cut off", "chunk", rude.dropBefore),
      next("card not changed", "update", rude.busy),
    ],
    outages: [
      { name: "kicked", strike: () => wx.kick() },
      { name: "cut", strike: () => wx.cut() },
      { name: "garbled", strike: () => wx.garble() },
      { name: "away", strike: leave },
    ],
    async mend() {
      if (away) await wx.accept();
      away = false;
    },
    line: () => wx.connections(),
    turnedAway: () => wx.limits.refused,
    close: () => wx.close(),
  };
}

/** As first shown: a card that was changed had these words before. */
function look({ id, type, edits, text, buttons, file }: Sent): Shown {
  const first = edits[0] ?? text;
  const labels = buttons.map((button) => button.label);
  return { id, look: [type, first, file ? `${file.name} ${file.bytes.length}` : ""].join("|"), buttons: labels };
}
