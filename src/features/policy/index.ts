/** 问政策: the words of the documents in force, letter by letter, or "I do not know, here is a person". */
import { z } from "zod";
import type { Feature } from "#bot";
import { shelfOf } from "./desk.ts";
import { rate } from "./feedback.ts";
import { hearer } from "./hear.ts";
import { handOver } from "./human.ts";
import { dropExpired, migrations, nextExpiry, rights } from "./store.ts";
import { showWhole } from "./whole.ts";
import { en, zh } from "./words.ts";

export { type Imported, type Listed, type PolicyDesk, policyDesk } from "./desk.ts";

export const policy: Feature = (bot, kit) => {
  const w = kit.say({ zh, en });
  const room = { kit, shelf: shelfOf(kit), w };
  const hear = hearer(room);

  bot.tables("policy", migrations, rights(w.rights));

  const question = bot.dialog("policy.question", z.object({}), (turn) => hear(turn, turn.message.text));

  bot.command(
    {
      name: "policy.ask",
      words: ["问政策 …"],
      examples: kit.examples("policy.ask"),
      about: w.about,
      reads: true,
    },
    async (turn) => (turn.rest.trim() === "" ? { text: w.ask, next: question({}) } : hear(turn, turn.rest)),
  );
  bot.command(
    {
      name: "human",
      words: ["转人工 …", "人工", "人工客服", "找人工", "找工作人员", "轉人工 …"],
      examples: kit.examples("human"),
      about: w.aboutHuman,
    },
    (turn) => handOver(room, turn),
  );
  bot.command({ name: "policy.whole", words: ["看全文"], examples: [], about: "", reads: true }, (turn) =>
    showWhole(room, turn),
  );
  bot.command({ name: "policy.useful", words: ["有用"], examples: [], about: "" }, (turn) => rate(room, turn, true));
  bot.command({ name: "policy.useless", words: ["没用"], examples: [], about: "" }, (turn) => rate(room, turn, false));

  bot.otherwise((turn) => hear(turn, turn.message.text));

  bot.job(
    "policy.forget",
    (db) => nextExpiry(db),
    async (due) => async (tx) => {
      await dropExpired(tx, due.getTime());
      return undefined;
    },
  );
};
