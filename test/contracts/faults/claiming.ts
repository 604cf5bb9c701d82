/** Adapters that claim what they do not keep, or tell a wrong fate. */
import { DeliveryError } from "#bot";
import { telegramBench } from "../benches/telegram.ts";
import { type Fault, saying, telling } from "./ways.ts";

const LIMITS = ["a group is", "many groups are", "a person is"].map((who) => `within its limits ${who} never refused`);

let count = 0;

export const lying: Fault[] = [
  {
    name: "ignores the key",
    caughtBy: ["the answer lost: unknown, and never twice by itself", "the same key shows once, as long as claimed"],
    breaks: saying((reply, key) => [reply, `${key} ${++count}`]),
  },
  {
    name: "forgets how long it was asked to wait",
    on: telegramBench,
    caughtBy: ["too often: not-sent, with the pause asked for"],
    breaks: telling("not-sent", "not-sent"),
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
    name: "claims twice the length it has",
    caughtBy: ["one message holds the claimed length"],
    breaks: (good) => ({ traits: { ...good.traits, textBytes: 60_000 } }),
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
    caughtBy: ["told no: refused"],
    breaks: telling("refused", "not-sent"),
  },
];
