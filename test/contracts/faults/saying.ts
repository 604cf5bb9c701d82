/** Adapters that show something else than what was said. */
import { type Address, DeliveryError } from "#bot";
import { telegramBench } from "../benches/telegram.ts";
import { type Fault, saying } from "./ways.ts";

const BUTTONS = [
  "a press says what its button says",
  "48 bytes behind a button survive",
  "two presses are two messages",
  "a living message changes in place",
  "a change that changes nothing is no fault",
];

let count = 0;

export const garbled: Fault[] = [
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
    name: "loses pictures that it shows",
    caughtBy: ["pictures are shown byte for byte"],
    breaks: saying(({ files: _, ...reply }, key) => [reply, key]),
  },
  {
    name: "leaves escapes in plain words",
    caughtBy: ["plain words arrive as they are"],
    breaks: saying((reply, key) => [{ ...reply, text: reply.text.replaceAll("<", "&lt;") }, key]),
  },
  {
    name: "loses the way to the direct chat",
    on: telegramBench,
    caughtBy: ["the way to the direct chat is shown"],
    breaks: saying((reply, key) => {
      const buttons = (reply.buttons ?? []).filter((one) => !one.private);
      return [{ ...reply, ...(reply.buttons && { buttons }) }, key];
    }),
  },
  {
    name: "fails when a change changes nothing",
    caughtBy: ["a change that changes nothing is no fault"],
    breaks: (good) => ({
      async edit(receipt, reply) {
        if (reply.text.includes("0 / 2")) throw new DeliveryError("refused", "not modified");
        return good.edit?.(receipt, reply) ?? receipt;
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
];
