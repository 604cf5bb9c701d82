/**
 * 采纳, 部分采纳, 不采纳: a suggestion is answered with a verdict and its reason, never with a bare word (信访工作条例
 * Art. 29: sound suggestions are adopted or partly adopted, and answered).
 */
import { z } from "zod";
import { type Answer, type Bot, type Command, type Next, type Turn, UserError } from "#bot";
import { advance, hold } from "../case/advance.ts";
import { reference } from "../case/numbers.ts";
import { refusal, tried } from "../case/refusal.ts";
import { nextButtons } from "../reporter/status.ts";
import { decent, inGroup, pictures, type Room, today, within } from "../room.ts";
import { around } from "../told/around.ts";
import { onDesk } from "../told/desk.ts";
import { cards, toJoiners, toReporter } from "../told/tell.ts";
import { addVerdict, type Verdict, verdicts, verdictsIn } from "./verdict-rows.ts";

/** A reason of fewer letters says nothing: "以后再说" has four, "门卫值班到九点" seven. */
const LEAST = 6;
const HOURS = 2;
const WORDS: Record<Verdict, string> = { adopted: "采纳", partly: "部分采纳", declined: "不采纳" };

const shape = z.object({ no: z.string(), verdict: z.enum(verdicts) });
type Asked = z.infer<typeof shape>;

/** `command` is the feature's own way of describing one. */
export function verdictWords(
  bot: Bot,
  room: Room,
  command: (name: string, words: string[], says: string, more?: Partial<Command>) => Command,
): void {
  const ask: (state: Asked) => Next = bot.dialog("tickets.verdict", shape, (turn, { no, verdict }) => {
    const said = reference(turn.rest);
    return decide(room, { ...turn, rest: `${no} ${said.no === no ? said.rest : turn.rest}` }, verdict, ask);
  });
  for (const verdict of verdicts)
    bot.command(
      command(`ticket.${verdict}`, [WORDS[verdict]], room.w.verdict.about[verdict], { role: "handler" }),
      (turn) => decide(room, turn, verdict, ask),
    );
}

async function decide(room: Room, turn: Turn, verdict: Verdict, ask: (state: Asked) => Next): Promise<Answer> {
  const { kit, w } = room;
  const { row: seen, text, chief } = await onDesk(room, turn, WORDS[verdict], "handler");
  const say = w.verdict;
  const { no } = seen;
  if (seen.kind !== "suggestion") throw new UserError(say.only(no));
  const by = { id: turn.by.id, chief };
  const outcome = tried(seen, [], "reply", by);
  if (!outcome.ok) throw new UserError(refusal(w, seen, { move: "reply", by }, outcome.why));
  const why = decent(room, text, inGroup(turn));
  const word = say.word[verdict];
  if (letters(why) < LEAST)
    return { text: say.sayWhy(no, word, LEAST), next: within(kit, HOURS, ask({ no, verdict })) };
  const files = await pictures(room, turn);
  const near = await around(kit, seen);
  const name = turn.by.name || w.label.someone;
  // A secretary who answers an unclaimed one has taken it.
  const now = seen.handler === null ? { ...near, handler: { name, address: turn.by.address } } : near;
  return async (tx) => {
    const row = await hold(room, tx, seen);
    const after = await advance(room, tx, row, { move: "reply", by, side: "staff", text: say.said(word, why), files });
    await addVerdict(tx, { ticket: no, unit: after.unit ?? "", month: today(kit).slice(0, 7), verdict });
    const news = {
      text: say.told(no, word, why),
      buttons: nextButtons(room, after),
      ...(files.length > 0 ? { files } : {}),
    };
    return [
      { text: say.done(no, word) },
      ...(await cards(room, tx, after, now)),
      ...toReporter(near, news),
      ...toJoiners(near, { text: w.reporter.forJoined.replied(no), buttons: nextButtons(room, after) }),
    ];
  };
}

/** The counts of a month, for the period report. */
export async function verdictCounts({ kit }: Room, units: string[], month: string): Promise<number[]> {
  const counts = await verdictsIn(kit.db, units, month);
  return verdicts.map((verdict) => counts[verdict]);
}

function letters(text: string): number {
  return [...text.replace(/[^\p{L}\p{N}]/gu, "")].length;
}
