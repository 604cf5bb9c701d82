/** 缺口清单: once a week, and when they ask, secretaries learn what was asked and not answered. Nobody is named. */
import type { Answer, Bot, Kit, Member, Reply } from "#bot";
import type { AnswerWords } from "../words-answers.ts";
import { dropGapsBefore, type Gap, gapsSince } from "./gap-store.ts";
import { unnamed } from "./mask.ts";
import { alike, gist } from "./similar.ts";

const DAY_MS = 24 * 3_600_000;
const WEEK = 7;
const KEPT = 35;
/** Monday morning, when the week is planned. */
const WHEN = "30 9 * * 1";
/** Longer lists are not read. */
const MOST = 20;
/** Half of the letter pairs in common: the same thing in other words. */
const SAME = 0.5;

export function gapDesk(bot: Bot, kit: Kit, a: AnswerWords): void {
  const dayBefore = (at: number, days: number) => kit.calendar.dateOf(at - days * DAY_MS);

  bot.command(
    { name: "policy.gaps", words: ["缺口清单"], examples: [], about: a.aboutGaps, role: "secretary", reads: true },
    async (turn) => {
      const now = kit.now();
      const text = await listFor(turn.by, await gapsSince(kit.db, dayBefore(now, WEEK)), now);
      // Questions of a unit are its staff's, whoever else sits in the group.
      return { text: text ?? a.noGaps, to: turn.by.address };
    },
  );

  bot.job("policy.gaps", WHEN, (due) => weekly(due.getTime()), "last");

  async function weekly(due: number): Promise<Answer> {
    const rows = await gapsSince(kit.db, dayBefore(due, WEEK));
    const replies: Reply[] = [];
    for (const member of rows.length > 0 ? await kit.members.staff("secretary") : []) {
      const text = await listFor(member, rows, due);
      if (text) replies.push({ to: member.address, text });
    }
    return async (tx) => {
      await dropGapsBefore(tx, dayBefore(due, KEPT));
      return replies;
    };
  }

  /** Undefined when nothing of it concerns them. */
  async function listFor(member: Member, rows: readonly Gap[], now: number): Promise<string | undefined> {
    const mine: Gap[] = [];
    for (const row of rows) if (await kit.members.may(member, "secretary", row.unit ?? undefined)) mine.push(row);
    if (mine.length === 0) return undefined;
    const names = (await kit.members.staff("handler")).map((one) => one.name);
    const groups = grouped(mine);
    const lines = groups
      .slice(0, MOST)
      .map(({ question, times, useless }) => a.gapLine(unnamed(question, names), times, useless));
    if (groups.length > MOST) lines.push(a.gapMore(groups.length - MOST));
    return a.gaps(dayBefore(now, WEEK), kit.calendar.dateOf(now), lines);
  }
}

export interface Group {
  /** The shortest wording. */
  question: string;
  times: number;
  useless: number;
}

/** Questions that are much alike, together; the most asked first. */
export function grouped(rows: readonly Pick<Gap, "question" | "kind">[]): Group[] {
  const groups: (Group & { gists: Set<string>[] })[] = [];
  for (const { question, kind } of rows) {
    const own = gist(question);
    const group = groups.find(({ gists }) => gists.some((one) => alike(one, own) >= SAME));
    const useless = kind === "useless" ? 1 : 0;
    if (!group) {
      groups.push({ question, times: 1, useless, gists: [own] });
      continue;
    }
    group.times++;
    group.useless += useless;
    group.gists.push(own);
    if (question.length < group.question.length) group.question = question;
  }
  return groups.sort((a, b) => b.times - a.times).map(({ question, times, useless }) => ({ question, times, useless }));
}
