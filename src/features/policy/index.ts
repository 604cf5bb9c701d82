/** 问政策: the words of the documents in force, letter by letter, or "I do not know, here is a person". */
import { z } from "zod";
import type { Feature } from "#bot";
import { budget } from "./answering/budget.ts";
import { faqDesk } from "./answering/faq-desk.ts";
import { gapDesk } from "./answering/gap-desk.ts";
import { reckonerOf } from "./answering/reckon.ts";
import { dropSpentBefore } from "./answering/spent-store.ts";
import { shelfOf } from "./desk.ts";
import { rate } from "./feedback.ts";
import { hearer, type Room } from "./hear.ts";
import { handOver } from "./human.ts";
import { library, libraryRights } from "./library/index.ts";
import { fillingOf } from "./retrieval/second.ts";
import { dropExpired, migrations, nextExpiry, rights } from "./store.ts";
import { showWhole } from "./whole.ts";
import { en, zh } from "./words.ts";
import { en as enAnswers, zh as zhAnswers } from "./words-answers.ts";

export { type Imported, type Listed, type PolicyDesk, policyDesk } from "./desk.ts";

export const policy: Feature = (bot, kit) => {
  const w = kit.say({ zh, en });
  const a = kit.say({ zh: zhAnswers, en: enAnswers });
  const shelf = shelfOf(kit);
  const room: Room = { kit, shelf, reckon: reckonerOf(kit, shelf), budget: budget(kit), w, a };
  const hear = hearer(room);

  bot.tables("policy", migrations, libraryRights(kit, rights({ ...w.rights, gaps: a.gapRights })));

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

  faqDesk(bot, kit, a);
  gapDesk(bot, kit, a);

  const offered = library(bot, kit, shelf);

  bot.otherwise(async (turn) => offered(turn) ?? hear(turn, turn.message.text));

  const filling = fillingOf(kit, shelf);
  if (filling)
    bot.job(
      "policy.vectors",
      (_, after) => filling.due(after),
      () => filling.tick(),
      "skip",
    );

  bot.job(
    "policy.forget",
    (db) => nextExpiry(db),
    async (due) => async (tx) => {
      await dropExpired(tx, due.getTime());
      await dropSpentBefore(tx, kit.calendar.dateOf(due.getTime()));
      return undefined;
    },
  );
};
