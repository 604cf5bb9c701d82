/** 常见问答: how secretaries keep common answers. Written by one, used after another has looked; looked at again in time. */
import { type Answer, type Bot, type Kit, type Reply, type Turn, UserError } from "#bot";
import type { AnswerWords } from "../words-answers.ts";
import { decide } from "./faq-decide.ts";
import type { FaqRoom, Write } from "./faq-room.ts";
import { Draft } from "./faq-room.ts";
import { type Faq, faqByCode, keepFaq, nextCode, nextUntold, openFaq, untold } from "./faq-store.ts";
import { write } from "./faq-write.ts";

export function faqDesk(bot: Bot, kit: Kit, a: AnswerWords): void {
  const room: FaqRoom = {
    kit,
    a,
    next: bot.dialog("policy.faq", Draft, (turn, draft) => write(room, turn, draft)),
  };

  bot.command(
    { name: "policy.faq", words: ["常见问答 …"], examples: [], about: a.about, role: "secretary" },
    async (turn) => {
      await inPlace(room, turn);
      const [, word = "", rest = ""] =
        /^(添加|收进|不收|通过|退回|停用|续期)?\s*([\s\S]*)$/.exec(turn.rest.trim()) ?? [];
      if (word === "添加") return start(room, turn, rest);
      if (word !== "") return decide(room, turn, word, codeIn(rest));
      if (rest !== "") throw new UserError(a.usage);
      return list(room, turn);
    },
  );

  bot.job(
    "policy.faq",
    async (db) => {
      const { at, review } = await nextUntold(db);
      const due = review === undefined ? undefined : kit.calendar.moment(review, "09:30");
      const first = Math.min(at ?? Number.POSITIVE_INFINITY, due ?? Number.POSITIVE_INFINITY);
      return Number.isFinite(first) ? kit.calendar.afterQuiet(first) : undefined;
    },
    (due) => tell(room, due.getTime()),
  );

  // The asker's own words are not taken along: a question worded for everybody is a secretary's to write.
  kit.ports.answered = async (tx, { reply, unit, case: source }) => {
    await kit.lock(tx, "policy:faq");
    const now = kit.now();
    const day = kit.calendar.dateOf(now);
    const code = await nextCode(tx);
    const empty = { question: "", unit_name: "", review: day, author: "", approver: "", told: 0 };
    await keepFaq(tx, { ...empty, code, answer: reply, unit, source, day, status: "candidate", changed: now });
  };
}

/** In a group of members neither drafts nor replies to a case are shown. */
async function inPlace({ kit, a }: FaqRoom, turn: Turn): Promise<void> {
  if (turn.message.chat === turn.message.from) return;
  if ((await kit.members.groupOf(turn.message.chat))?.purpose !== "handlers") throw new UserError(a.elsewhere);
}

function codeIn(rest: string): string {
  const [, n = ""] = /^[Qq]?(\d{1,6})\s*$/.exec(rest.normalize("NFKC")) ?? [];
  return n && `Q${n}`;
}

async function start(room: FaqRoom, turn: Turn, question: string): Promise<Answer> {
  const draft: Write = { code: "", question: "", answer: "", asked: "question" };
  return question === "" ? { text: room.a.askQuestion, next: room.next(draft) } : write(room, turn, draft, question);
}

async function list({ kit, a }: FaqRoom, turn: Turn): Promise<Answer> {
  const today = kit.calendar.dateOf(kit.now());
  const mine: Faq[] = [];
  for (const row of await openFaq(kit.db))
    if (await kit.members.may(turn.by, "secretary", row.unit ?? undefined)) mine.push(row);
  if (mine.length === 0) return { text: a.none };
  const published = mine.filter((row) => row.status === "published");
  const waiting = mine.filter((row) => row.status !== "published");
  return {
    text: a.list(
      published.map((row) => a.line(row.code, row.question, row.review, row.review <= today)),
      waiting.map((row) =>
        row.status === "candidate" ? a.candidateLine(row.code, row.source) : a.draftLine(row.code, row.question),
      ),
    ),
  };
}

/** New candidates and what is due for review, to every secretary whose unit it concerns. */
async function tell({ kit, a }: FaqRoom, due: number): Promise<Answer> {
  const rows = await untold(kit.db, kit.calendar.dateOf(due));
  const staff = new Map<string, Awaited<ReturnType<typeof kit.members.staff>>>();
  for (const row of rows) staff.set(row.code, await kit.members.staff("secretary", row.unit ?? undefined, true));
  return async (tx) => {
    const replies: Reply[] = [];
    for (const { code } of rows) {
      const row = await faqByCode(tx, code);
      if (!row || row.told === 1) continue;
      await keepFaq(tx, { ...row, told: 1 });
      const [text, buttons] =
        row.status === "candidate"
          ? [a.candidate(row.source, row.answer), [button(a.take, "收进", code), button(a.leave, "不收", code)]]
          : [a.due(code, row.question, row.answer), [button(a.renew, "续期", code), button(a.retire, "停用", code)]];
      for (const { address } of staff.get(code) ?? []) replies.push({ to: address, text, buttons });
    }
    return replies;
  };
}

function button(label: string, word: string, code: string) {
  return { label, says: `常见问答 ${word} ${code}` };
}
