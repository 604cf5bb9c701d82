/** What a secretary decides of one entry: take it up, agree, give it back, retire or renew it. */
import { type Answer, type Reply, type Turn, UserError } from "#bot";
import type { FaqRoom } from "./faq-room.ts";
import { type Faq, faqByCode, keepFaq } from "./faq-store.ts";

/** An answer is used for half a year, then somebody looks whether it still holds. */
const REVIEW_DAYS = 180;
const DAY_MS = 24 * 3_600_000;

export async function decide(room: FaqRoom, turn: Turn, word: string, code: string): Promise<Answer> {
  const { kit, a, next } = room;
  const seen = code === "" ? undefined : await faqByCode(kit.db, code);
  // Another unit's entry and none at all are refused alike.
  if (!seen || !(await kit.members.may(turn.by, "secretary", seen.unit ?? undefined)))
    throw new UserError(a.notFound(code));
  if (word === "收进") {
    if (seen.status !== "candidate") return { text: a.notWaiting(code) };
    return { text: a.askQuestion, next: next({ code, question: "", answer: seen.answer, asked: "question" }) };
  }
  const author = seen.author === "" ? undefined : await kit.members.byId(seen.author);
  const now = kit.now();
  const review = kit.calendar.dateOf(now + REVIEW_DAYS * DAY_MS);
  return async (tx) => {
    await kit.lock(tx, "policy:faq");
    const row = await faqByCode(tx, code);
    const move = row && outcome(room, turn, word, row, review);
    if (!row || !move) return { text: a.notWaiting(code) };
    if (move.change) await keepFaq(tx, { ...row, ...move.change, changed: now });
    const told = move.told && author && author.id !== turn.by.id ? [{ to: author.address, text: move.told }] : [];
    return [{ text: move.said }, ...told] satisfies Reply[];
  };
}

interface Move {
  said: string;
  change?: Partial<Faq>;
  /** To its author. */
  told?: string;
}

/** Undefined when the entry is not where the word could be said of it. */
function outcome({ a }: FaqRoom, turn: Turn, word: string, row: Faq, review: string): Move | undefined {
  const { code, question } = row;
  switch (`${word} ${row.status}`) {
    case "不收 candidate":
      // The reply belongs to its case; nothing of it stays here.
      return { said: a.left(code), change: { status: "retired", answer: "" } };
    case "通过 draft":
      if (row.author === turn.by.id) return { said: a.notYourOwn };
      return {
        said: a.approved(code, review),
        change: { status: "published", approver: turn.by.id, review, told: 0 },
        told: a.approvedForYou(code, question),
      };
    case "退回 draft":
      return { said: a.returned(code), change: { status: "returned" }, told: a.returnedForYou(code, question) };
    case "停用 published":
    case "停用 draft":
      return { said: a.retired(code), change: { status: "retired" } };
    case "续期 published":
      return { said: a.renewed(code, review), change: { review, told: 0 } };
    default:
      return undefined;
  }
}
