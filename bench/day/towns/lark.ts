import { lark } from "../../../adapters/lark/index.ts";
import type { Fault } from "../../../test/emulators/lark/faults.ts";
import { larkEmulator } from "../../../test/emulators/lark/index.ts";
import { badGateway, busyChat, limited } from "../../../test/emulators/lark/misery.ts";
import type { Sent } from "../../../test/emulators/lark/world.ts";
import { addressOf, idOf, type Misery, type Shown, type Town } from "../town.ts";

/** Feishu: events come again until they are acknowledged, and a key shows once within the hour. */
export async function larkTown(): Promise<Town> {
  // Its limits and dates go by the machine's clock, so the limits come as faults here and are not counted.
  const fs = await larkEmulator({ reconnect: { nonce: 0, interval: 1 } });
  const settings = lark.settings.parse({
    LARK_APP_ID: fs.appId,
    LARK_APP_SECRET: fs.appSecret,
    LARK_DOMAIN: fs.domain,
  });
  const next = (name: string, call: string, fault: Fault): Misery => ({
    name,
    strike: () => fs.faults.next(call, fault),
  });
  let away = false;
  const leave = () => {
    if (away) return;
    away = true;
    return fs.refuse();
  };

  return {
    name: "lark",
    open: (house) => lark.open(settings, house),
    ready: () => fs.connected(),
    person: (id, name) => addressOf("lark", fs.user(id, name)),
    group: (id, title) => addressOf("lark", fs.group(id, title)),
    say(from, chat, words, { mention, photo }) {
      const more = { ...(mention && { mention }), ...(photo && { image: photo }) };
      const { messageId, eventId } = fs.says(idOf(from), idOf(chat), words, more);
      return { id: addressOf("lark", messageId), told: eventId !== "", again: () => fs.again(eventId) };
    },
    press(from, chat, label) {
      const sent = fs.shownIn(idOf(chat)).findLast((one) => one.buttons.some((button) => button.label === label));
      if (!sent) return undefined;
      const eventId = fs.press(idOf(from), sent, label);
      return { id: addressOf("lark", `press:${eventId}`), told: true, again: () => fs.again(eventId) };
    },
    shown: (chat) => fs.sent.filter((one) => one.to === idOf(chat)).map(look),
    miseries: [
      next("99991400", "send", limited(2)),
      next("230020", "send", busyChat),
      next("502", "send", badGateway),
      next("half an answer", "send", { kind: "half" }),
      next("dropped before", "send", { kind: "drop", when: "before" }),
      next("dropped after", "send", { kind: "drop", when: "after" }),
      next("edit dropped after", "edit", { kind: "drop", when: "after" }),
      next("upload dropped", "image", { kind: "drop", when: "before" }),
      next("no token", "token", { kind: "drop", when: "before" }),
      { name: "tokens expire", strike: () => fs.expireTokens() },
    ],
    outages: [
      { name: "cut", strike: () => fs.cut() },
      { name: "away", strike: leave },
    ],
    async mend() {
      if (away) await fs.accept();
      away = false;
    },
    line: () => fs.connections(),
    offerAgain: () => void fs.repush(),
    turnedAway: () => 0,
    close: () => fs.close(),
  };
}

function look({ id, type, edits, text, buttons, files }: Sent): Shown {
  const pictures = files.map((one) => `${one.name} ${one.bytes.length}`).join();
  const labels = buttons.map((button) => button.label);
  return { id, look: [type, edits[0] ?? text, pictures].join("|"), buttons: labels };
}
