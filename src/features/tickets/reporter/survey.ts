/** 满意 / 基本满意 / 不满意: asked once when a case is solved, reminded of once at most, counted without the name. */
import { type Answer, type Button, type Reply, type Turn, type Tx, UserError } from "#bot";
import { hold } from "../case/advance.ts";
import type { Remark, Score } from "../figures/store-back.ts";
import { maskPhones } from "../intake/mask.ts";
import { postLater } from "../posting/post.ts";
import { decent, inGroup, privately, type Room, today, within } from "../room.ts";
import { byNo } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { type Mine, mine } from "./mine.ts";
import {
  addRatingWords,
  addSurvey,
  answered,
  countRating,
  remindersBy,
  setReminder,
  surveyOf,
  unanswered,
} from "./survey-rows.ts";

/** Working days after which whoever has not answered is reminded, once. */
const REMIND = 3;
/** How long the next words are taken for a remark on the verdict. */
const REMARK_HOURS = 2;
/** The commands: the same whatever language the bot speaks. */
export const verdictWords: Record<Score, string> = { good: "满意", fair: "基本满意", bad: "不满意" };
const SKIP = /^(跳过|没有|不说了|算了|skip)$/i;

/** Thanks for 解决了, and with it the one question. Whoever cannot be told apart in a group is not asked there. */
export async function thanked(room: Room, tx: Tx, turn: Turn, found: Mine, row: Ticket): Promise<Reply[]> {
  const thanks = { text: room.w.reporter.thanks(row.no) };
  const coded = found.as === "code";
  if (coded && inGroup(turn)) return [thanks];
  const person = coded ? null : turn.by.id;
  if (!(await addSurvey(tx, { ticket: row.no, person, remind_at: coded ? null : later(room), answered: 0 })))
    return [thanks];
  const buttons = verdicts(room, found.ref);
  if (inGroup(turn)) return [thanks, { text: room.w.back.ask(row.no), buttons, to: turn.by.address }];
  const secret = coded ? { secret: true as const } : {};
  return [{ text: `${thanks.text}\n${room.w.back.askShort}`, buttons, ...secret }];
}

/** 满意 NO. Late answers count: neither a platform's window nor the reminder ends the asking. */
export async function rate(room: Room, turn: Turn, score: Score): Promise<Answer> {
  const { kit, w } = room;
  const waiting = await unanswered(kit.db, turn.by.id);
  if (waiting.size === 0 && !/\d/.test(turn.rest.normalize("NFKC"))) throw new UserError(w.back.nothing);
  const found = await mine(room, turn, verdictWords[score], (row) => waiting.has(row.no));
  if (Array.isArray(found)) return found;
  const text = decent(room, found.text, inGroup(turn));
  // Of those who joined only the one who said that it is solved was asked.
  if (found.as === "joiner" && !waiting.has(found.row.no)) throw new UserError(w.back.nothing);
  return async (tx) => {
    const row = await hold(room, tx, found.row);
    const secret = found.as === "code" ? { secret: true as const } : {};
    const say = (words: Omit<Reply, "to">) => privately(room, turn, { ...words, ...secret }, "查进度");
    if (row.state !== "closed") return say({ text: w.back.notYet(row.no, w.label.state[row.state]) });
    // A case that was closed without a word may be judged as well, unasked.
    await addSurvey(tx, { ticket: row.no, person: null, remind_at: null, answered: 0 });
    if (!(await answered(tx, row.no))) return say({ text: w.back.already(row.no) });
    const month = kit.calendar.dateOf(row.created_at).slice(0, 7);
    const place = { unit: row.unit ?? "", month };
    await countRating(tx, { ...place, kind: row.kind, score });
    if (text !== "") await addRatingWords(tx, { ...place, text: maskPhones(text) });
    if (found.as === "code") await postLater(room, tx, row, []);
    return say(heard(room, found.ref, score, text === "" && !inGroup(turn) && found.as !== "code" ? place : undefined));
  };
}

/** The remark, in the person's own time; "跳过" leaves it out. */
export async function remark(room: Room, turn: Turn, place: Remark): Promise<Answer> {
  const text = decent(room, turn.rest);
  if (text === "" || SKIP.test(text)) return { text: room.w.reporter.skipped };
  return async (tx) => {
    await addRatingWords(tx, { ...place, text: maskPhones(text) });
    return { text: room.w.back.remarked };
  };
}

/**
 * A batch of the reminders due by `moment`, each once, and only while there is still something to judge. Whoever never came
 * to the bot is asked by the words that wait for them; a reminder beside these would be said in the same breath.
 */
export async function remind(room: Room, moment: number): Promise<Answer> {
  const { kit } = room;
  const rows = await remindersBy(kit.db, moment);
  const people = await kit.members.byIds(rows.flatMap(({ person }) => person ?? []));
  return async (tx) => {
    await kit.lock(tx, ...rows.map((row) => `ticket:${row.ticket}`).sort());
    const replies: Reply[] = [];
    const addresses = [...people.values()].map(({ address }) => address);
    const behind = await kit.members.behind(tx, addresses);
    for (const { ticket, person, answered: done } of rows) {
      // A tick that comes late, after a stop at night, waits for the morning.
      const wait = kit.calendar.onDuty(kit.now()) ? null : kit.calendar.nextDuty(kit.now());
      await setReminder(tx, ticket, wait);
      const row = await byNo(tx, ticket);
      const now = await surveyOf(tx, ticket);
      const to = people.get(person ?? "")?.address;
      const open = done === 0 && now?.answered === 0 && row?.state === "closed";
      if (wait === null && open && to && behind.get(to) === "met")
        replies.push({ text: room.w.back.remind(ticket), buttons: verdicts(room, ticket), to });
    }
    return replies;
  };
}

function heard(room: Room, ref: string, score: Score, place: Remark | undefined): Omit<Reply, "to"> {
  const { back, reporter } = room.w;
  if (score === "good") return { text: back.thanks };
  const again: Button[] = score === "bad" ? [{ label: reporter.no, says: `没解决 ${ref}` }] : [];
  const text = score === "bad" ? back.sorry : back.thanks;
  if (!place) return { text, ...(again.length > 0 ? { buttons: again } : {}) };
  const next = within(room.kit, REMARK_HOURS, room.ask.remark(place));
  return { text: `${text}\n${back.why}`, buttons: [...again, { label: reporter.skip, says: "跳过" }], next };
}

function verdicts({ w: { back } }: Room, ref: string): Button[] {
  return (["good", "fair", "bad"] as const).map((score) => ({
    label: back.word[score],
    says: `${verdictWords[score]} ${ref}`,
  }));
}

function later({ kit }: Room): number {
  const { date } = kit.calendar.addWorkdays(today(kit), REMIND);
  return kit.calendar.nextDuty(kit.calendar.moment(date, "00:00") ?? kit.now());
}
