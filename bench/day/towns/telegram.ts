import { telegram } from "../../../adapters/telegram/index.ts";
import { telegramEmulator } from "../../../test/emulators/telegram/index.ts";
import { rude } from "../../../test/emulators/telegram/rude.ts";
import type { Chat, User } from "../../../test/emulators/telegram/types.ts";
import type { Fault } from "../../../test/emulators/wire/faults.ts";
import { addressOf, idOf, type Misery, type Town } from "../town.ts";

const FIRST_USER = 1000;
const FIRST_GROUP = -1_001_000_000_000;

/** Telegram: updates wait until an offset passes them, and a send that broke off may have been shown. */
export async function telegramTown(now: () => number): Promise<Town> {
  const tg = await telegramEmulator({ now });
  const settings = telegram.settings.parse({ TELEGRAM_BOT_TOKEN: tg.token, TELEGRAM_API_ROOT: tg.root });
  const users = new Map<string, User>();
  const groups = new Map<string, Chat>();
  const user = (address: string) => users.get(address) as User;
  const next = (name: string, call: string, fault: Fault): Misery => ({
    name,
    strike: () => tg.faults.next(call, fault),
  });
  let away = false;
  const leave = () => {
    if (away) return;
    away = true;
    return tg.refuse();
  };

  return {
    name: "telegram",
    open: (house) => telegram.open(settings, house),
    ready: async () => undefined,
    person(_, name) {
      const made = tg.user(FIRST_USER + users.size, name);
      const address = addressOf("telegram", made.id);
      users.set(address, made);
      return address;
    },
    group(_, title) {
      const made = tg.group(FIRST_GROUP - groups.size - 1, title);
      const address = addressOf("telegram", made.id);
      groups.set(address, made);
      return address;
    },
    say(from, chat, words, { mention, photo }) {
      const said = tg.says(user(from), groups.get(chat) ?? user(chat), words, {
        ...(mention && { mention }),
        ...(photo && { photo }),
      });
      const id = addressOf("telegram", `${said.chat.id}:${said.message_id}`);
      return { id, told: true, again: () => tg.redeliver(said, "new") };
    },
    press(from, chat, label) {
      const fits = tg.sent.findLast((one) => {
        const keys = one.chat === Number(idOf(chat)) ? tg.shown(one)?.reply_markup?.inline_keyboard.flat() : undefined;
        return keys?.some((key) => key.text === label && key.callback_data);
      });
      if (!fits) return undefined;
      const { id, update } = tg.press(user(from), fits, label);
      return { id: addressOf("telegram", `press:${id}`), told: true, again: () => tg.redeliver(update, "new") };
    },
    shown(chat) {
      const here = tg.sent.filter((one) => one.chat === Number(idOf(chat)) && one.method.startsWith("send"));
      return here.map(({ method, message, text, file }) => ({
        id: `${message?.message_id}`,
        look: [method, text, file ? file.length : ""].join("|"),
        buttons: (message?.reply_markup?.inline_keyboard ?? []).flat().map((key) => key.text),
      }));
    },
    miseries: [
      next("429", "sendMessage", rude.tooMany(3)),
      next("500", "sendMessage", rude.serverError),
      next("502", "sendMessage", rude.badGateway),
      next("401", "sendMessage", rude.unauthorized),
      next("half an answer", "sendMessage", rude.half),
      next("dropped before", "sendMessage", rude.dropBefore),
      next("dropped after", "sendMessage", rude.drop),
      next("picture dropped after", "sendPhoto", rude.drop),
      next("edit dropped after", "editMessageText", rude.drop),
      next("edit 429", "editMessageText", rude.tooMany(2)),
      next("poll 409", "getUpdates", rude.conflict),
      next("poll half answered", "getUpdates", rude.half),
      next("poll 502", "getUpdates", rude.badGateway),
    ],
    outages: [{ name: "away", strike: leave }],
    async mend() {
      if (away) await tg.accept();
      away = false;
    },
    line: () => 0,
    offerAgain() {}, // it does so by itself, as long as it is asked
    turnedAway: () => tg.counts.refused,
    close: () => tg.close(),
  };
}
