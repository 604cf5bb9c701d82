/** Adapters broken on purpose, one promise each: a suite that lets one of them pass proves nothing. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Adapter, type Address, DeliveryError, type Message, type Reply } from "#bot";
import type { Platform } from "./bench.ts";

export interface Fault {
  name: string;
  /** The checks that must fail, and no others. */
  caughtBy: string[];
  breaks(good: Adapter): Partial<Adapter>;
}

/** The platform with its adapter broken in this way. */
export function broken({ name, open }: Platform, fault: Fault): Platform {
  return {
    name: `${name}: ${fault.name}`,
    async open() {
      const bench = await open();
      return { ...bench, adapter: { ...bench.adapter, ...fault.breaks(bench.adapter) } };
    },
  };
}

type Outcome = DeliveryError["outcome"];

/** Says something else, or under another key, or to somebody else. */
const saying = (change: (reply: Reply, key: string, to: Address) => [Reply, string]) => (good: Adapter) => ({
  send(to: Address, reply: Reply, key: string) {
    const [said, under] = change(reply, key, to);
    return good.send(to, said, under);
  },
});
/** Hands on something else; nothing when undefined. */
const hearing = (change: (message: Message) => Message | undefined) => (good: Adapter) => ({
  start: (receive: (message: Message) => Promise<void>) =>
    good.start(async (message) => {
      const heard = change(message);
      if (heard) await receive(heard);
    }),
});
const claiming = (traits: Partial<Adapter["traits"]>) => (good: Adapter) => ({ traits: { ...good.traits, ...traits } });
/** Tells another fate than the true one. */
const telling = (truth: Outcome, told: Outcome) => (good: Adapter) => ({
  send: (to: Address, reply: Reply, key: string) =>
    good.send(to, reply, key).catch((error: unknown) => {
      if (error instanceof DeliveryError && error.outcome === truth) throw new DeliveryError(told, "told wrongly");
      throw error;
    }),
});

const BUTTONS = [
  "a press says what its button says",
  "48 bytes behind a button survive",
  "two presses are two messages",
  "a living message changes in place",
  "a change that changes nothing is no fault",
];
const LIMITS = ["a group is", "many groups are", "a person is"].map((who) => `within its limits ${who} never refused`);

let count = 0;

