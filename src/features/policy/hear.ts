/** A question in a chat: small talk, too long, too fast, or answered; and what is remembered of it. */
import type { Answer, Kit, Reply, Turn, Tx } from "#bot";
import type { Budget, Over } from "./answering/budget.ts";
import { clean } from "./answering/clean.ts";
import { FOLLOWS_MS } from "./answering/follow-up.ts";
import { keepGap } from "./answering/gap-store.ts";
import { whileLooking } from "./answering/looking.ts";
import { unnamed } from "./answering/mask.ts";
import { countAnswer, countCost, countOver } from "./answering/metrics.ts";
import type { Reckon, Reckoning } from "./answering/reckon.ts";
import { scopeOf } from "./answering/scope.ts";
import { asAnswered, show } from "./answering/show.ts";
import { firstToday } from "./answering/spent-store.ts";
import type { Shelf } from "./library/shelf.ts";
import { smallTalk } from "./small-talk.ts";
import { dayFrom, lastOf, remember } from "./store.ts";
import type { Words } from "./words.ts";
import type { AnswerWords } from "./words-answers.ts";

/** Longest question that is looked at (ANSWERS.md §4, "Caps"). */
export const MOST_CHARS = 2_000;
/** Faults that do not pass by themselves: an administrator is told, once a day (ANSWERS.md H09). */
const LASTING = ["401", "403", "404"];

export interface Room {
  kit: Kit;
  shelf: Shelf;
  reckon: Reckon;
  budget: Budget;
  w: Words;
  a: AnswerWords;
}

/** A line that calls nobody but the speaker. */
export function aloud(turn: Turn, reply: Reply): Reply {
  return turn.message.chat === turn.message.from ? reply : { ...reply, mentions: [turn.message.from] };
}

/** `question` is what was asked, however it was addressed. Returns the answer; remembers the question for a day. */
export function hearer(room: Room): (turn: Turn, question: string) => Promise<Answer> {
  const { kit, reckon, budget, w, a } = room;
  const talk = smallTalk(kit.examples("none"));
  const entries = [
    { label: w.entries.study, says: "学一点" },
    { label: w.entries.policy, says: "问政策" },
    { label: w.entries.ticket, says: "提诉求" },
    { label: w.entries.volunteer, says: "招募令" },
  ];
  return async (turn, asked) => {
    // The length first: nothing else may cost time on a hundred thousand characters.
    if (asked.length > MOST_CHARS) return aloud(turn, { text: w.tooLong });
    const { text: question, hidden } = clean(asked);
    if (hidden > 0)
      kit.log.info({ message: turn.message.id, hidden }, "hidden characters were taken out of a question");
    const small = talk(question);
    if (small) return aloud(turn, { text: small === "thanks" ? w.thanks : w.help, buttons: entries });
    const pace = budget.pace(turn.by.id);
    if (pace === "silent") return undefined;
    if (pace === "flood") return aloud(turn, { text: a.flood, buttons: [{ label: w.human, says: "转人工" }] });
    const now = kit.now();
    const day = kit.calendar.dateOf(now);
    const scope = await scopeOf(kit, turn);
    const last = await lastOf(kit.db, turn.by.id, turn.message.chat, now);
    const before = last && now - last.asked <= FOLLOWS_MS ? last.question : undefined;
    const over = kit.model && (pace === "fast" ? "minute" : await budget.over(turn, day));
    const { made: reckoning, living } = await whileLooking(
      kit,
      turn,
      aloud(turn, { text: a.looking }),
      reckon({ question, day, scope, before, model: !over && !turn.urgent }),
    );
    const { text, buttons, quoted, refused } = show(room, reckoning);
    countAnswer(asAnswered(room, reckoning));
    if (over) countOver(over);
    if (reckoning.report) countCost(reckoning.report, kit.settings.answers);
    const admins = LASTING.includes(reckoning.report?.why ?? "") ? await kit.members.staff("admin") : [];
    return async (tx) => {
      await remember(tx, {
        person: turn.by.id,
        chat: turn.message.chat,
        question: reckoning.question,
        quoted: JSON.stringify(quoted),
        handed: 0,
        rated: 0,
        asked: now,
        expires: dayFrom(now),
      });
      if (refused) {
        const words = unnamed(reckoning.question, [turn.by.name]);
        await keepGap(tx, turn.by, { day, question: words, kind: "unanswered", unit: scope.unit });
      }
      const took = (reckoning.report?.tokens.read ?? 0) > 0;
      if (reckoning.report && took) await budget.book(tx, turn, day, reckoning.report);
      const told = over && !reckoning.faq && !refused ? await overOnce(tx, turn, day, over) : "";
      const broken = await alarm(tx, day, reckoning);
      return [
        aloud(turn, { text: told ? `${told}\n\n${text}` : text, buttons, ...(living ? { living } : {}) }),
        ...(broken ? admins.map(({ address }) => ({ to: address, text: broken })) : []),
      ];
    };
  };

  /** That the day's share is used up is said once to whom it concerns (ANSWERS.md H03). */
  async function overOnce(tx: Tx, turn: Turn, day: string, over: Over): Promise<string> {
    const words = a.over[over];
    if (words === "") return "";
    const whom = over === "person" ? turn.by.id : turn.message.chat;
    return (await firstToday(tx, day, `${over} ${whom}`)) ? words : "";
  }

  async function alarm(tx: Tx, day: string, { report }: Reckoning): Promise<string> {
    if (!report?.why || !LASTING.includes(report.why)) return "";
    return (await firstToday(tx, day, `model ${report.why}`)) ? a.broken(report.why) : "";
  }
}
