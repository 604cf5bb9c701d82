/** Questions asked at a desk: the command line and the console, which remember nothing. */
import { type Kit, UserError } from "#bot";
import type { Answered } from "../answer.ts";
import { readDay } from "../library/dates.ts";
import { type Document, readDocument } from "../library/document.ts";
import type { Shelf } from "../library/shelf.ts";
import { type Found, seek } from "../seek.ts";
import { en, zh } from "../words.ts";
import { en as enAnswers, zh as zhAnswers } from "../words-answers.ts";
import { arrange } from "./arrange.ts";
import { clean } from "./clean.ts";
import { type Reckon, type Reckoning, reckonerOf } from "./reckon.ts";
import { scopeOfGroup } from "./scope.ts";
import { asAnswered, show } from "./show.ts";

/** A passage that comes with the question instead of from the library. */
export interface Brought {
  title: string;
  article: string;
  number: string;
  /** "2025-08-01", or empty. */
  effective: string;
  text: string;
}

export interface AtDesk {
  /** One question, answered as of a day ("2026-11-23"; default: today) as in a group. Throws UserError for a bad day or group. */
  ask(question: string, asOf?: string, group?: string): Promise<Answered & { ms: number }>;
  /** The same in the words that a chat would say. */
  tell(question: string, asOf?: string, group?: string): Promise<string>;
  /** Would a question be answered now? Never asks a model. */
  knows(question: string): Promise<boolean>;
  /** Answers out of passages that are brought along: by the model, checked, else the passages. `dropped`: why sentences went. */
  answerFrom(question: string, brought: Brought[]): Promise<Answered & { ms: number; dropped: string[] }>;
}

/** Longest question that is looked at. */
const MOST_CHARS = 2_000;

export function atDesk(kit: Kit, shelf: Shelf): AtDesk {
  const say = { w: kit.say({ zh, en }), a: kit.say({ zh: zhAnswers, en: enAnswers }) };
  const reckon: Reckon = reckonerOf(kit, shelf);
  const prompt = kit.model?.prompt("answer", ["today"]);
  const today = () => kit.calendar.dateOf(kit.now());
  const reckoned = async (asked: string, asOf?: string, group?: string): Promise<Reckoning> => {
    const day = asOf === undefined ? today() : readDay(asOf);
    if (!day) throw new UserError(say.w.badDay);
    const scope = await scopeOfGroup(kit, group);
    if (!scope) throw new UserError(say.a.badGroup);
    return reckon({ question: clean(asked.slice(0, MOST_CHARS)).text, day, scope, model: true });
  };
  return {
    async ask(question, asOf, group) {
      const began = performance.now();
      return { ...asAnswered(say, await reckoned(question, asOf, group)), ms: since(began) };
    },
    async tell(question, asOf, group) {
      return show(say, await reckoned(question, asOf, group)).text;
    },
    async knows(question) {
      const { text } = clean(question.slice(0, MOST_CHARS));
      const shelved = await shelf.fresh();
      return seek((await shelved.narrow?.(text)) ?? shelved, text, today()).passages.length > 0;
    },
    async answerFrom(question, brought) {
      const began = performance.now();
      const passages = brought.map(bring);
      const outcome = { passages: passages.slice(0, 3), given: passages.slice(0, 8), near: [] };
      const text = clean(question.slice(0, MOST_CHARS)).text;
      const made = kit.model && prompt && (await arrange(kit.model, prompt, text, today(), outcome.given));
      const { status, proved, dropped } = made ?? { status: "nothing", proved: [], dropped: [] };
      const reckoning: Reckoning = {
        question: text,
        outcome,
        ...(status === "answered" || status === "partial" ? { arranged: { status, proved } } : {}),
        ...(status === "absent" ? { absent: true } : {}),
      };
      return { ...asAnswered(say, reckoning), dropped, ms: since(began) };
    },
  };
}

function since(began: number): number {
  return Math.round((performance.now() - began) * 100) / 100;
}

/** As if it were a document of one article. */
function bring({ title, article, number, effective, text }: Brought): Found {
  const read = readDocument("import", `${title}.txt`, text);
  const whole = { start: 0, end: text.length };
  const document: Document = { ...read, front: { ...read.front, title, number, ...(effective ? { effective } : {}) } };
  return { document, passage: { article, path: [], ...whole, whole }, score: 1 };
}
