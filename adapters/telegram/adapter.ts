/** The adapter: hears by long polling or by webhook, says by the Bot API. */
import type { Update, User } from "grammy/types";
import { type Adapter, DeliveryError, type House, type Message, type Reply } from "#bot";
import { underway } from "../kit/underway.ts";
import { shownMessages } from "./address.ts";
import { moved } from "./comings.ts";
import { botApi, type Signal } from "./connection.ts";
import { download } from "./download.ts";
import { type Hook, hook } from "./hook.ts";
import type { Ear, Line } from "./line.ts";
import { edit, recall } from "./mend.ts";
import { reason } from "./outcome.ts";
import { people } from "./people.ts";
import { persist } from "./persist.ts";
import { poll } from "./poll.ts";
import { reader } from "./reader.ts";
import { sender } from "./send.ts";
import type { Settings } from "./settings.ts";
import type { Where } from "./toCard.ts";
import { traits } from "./traits.ts";
import { en, zh } from "./words.ts";

export interface Telegram extends Required<Adapter> {
  /** One update that Telegram posted to the webhook: resolves when it is stored, rejects while it cannot be. */
  take(update: Update): Promise<void>;
}

/** Together under the three seconds that a stop may take. */
const LAST_ROUND_MS = 1_800;
const CONFIRM_MS = 800;

export function telegramAdapter(settings: Settings, house: House): Telegram {
  const words = house.settings.locale === "en" ? en : zh;
  const api = botApi(settings, 30);
  const uploads = botApi(settings, 120);
  const stopping = new AbortController();
  const signal = stopping.signal as Signal;
  const over = new AbortController(); // cuts what is left when the stop has waited long enough
  const acquaintances = people();
  const busy = underway();
  let me: User | undefined;
  let line: Line | undefined;
  let posted: Hook | undefined;
  let running: Promise<void> | undefined;
  let ending: Promise<void> | undefined;
  let trouble: string | undefined = "not started";
  let receive: (message: Message) => Promise<void> = async () => {};

  async function run(): Promise<void> {
    trouble = "not reached yet";
    const bot = await persist("getMe", () => api.getMe(signal), house, stopping.signal);
    if (!bot) return;
    me = bot;
    house.log.info({ adapter: "telegram", bot: bot.id }, "connected");
    house.log.info({ adapter: "telegram" }, bot.can_read_all_group_messages ? words.privacyOff : words.privacyOn);
    const ear: Ear = {
      read: reader(bot, house, acquaintances),
      receive: (message) => receive(message),
      after: ({ press }) => press && stopSpinner(press),
      trouble: (why) => {
        trouble = why;
      },
    };
    const { webhook } = settings;
    posted = webhook && hook(api, house, ear, webhook);
    if (!posted) trouble = undefined; // a poll that is held counts as reached
    line = posted ?? poll(api, house, ear, words);
    await line.run(stopping.signal);
  }

  /** A press turns a spinner on the person's screen until it is answered; a late or repeated answer is no harm. */
  function stopSpinner(press: string): void {
    busy.track(api.answerCallbackQuery(press, {}, over.signal as Signal).catch(() => {}));
  }

  /** The bot's name is needed only for a start link; when it is not known yet, nothing has been sent. */
  async function where(reply: Reply, direct: boolean): Promise<Where> {
    if (!me && !direct && reply.buttons?.some((button) => button.private)) {
      me = await api.getMe().catch((error) => {
        throw new DeliveryError("not-sent", `telegram: ${reason(error)}`);
      });
    }
    return { direct, username: me?.username ?? "", call: (address) => acquaintances.named(address) ?? words.you };
  }

  function tellMoved(from: number, to: number): void {
    // Before getMe the bot does not know itself; the platform tells the move again.
    if (!me) return;
    receive(moved(from, to, me, house.now())).catch((error) =>
      house.log.warn({ adapter: "telegram", why: reason(error) }, "a group's move was not stored, it is told again"),
    );
  }

  async function end(): Promise<void> {
    stopping.abort();
    // The last round of polling first: what it stores may leave a press to be answered.
    if (running) busy.track(running);
    await busy.settled(LAST_ROUND_MS);
    await line?.confirm(AbortSignal.timeout(CONFIRM_MS));
    over.abort();
    trouble = "stopped";
  }

  return {
    name: "telegram",
    traits,
    async start(to) {
      receive = to;
      running = run().catch((error) => house.log.error({ adapter: "telegram", why: reason(error) }, "polling ended"));
    },
    send: sender({ api, uploads, house, where, moved: tellMoved }),
    edit: async (receipt, reply) => edit(api, receipt, reply, await where(reply, shownMessages(receipt).chat > 0)),
    recall: (receipt) => recall(api, receipt),
    fetch: (file) => download(api, settings, file, words.tooBig),
    stop() {
      ending ??= end();
      return ending;
    },
    async take(update) {
      if (!posted || stopping.signal.aborted) throw new Error("telegram: not listening");
      await busy.track(posted.take(update));
    },
    health: () => trouble,
  };
}
