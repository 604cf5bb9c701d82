/** Cases (诉求): from a word between two orders to what is solved, not merely closed. PRODUCT.md §1.2, §1.7. */
import { z } from "zod";
import type { Command, Feature, Turn } from "#bot";
import { claim } from "./claim.ts";
import { consult } from "./consult.ts";
import { draftShape } from "./draft.ts";
import { hear, open } from "./intake.ts";
import { joinByWord } from "./join.ts";
import { lookBack } from "./look-back.ts";
import { reference } from "./numbers.ts";
import { rights } from "./rights.ts";
import type { Room } from "./room.ts";
import { staffSays } from "./staff.ts";
import { staffRules, staffWords } from "./staff-words.ts";
import { status, whoSaw } from "./status.ts";
import { migrations } from "./store.ts";
import { backMigrations } from "./store-back.ts";
import { nextMoment } from "./store-read.ts";
import { more, supplement, withdraw } from "./supplement.ts";
import { remark } from "./survey.ts";
import { sweep } from "./sweep.ts";
import { todo, view } from "./todo.ts";
import { solved, unsolved, why } from "./verify.ts";
import { en, zh } from "./words.ts";

/** The public feed; app.ts decides where it is served. */
export { publicRoutes } from "./open311-routes.ts";

export const tickets: Feature = (bot, kit) => {
  const w = kit.say({ zh, en });
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

  bot.tables("tickets", [...migrations, ...backMigrations], rights(room));

  bot.command(command("ticket.open.complaint", ["提诉求", "投诉", "举报"], about.complaint), (turn) =>
    open(room, turn, null),
  );
  bot.command(command("ticket.open.help", ["求助"], ""), (turn) => open(room, turn, "help"));
  bot.command(command("ticket.open.hazard", ["随手拍", "隐患上报", "隐患直报"], about.hazard), (turn) =>
    open(room, turn, "hazard"),
  );
  bot.command(command("ticket.open.wish", ["微心愿"], about.wish), (turn) => open(room, turn, "wish"));
  bot.command(command("ticket.open.suggestion", ["建议"], about.suggestion), (turn) => open(room, turn, "suggestion"));

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
    bot.command(command(`ticket.${move}`, [word], about.word[word], { role }), (turn) => staffSays(room, turn, word));
  }

  lookBack(bot, room, command);

  bot.job("tickets.clock", nextMoment, (due) => sweep(room, due.getTime()));

  kit.ports.consult = (tx, by, question) => consult(room, tx, by, question);
};

/** What a member of staff was asked for, with the number in front, said again or not. */
function withNumber(no: string, turn: Turn): string {
  const said = reference(turn.rest);
  return `${no} ${said.no === no ? said.rest : turn.rest}`;
}
