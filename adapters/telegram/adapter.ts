/** The adapter: hears by long polling, says by the Bot API. */
import type { User } from "grammy/types";
import { type Adapter, DeliveryError, type House, type Message, type Reply } from "#bot";
import { shownMessages } from "./address.ts";
import { moved } from "./comings.ts";
import { botApi, type Signal } from "./connection.ts";
import { download } from "./download.ts";
import { edit, recall } from "./mend.ts";
import { reason } from "./outcome.ts";
import { people } from "./people.ts";
import { persist } from "./persist.ts";
import { type Poll, poll } from "./poll.ts";
import { reader } from "./reader.ts";
import { sender } from "./send.ts";
import type { Settings } from "./settings.ts";
import type { Where } from "./toCard.ts";
import { traits } from "./traits.ts";
import { en, zh } from "./words.ts";

export type Telegram = Required<Adapter>;

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
  const spinners = new Set<Promise<unknown>>();
  let me: User | undefined;
  let line: Poll | undefined;
  let running: Promise<void> | undefined;
  let ending: Promise<void> | undefined;
  let trouble: string | undefined = "not started";
  let receive: (message: Message) => Promise<void> = async () => {};

  async function run(): Promise<void> {
    trouble = "not reached yet";
    me = await persist("getMe", () => api.getMe(signal), house, stopping.signal);
    if (!me) return;
    trouble = undefined;
    house.log.info({ adapter: "telegram", bot: me.id }, "connected");
    line = poll(api, house, {
      read: reader(me, house, acquaintances),
      receive: (message) => receive(message),
      after: ({ press }) => press && stopSpinner(press),
      trouble: (why) => {
        trouble = why;
      },
    });
    await line.run(stopping.signal);
  }

  /** A press turns a spinner on the person's screen until it is answered; a late or repeated answer is no harm. */
  function stopSpinner(press: string): void {
    const answer = api.answerCallbackQuery(press, {}, over.signal as Signal).catch(() => {});
    spinners.add(answer);
    answer.finally(() => spinners.delete(answer));
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
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_ROUND_MS);
    await Promise.race([Promise.resolve(running).then(() => Promise.all(spinners)), late]);
    clearTimeout(timer);
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
    health: () => trouble,
  };
}
