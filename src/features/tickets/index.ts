/** Cases (诉求): from a word between two orders to what is solved, not merely closed. PRODUCT.md §1.2, §1.7. */
import { z } from "zod";
import type { Command, Feature, Turn } from "#bot";
import { reference } from "./case/numbers.ts";
import { sweep } from "./clock/sweep.ts";
import { lookBack } from "./figures/look-back.ts";
import { backMigrations } from "./figures/store-back.ts";
import { consult } from "./intake/consult.ts";
import { draftShape } from "./intake/draft.ts";
import { hear, open } from "./intake/intake.ts";
import { openings } from "./intake/openings.ts";
import { paceWords } from "./pace/register.ts";
import { paceMigrations } from "./pace/store.ts";
import { pictureWords } from "./pictures/register.ts";
import { pictureMigrations } from "./pictures/store.ts";
import { postOffice } from "./posting/post.ts";
import { postMigrations } from "./posting/store.ts";
import { joinByWord } from "./reporter/join.ts";
import { rights } from "./reporter/rights.ts";
import { status, whoSaw } from "./reporter/status.ts";
import { more, supplement, withdraw } from "./reporter/supplement.ts";
import { remark } from "./reporter/survey.ts";
import { solved, unsolved, why } from "./reporter/verify.ts";
import type { Room } from "./room.ts";
import { withNames } from "./rules/names.ts";
import { startCases } from "./rules/start.ts";
import { claim } from "./staff/claim.ts";
import { staffSays } from "./staff/staff.ts";
import { staffRules, staffWords } from "./staff/staff-words.ts";
import { todo, view } from "./staff/todo.ts";
import { verdictWords } from "./staff/verdict.ts";
import { verdictMigrations } from "./staff/verdict-rows.ts";
import { assistMigrations } from "./store/assists.ts";
import { nextMoment } from "./store/read.ts";
import { migrations } from "./store/tables.ts";
import { wishAskShape } from "./wishes/ask.ts";
import { wishWords } from "./wishes/register.ts";
import { hearWish } from "./wishes/relay.ts";
import { wishMigrations } from "./wishes/store.ts";
import { en, zh } from "./words/index.ts";

/** The public feed; app.ts decides where it is served. */
export { publicRoutes } from "./feed/open311-routes.ts";
/** What `yizhan cases` and `doctor` ask. */
export { type CasesDesk, casesDesk } from "./rules/desk.ts";

export const tickets: Feature = (bot, kit) => {
  startCases(kit);
  const w = withNames(kit.say({ zh, en }), kit.settings.locale);
  const { about } = w.help;
  const room: Room = {
    kit,
    w,
    ask: {
      intake: bot.dialog("tickets.intake", draftShape, (turn, draft) => hear(room, turn, draft)),
      why: bot.dialog("tickets.why", z.object({ no: z.string() }), (turn, { no }) => why(room, turn, no)),
      more: bot.dialog("tickets.more", z.object({ no: z.string(), code: z.string() }), (turn, state) =>
        more(room, turn, state),
      ),
      remark: bot.dialog("tickets.remark", z.object({ unit: z.string(), month: z.string() }), (turn, place) =>
        remark(room, turn, place),
      ),
      wish: bot.dialog("tickets.wish", wishAskShape, (turn, state) => hearWish(room, turn, state)),
      staff: bot.dialog("tickets.staff", z.object({ no: z.string(), word: z.enum(staffWords) }), (turn, state) =>
        staffSays(room, { ...turn, rest: withNumber(state.no, turn) }, state.word),
      ),
    },
  };
  const command = (name: string, words: string[], says: string, more: Partial<Command> = {}): Command => ({
    name,
    words: words.map((word) => `${word} …`),
    examples: kit.examples(name),
    about: says,
    ...more,
  });

  bot.tables(
    "tickets",
    [
      ...migrations,
      ...backMigrations,
      ...assistMigrations,
      ...wishMigrations,
      ...pictureMigrations,
      ...postMigrations,
      ...paceMigrations,
      ...verdictMigrations,
    ],
    rights(room),
  );

  openings(bot, room, command);

  bot.command(command("ticket.status", ["查进度"], about.status, { reads: true }), (turn) => status(room, turn));
  bot.command(command("ticket.access", ["谁看过我的诉求"], ""), (turn) => whoSaw(room, turn));
  bot.command(command("ticket.supplement", ["补充"], ""), (turn) => supplement(room, turn));
  bot.command(command("ticket.withdraw", ["撤回诉求"], ""), (turn) => withdraw(room, turn));
  bot.command(command("ticket.verify.yes", ["解决了"], ""), (turn) => solved(room, turn));
  bot.command(command("ticket.verify.no", ["没解决"], ""), (turn) => unsolved(room, turn));
  bot.command(command("ticket.join", ["我也遇到"], ""), (turn) => joinByWord(room, turn));

  bot.command(command("ticket.todo", ["我的待办"], about.todo, { role: "handler" }), (turn) => todo(room, turn));
  bot.command(command("ticket.claim", ["认领"], about.claim, { role: "handler" }), (turn) => claim(room, turn));
  bot.command(command("ticket.open", ["查看"], "", { role: "handler" }), (turn) => view(room, turn));
  for (const word of staffWords) {
    const { move, role } = staffRules[word];
    if (word === "意见") continue;
    bot.command(command(`ticket.${move}`, [word], about.word[word], { role }), (turn) => staffSays(room, turn, word));
  }

  // Said by a member it is a suggestion; said by staff, advice to the unit that leads.
  bot.command(command("ticket.advise", ["意见"], ""), (turn) =>
    turn.by.role === "member" ? open(room, turn, "suggestion") : staffSays(room, turn, "意见"),
  );

  verdictWords(bot, room, command);
  lookBack(bot, room, command);
  wishWords(bot, room, command);
  pictureWords(bot, room, command);
  postOffice(bot, room);
  paceWords(bot, room, command);

  bot.job("tickets.clock", nextMoment, (due) => sweep(room, due.getTime()));

  kit.ports.consult = (tx, by, question) => consult(room, tx, by, question);
};

/** What a member of staff was asked for, with the number in front, said again or not. */
function withNumber(no: string, turn: Turn): string {
  const said = reference(turn.rest);
  return `${no} ${said.no === no ? said.rest : turn.rest}`;
}