export const faults: Fault[] = [
  {
    name: "ignores the key",
    caughtBy: ["the answer lost: unknown, and never twice by itself", "the same key shows once, as long as claimed"],
    breaks: saying((reply, key) => [reply, `${key} ${++count}`]),
  },
  { name: "drops buttons", caughtBy: BUTTONS, breaks: saying(({ buttons: _, ...reply }, key) => [reply, key]) },
  {
    name: "cuts what a button says",
    caughtBy: ["48 bytes behind a button survive"],
    breaks: saying((reply, key) => {
      const buttons = (reply.buttons ?? []).map((one) => ({ ...one, says: one.says.slice(0, 13) }));
      return [{ ...reply, ...(reply.buttons && { buttons }) }, key];
    }),
  },
  {
    name: "loses mentions",
    caughtBy: ["a mention calls the person"],
    breaks: saying(({ mentions: _, ...reply }, key) => [reply, key]),
  },
  {
    name: "loses links",
    caughtBy: ["Markdown is simplified faithfully", "Markdown under buttons loses nothing"],
    breaks: saying((reply, key) => [{ ...reply, text: reply.text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1") }, key]),
  },
  {
    name: "acknowledges before storing",
    caughtBy: ["acknowledged only when it is stored", "what could not be stored is offered again"],
    breaks: (good) => ({
      start: (receive) => good.start(async (message) => void receive(message).catch(() => {})),
    }),
  },
  {
    name: "gives a repeated message another id",
    caughtBy: ["a repeated message keeps its id", "what could not be stored is offered again"],
    breaks: hearing((message) => ({ ...message, id: `${message.id}-${++count}` as Address })),
  },
  {
    name: "takes everything for addressed",
    caughtBy: ["words among people are not addressed"],
    breaks: hearing((message) => ({ ...message, addressed: true })),
  },
  {
    name: "takes the bot's name out wherever it stands",
    caughtBy: ["the mention is taken out by structure"],
    breaks: hearing((message) => ({ ...message, text: message.text.replaceAll("小驿", "") })),
  },
  {
    name: "forgets what was replied to",
    caughtBy: ["a reply to the bot is addressed", "a press says what its button says"],
    breaks: hearing(({ replyTo: _, ...message }) => message),
  },
  {
    name: "loses pictures that people send",
    caughtBy: ["pictures arrive byte for byte"],
    breaks: hearing((message) => ({ ...message, files: [] })),
  },
  {
    name: "claims to write to strangers",
    caughtBy: ["writes to a person who never wrote to it"],
    breaks: (good) => ({
      async send(to, reply, key) {
        if (to.endsWith(":stranger")) throw new DeliveryError("refused", "they never wrote");
        return good.send(to, reply, key);
      },
    }),
  },
  {
    name: "tears a surrogate pair",
    caughtBy: ["a long text is cut between characters", "one message holds the claimed length"],
    breaks: (good) => ({
      traits: { ...good.traits, textBytes: 3_001 },
      async send(to, reply, key) {
        for (let at = 0; at < reply.text.length - 1_000; at += 1_000)
          await good.send(to, { text: reply.text.slice(at, at + 1_000) }, `${key}#${at}`);
        const rest = reply.text.slice(Math.max(0, Math.ceil(reply.text.length / 1_000) - 1) * 1_000);
        return good.send(to, { ...reply, text: rest }, key);
      },
    }),
  },
  {
    name: "claims twice the length it has",
    caughtBy: ["one message holds the claimed length"],
    breaks: claiming({ textBytes: 60_000 }),
  },
  {
    name: "has a limit that it does not claim",
    caughtBy: LIMITS,
    breaks(good) {
      let sent = 0;
      return {
        async send(to, reply, key) {
          if (++sent > 40) throw new DeliveryError("not-sent", "too many", 1_000);
          return good.send(to, reply, key);
        },
      };
    },
  },
  {
    name: "says anew instead of changing",
    caughtBy: ["a living message changes in place"],
    breaks: (good) => ({
      edit: (receipt, reply) => good.send(String(receipt.chat) as Address, reply, `anew ${++count}`),
    }),
  },
  {
    name: "takes nothing back",
    caughtBy: ["what is taken back is gone, also twice"],
    breaks: () => ({ recall: async () => {} }),
  },
  {
    name: "calls a lost answer not-sent",
    caughtBy: ["the answer lost: unknown, and never twice by itself"],
    breaks: telling("unknown", "not-sent"),
  },
  {
    name: "gives up where it should try again",
    caughtBy: ["nobody there: not-sent, and later sent once"],
    breaks: telling("not-sent", "refused"),
  },
  {
    name: "tries again for ever what was refused",
    caughtBy: ["a long text is cut between characters", "told no: refused"],
    breaks: telling("refused", "not-sent"),
  },
  {
    name: "waits for ever for the house when it stops",
    caughtBy: ["stops within three seconds, also while it hears"],
    breaks(good) {
      let underway = 0;
      return {
        start: (receive) =>
          good.start(async (message) => {
            underway += 1;
            await receive(message).finally(() => {
              underway -= 1;
            });
          }),
        stop: () => (underway > 0 ? new Promise<void>(() => {}) : good.stop()),
      };
    },
  },
  {
    name: "goes on hearing after its end",
    caughtBy: ["a stopped adapter hears nothing more"],
    breaks: () => ({ stop: async () => {} }),
  },
  {
    name: "lets later words overtake",
    caughtBy: ["what one person says stays in order"],
    breaks(good) {
      let heard = 0;
      return {
        start: (receive) =>
          good.start(async (message) => {
            await sleep(Math.max(0, 30 - 5 * heard++));
            await receive(message);
          }),
      };
    },
  },
];
