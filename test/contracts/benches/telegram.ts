/** Telegram on the bench: the real adapter and grammY against the emulated Bot API. */
import type { Address } from "#bot";
import { telegram } from "../../../adapters/telegram/index.ts";
import { telegramEmulator } from "../../emulators/telegram/index.ts";
import { rude } from "../../emulators/telegram/rude.ts";
import type { Entity, Message, Update, User } from "../../emulators/telegram/types.ts";
import type { Fault } from "../../emulators/wire/faults.ts";
import type { Bench, Platform, Said, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

const CROWD = -1_002_000_000_000;

export const telegramBench: Platform = { name: "telegram", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  let enforced = false;
  // Unless limits are what is tried, every send is in a minute of its own.
  let minutes = 0;
  const tg = await telegramEmulator({ now: () => house.now() + (enforced ? 0 : minutes++ * 60_000) });
  const wang = tg.user(11, "王师傅");
  const zhao = tg.user(12, "赵姐");
  const robot = { ...tg.user(13, "别的机器人", "other_bot"), is_bot: true };
  const g1 = tg.group(-1_001_000_000_001, "东街骑手群");
  const settings = telegram.settings.parse({ TELEGRAM_BOT_TOKEN: tg.token, TELEGRAM_API_ROOT: tg.root });
  for (const one of [wang, zhao]) tg.says(one, one, "/start");
  const users = new Map<Address, User>([wang, zhao].map((one) => [`telegram:${one.id}`, one]));
  const idOf = (address: Address) => Number(address.slice("telegram:".length));
  const user = (address: Address) => users.get(address) ?? wang;

  const passed = (what: Message | Update): Said => {
    const number = "update_id" in what ? Number(what.update_id) : (tg.updates.pending.at(-1)?.update_id ?? 0);
    return {
      again: () => tg.redeliver(what, "new"),
      acknowledged: () => tg.updates.confirmed >= number,
    };
  };
  const live = (id: string) => tg.sent.find((one) => one.message && handle(one.message) === id)?.message;

  /** The next call of this name meets the fault; the platform asks to wait `ms`. */
  const next = (...[name, fault, ms = 0]: [string, Fault, ms?: number]) => {
    return () => {
      tg.faults.next(name, fault);
      return ms;
    };
  };

  return {
    adapter: telegram.open(settings, house),
    can: new Set(["listens", "overhears", "replies", "names", "places", "bots", "own", "acknowledges", "redelivers"]),
    group: `telegram:${g1.id}`,
    person: `telegram:${wang.id}`,
    other: `telegram:${zhao.id}`,
    bot: { name: "小驿" },
    otherName: zhao.first_name,
    connected: (greeted) => greeted(2),
    say(chat, words, { mention, names, by, replyTo, photo, place }) {
      const direct = idOf(chat) > 0;
      const speaker = by === "bot" ? robot : by === "own" ? tg.bot : by === "other" ? zhao : wang;
      const answered = replyTo && live(replyTo.id);
      return passed(
        tg.says(
          speaker,
          direct ? user(chat) : g1,
          names ? words.replace(`@${zhao.first_name}`, zhao.first_name) : words,
          {
            ...(mention && { mention }),
            ...(names && { names: zhao }),
            ...(answered && { reply_to: answered }),
            ...(photo && { photo }),
            ...(place && { location: place }),
          },
        ),
      );
    },
    press(by, on, label) {
      const message = live(on.id);
      if (message) tg.press(user(by), message, label);
    },
    seen(chat) {
      const sends = tg.sent.filter((one) => one.method.startsWith("send") && one.chat === idOf(chat));
      return sends.flatMap((one) => {
        const message = tg.shown(one);
        return message ? [look(message, one.file)] : [];
      });
    },
    crowd: (n) => `telegram:${tg.group(CROWD - n, `群 ${n}`).id}`,
    stranger: () => `telegram:${tg.user(99, "生人").id}`,
    keep: house.keep,
    kept: house.kept,
    pass: house.pass,
    now: house.now,
    offerAgain() {}, // an offset that does not pass it is enough
    enforce() {
      house.pass(minutes * 60_000);
      enforced = true;
    },
    troubles: {
      unreachable: () => tg.refuse().then(() => 0),
      unanswered: next("sendMessage", rude.drop),
      refused: next("sendMessage", rude.neverStarted),
      limited: next("sendMessage", rude.tooMany(7), 7_000),
    },
    mend: tg.accept,
    close: tg.close,
  };
}

const handle = (message: Message) => `${message.chat.id}:${message.message_id}`;

function look(message: Message, file: Buffer | undefined): Seen {
  const marks: Entity[] = message.entities ?? message.caption_entities ?? [];
  const keys = message.reply_markup?.inline_keyboard.flat() ?? [];
  return {
    id: handle(message),
    text: message.text ?? message.caption ?? "",
    markdown: false,
    bold: marks.some(({ type }) => type === "bold"),
    buttons: keys.filter((key) => key.callback_data).map((key) => key.text),
    links: [...marks, ...keys].flatMap(({ url }) => (url ? [url] : [])),
    pictures: file ? [file] : [],
    mentions: marks.flatMap((mark): Address[] => (mark.user ? [`telegram:${mark.user.id}`] : [])),
  };
}
