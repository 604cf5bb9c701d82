/** Feishu on the bench: the real adapter and SDK against the emulated open platform and its long connection. */
import { mock } from "node:test";
import type { Address } from "#bot";
import { lark } from "../../../adapters/lark/index.ts";
import type { Fault } from "../../emulators/lark/faults.ts";
import { larkEmulator } from "../../emulators/lark/index.ts";
import { limited, says } from "../../emulators/lark/misery.ts";
import type { Sent } from "../../emulators/lark/world.ts";
import type { Bench, Platform, Seen } from "../bench.ts";
import { benchHouse } from "../house.ts";

export const larkBench: Platform = { name: "lark", open };

async function open(): Promise<Bench> {
  const house = benchHouse();
  const fs = await larkEmulator({ reconnect: { nonce: 0, interval: 1 } });
  const variables = { LARK_APP_ID: fs.appId, LARK_APP_SECRET: fs.appSecret, LARK_DOMAIN: fs.domain };
  const wang = fs.user("wang", "王师傅");
  const zhao = fs.user("zhao", "赵姐");
  const g1 = fs.group("g1", "东街骑手群");
  // The emulator and the SDK ask the machine for the time, so the machine's time goes on.
  let ahead = 0;
  const real = Date.now;
  const time = mock.method(Date, "now", () => real() + ahead);
  const idOf = (address: Address) => address.slice("lark:".length);
  const find = (id: string) => {
    const sent = fs.sent.find((one) => one.id === id);
    if (!sent) throw new Error(`${id} was never shown`);
    return sent;
  };

  /** The next call of this name meets the fault; the platform asks to wait `ms`. */
  const next = (...[name, fault, ms = 0]: [string, Fault, ms?: number]) => {
    return () => {
      fs.faults.next(name, fault);
      return ms;
    };
  };

  return {
    adapter: lark.open(lark.settings.parse(variables), house),
    can: new Set([
      "listens",
      "overhears",
      "replies",
      "everybody",
      "names",
      "places",
      "bots",
      "own",
      "acknowledges",
      "redelivers",
    ]),
    group: `lark:${g1}`,
    person: `lark:${wang}`,
    other: `lark:${zhao}`,
    bot: { name: fs.bot.name },
    otherName: "赵姐",
    connected: () => fs.connected(),
    say(chat, words, { mention, all, names, by, replyTo, photo, place }) {
      if (by === "bot" || by === "own") return foreign(words, by === "own" ? fs.bot.openId : "ou_otherbot");
      const { eventId } = fs.says(by === "other" ? zhao : wang, idOf(chat), words, {
        ...(mention && { mention }),
        ...(all && { all }),
        ...(names && { at: [zhao] }),
        ...(replyTo && { parent: replyTo.id }),
        ...(photo && { image: photo }),
        ...(place && { place: { name: "", ...place } }),
      });
      return { again: () => fs.again(eventId), acknowledged: () => acknowledged(eventId) };
    },
    press: (by, on, label) => void fs.press(idOf(by), find(on.id), label),
    seen: (chat) => fs.shownIn(idOf(chat)).map(look),
    crowd: (n) => `lark:${fs.group(`crowd${n}`)}`,
    stranger: () => `lark:${fs.user("stranger", "生人")}`,
    keep: house.keep,
    kept: house.kept,
    pass(ms) {
      ahead += ms;
    },
    now: () => Date.now(),
    offerAgain: () => void fs.repush(),
    enforce() {
      fs.limits.enforced = true;
    },
    troubles: {
      unreachable: () => fs.refuse().then(() => 0),
      unanswered: next("send", { kind: "drop", when: "after" }),
      refused: next("send", says(400, 230002)),
      limited: next("send", limited(7), 7_000),
    },
    mend: fs.accept,
    async close() {
      time.mock.restore();
      await fs.close();
    },
  };

  function acknowledged(eventId: string): boolean {
    return fs.acks.some((one) => one.eventId === eventId && one.code === 200);
  }

  /** Words of an app, with a mention of the bot in them. */
  function foreign(words: string, openId: string) {
    const eventId = fs.raw("im.message.receive_v1", {
      sender: { sender_id: { open_id: openId }, sender_type: "app", tenant_key: "tenant" },
      message: {
        message_id: `om_of_${openId}`,
        chat_id: g1,
        chat_type: "group",
        message_type: "text",
        content: JSON.stringify({ text: `@_user_1 ${words}` }),
        create_time: String(Date.now()),
        mentions: [{ key: "@_user_1", id: { open_id: fs.bot.openId }, name: fs.bot.name, tenant_key: "tenant" }],
      },
    });
    return { again: () => fs.again(eventId), acknowledged: () => acknowledged(eventId) };
  }
}

function look(sent: Sent): Seen {
  const card = sent.type === "interactive";
  return {
    id: sent.id,
    text: sent.text,
    markdown: card,
    bold: false,
    buttons: sent.buttons.map((one) => one.label),
    links: [],
    pictures: sent.files.filter((one) => one.kind === "image").map((one) => one.bytes),
    mentions: sent.mentions.map((id): Address => `lark:${id}`),
  };
}
