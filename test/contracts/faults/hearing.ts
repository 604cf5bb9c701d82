/** Adapters that hear wrongly. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Address } from "#bot";
import { dingtalkBench } from "../benches/dingtalk.ts";
import { type Fault, hearing } from "./ways.ts";

let count = 0;

export const deaf: Fault[] = [
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
    name: "takes a call to everybody for a call to itself",
    on: dingtalkBench,
    caughtBy: ["words among people are not addressed", "calling everybody is not addressed"],
    breaks: hearing((message) => ({ ...message, addressed: true })),
  },
  {
    name: "takes nobody for addressed",
    caughtBy: [
      "direct words are addressed",
      "a mention is addressed, in the group",
      "a reply to the bot is addressed",
      "a press says what its button says",
    ],
    breaks: hearing((message) => ({ ...message, addressed: false })),
  },
  {
    name: "takes every chat for a direct one",
    caughtBy: ["a mention is addressed, in the group", "a press says what its button says"],
    breaks: hearing((message) => ({ ...message, chat: message.from })),
  },
  {
    name: "loses who was named",
    caughtBy: ["another person's mention keeps the person"],
    breaks: hearing((message) => ({ ...message, text: message.text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1") })),
  },
  {
    name: "loses places",
    caughtBy: ["a place arrives with its datum"],
    breaks: hearing(({ place: _, ...message }) => message),
  },
  {
    name: "gives every press the same id",
    caughtBy: ["two presses are two messages"],
    breaks: hearing((message) => (message.text === "报名 A12" ? { ...message, id: "sandbox:press" } : message)),
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
