/** Writing a common answer: the question in a secretary's own words, the answer, a last look, then to another secretary. */
import type { Answer, Turn } from "#bot";
import type { FaqRoom, Write } from "./faq-room.ts";
import { faqByCode, keepFaq, nextCode } from "./faq-store.ts";
import { personal } from "./mask.ts";

const SHORTEST = 4;
const LONGEST = { question: 100, answer: 1_000 };

/** Hears what was asked for; `given` are words that came with the command. */
export async function write(room: FaqRoom, turn: Turn, draft: Write, given?: string): Promise<Answer> {
  const { a, next } = room;
  const said = (given ?? turn.message.text).replaceAll("\0", "").trim();
  if (draft.asked === "check") {
    if (said === a.submit || said === "提交") return submit(room, turn, draft);
    return { text: a.askQuestion, next: next({ ...draft, question: "", asked: "question" }) };
  }
  const kept = draft.asked === "answer" && draft.answer !== "" && (said === a.keep || said === "照用");
  const words = kept ? draft.answer : said;
  const wrong = fault(room, words, LONGEST[draft.asked]);
  if (wrong) return { text: wrong, next: next(draft) };
  if (draft.asked === "question") {
    const after: Write = { ...draft, question: words, asked: "answer" };
    return draft.answer === ""
      ? { text: a.askAnswer, next: next(after) }
      : { text: a.keepAnswer(draft.answer), buttons: [{ label: a.keep, says: "照用" }], next: next(after) };
  }
  const after: Write = { ...draft, answer: words, asked: "check" };
  const buttons = [
    { label: a.submit, says: "提交" },
    { label: a.rewrite, says: "重写" },
  ];
  return { text: a.preview(after.question, after.answer), buttons, next: next(after) };
}

function fault({ a }: FaqRoom, words: string, most: number): string | undefined {
  if (words.length < SHORTEST) return a.tooShort;
  if (words.length > most) return a.tooLong(most);
  return personal(words) ? a.personal : undefined;
}

async function submit({ kit, a }: FaqRoom, turn: Turn, draft: Write): Promise<Answer> {
  const { by } = turn;
  const candidate = draft.code === "" ? undefined : await faqByCode(kit.db, draft.code);
  const unit = candidate ? candidate.unit : (by.unit?.id ?? null);
  const name = unit === null ? "" : ((await kit.members.unitById(unit))?.name ?? "");
  const staff = await kit.members.staff("secretary", unit ?? undefined, true);
  const others = staff.filter((one) => one.id !== by.id && one.address !== by.address);
  return async (tx) => {
    await kit.lock(tx, "policy:faq");
    const before = draft.code === "" ? undefined : await faqByCode(tx, draft.code);
    if (before && before.status !== "candidate") return { text: a.notWaiting(before.code) };
    const now = kit.now();
    const code = before?.code ?? (await nextCode(tx));
    const day = before?.day ?? kit.calendar.dateOf(now);
    await keepFaq(tx, {
      code,
      question: draft.question,
      answer: draft.answer,
      unit,
      unit_name: name,
      source: before?.source ?? "",
      day,
      review: day,
      status: "draft",
      author: by.id,
      approver: "",
      told: 1,
      changed: now,
    });
    const text = a.review(by.name || a.someone, code, draft.question, draft.answer);
    const buttons = [
      { label: a.approve, says: `常见问答 通过 ${code}` },
      { label: a.giveBack, says: `常见问答 退回 ${code}` },
    ];
    return [
      { text: others.length > 0 ? a.submitted(code, others.length) : a.noReviewer(code) },
      ...others.map(({ address }) => ({ to: address, text, buttons })),
    ];
  };
}
