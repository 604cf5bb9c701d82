/** What a case leaves behind, registered: verdicts, figures, agendas, reports. */
import type { Bot, Command, Next } from "#bot";
import { agenda } from "../agenda/agenda.ts";
import { approve, decide } from "../agenda/approve.ts";
import { claimEntry, type Entry, enter, entryShape, hearEntry } from "../intake/on-behalf.ts";
import { rate, remind, verdictWords } from "../reporter/survey.ts";
import { nextReminder } from "../reporter/survey-rows.ts";
import type { Room } from "../room.ts";
import { activityWords, logActivity } from "../staff/activities.ts";
import { type Bulk, bulk, bulkShape, hearBulk } from "../staff/bulk.ts";
import { publish, unpublish } from "../staff/publish.ts";
import { report } from "./report.ts";
import { statistics } from "./statistics-said.ts";
import { activities, scores } from "./store-back.ts";
import { fillFacts, nextMissing } from "./store-facts.ts";

/** `command` is the feature's own way of describing one. */
export function lookBack(
  bot: Bot,
  room: Room,
  command: (name: string, words: string[], says: string, more?: Partial<Command>) => Command,
): void {
  for (const score of scores)
    bot.command(command(`ticket.rate.${score}`, [verdictWords[score]], ""), (turn) => rate(room, turn, score));
  const { back } = room.w;
  const chief = { role: "secretary" } as const;
  bot.command(command("ticket.statistics", ["统计"], back.figure.about, { ...chief, reads: true }), (turn) =>
    statistics(room, turn),
  );
  bot.command(command("ticket.agenda", ["议题"], back.agenda.about, chief), (turn) => agenda(room, turn));
  bot.command(command("ticket.agenda.approve", ["批准议题"], back.agenda.approveAbout, chief), (turn) =>
    approve(room, turn),
  );
  bot.command(command("ticket.decide", ["决定"], back.agenda.decideAbout, chief), (turn) => decide(room, turn));
  for (const activity of activities)
    bot.command(
      command(`ticket.log.${activity}`, [activityWords[activity]], back.report.log[activity], chief),
      (turn) => logActivity(room, turn, activity),
    );
  bot.command(command("ticket.report", ["报表"], back.report.about, { ...chief, reads: true }), (turn) =>
    report(room, turn),
  );
  const entering: (entry: Entry) => Next = bot.dialog("tickets.entry", entryShape, (turn, entry) =>
    hearEntry(room, turn, entry, entering),
  );
  bot.command(command("ticket.enter", ["代录"], back.behalf.about, { role: "handler" }), (turn) =>
    enter(room, turn, entering),
  );
  bot.command(command("ticket.enter.claim", ["这是我提的"], ""), (turn) => claimEntry(room, turn));
  const answering: (state: Bulk) => Next = bot.dialog("tickets.bulk", bulkShape, (turn, state) =>
    hearBulk(room, turn, state, answering),
  );
  bot.command(command("ticket.bulk", ["批量答复"], back.bulk.about, chief), (turn) => bulk(room, turn, answering));
  bot.command(command("ticket.publish", ["公开"], back.open.about, chief), (turn) => publish(room, turn));
  bot.command(command("ticket.unpublish", ["取消公开"], back.open.undo, chief), (turn) => unpublish(room, turn));
  bot.job("tickets.facts", nextMissing, () => fillFacts(room.kit));
  bot.job("tickets.survey", nextReminder, (due) => remind(room, due.getTime()));
}
