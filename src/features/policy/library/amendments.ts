/**
 * A document that `amends` another replaces its articles of the same number from its own first day on; "删去" ends one, a
 * new number adds one. A decision written in sentences (将第五条修改为…) is carried out to the letter, or its articles say that
 * they were amended. Each article so gets dates of its own: it stands in a copy of its document that carries them.
 */
import { consolidate } from "./consolidate.ts";
import type { Document } from "./document.ts";
import type { Entry } from "./entry.ts";
import { bodyOf } from "./front-matter.ts";
import { readInstructions } from "./instructions.ts";
import { plainTitle } from "./law.ts";
import { beginOf } from "./versions.ts";

export type { Entry } from "./entry.ts";

const STRUCK = /^[“"（(]?\s*(删去|删除|废止)\s*[）)”"]?[。；]?$/;

/** Every passage that may ever be quoted, with the days it holds in its document's `front`. */
export function entriesOf(documents: Document[]): Entry[] {
  const sound = documents.filter((one) => one.flags.length === 0);
  const amending = sound
    .filter((one) => one.front.amends !== undefined)
    .toSorted((a, b) => compare(beginOf(a), beginOf(b)) || compare(a.front.date, b.front.date));
  const out: Entry[] = [];
  for (const base of sound) {
    if (base.front.amends !== undefined) continue;
    const mine = amending.filter((one) => touches(one, base));
    out.push(
      ...(mine.length === 0 ? base.passages.map((passage) => ({ document: base, passage })) : amended(base, mine)),
    );
  }
  return out;
}

/** It changes the version in force on its first day, and no later one: a new version is written with the change in it. */
function touches(amendment: Document, base: Document): boolean {
  const day = beginOf(amendment);
  const { title, area, repealed } = base.front;
  const from = beginOf(base) ?? "";
  // A version of the same day has the change in it, unless the change was published after it.
  const after = day === undefined || from < day || (from === day && compare(base.front.date, amendment.front.date) < 0);
  return (
    plainTitle(amendment.front.amends ?? "") === plainTitle(title) &&
    amendment.front.area === area &&
    (day === undefined || (after && (repealed === undefined || day < repealed)))
  );
}

function amended(base: Document, amendments: Document[]): Entry[] {
  const out: Entry[] = [];
  let now: Entry[] = base.passages.map((passage) => ({ document: base, passage }));
  for (const one of amendments) {
    const day = beginOf(one) ?? "";
    const articles = new Set(one.passages.map((passage) => passage.article).filter((label) => /^第.+条/.test(label)));
    if (day === "" || articles.size === 0 || inSentences(one)) {
      const { ended, after } = decided(base, now, one, day);
      out.push(...ended);
      now = after;
      continue;
    }
    const ended = copied((front) => ({ ...front, repealed: day, replacedBy: one.front.title }));
    const as = asLaw(one, base, day);
    const put = one.passages.filter(
      ({ article, start, end }) => articles.has(article) && !STRUCK.test(one.raw.slice(start, end).trim()),
    );
    out.push(
      ...now
        .filter((each) => articles.has(each.passage.article))
        .map((each) => ({ ...each, document: ended(each.document) })),
    );
    now = [
      ...now.filter((each) => !articles.has(each.passage.article)),
      ...put.map((passage) => ({ document: as, passage })),
    ];
  }
  return [...out, ...now];
}

/** The words are the amendment's, the law is the one it amends; it holds until that version ends. */
function asLaw(amendment: Document, base: Document, day: string): Document {
  const { amends: _, ...front } = amendment.front;
  const { title, repealed } = base.front;
  return { ...amendment, front: { ...front, title, amended: day, ...(repealed === undefined ? {} : { repealed }) } };
}

/** Its lines tell what to do, instead of being the articles as they read now. */
function inSentences(one: Document): boolean {
  return readInstructions(one.raw, bodyOf(one.raw)).all.some(({ kind }) => kind !== "unclear");
}

/** A decision in sentences: what ended by it, and what holds then. Undated, it changed everything at no known time. */
function decided(base: Document, now: Entry[], one: Document, day: string): { ended: Entry[]; after: Entry[] } {
  const { title, number } = one.front;
  const doubted = copied((front) => ({ ...front, amendedBy: { title, number, day } }));
  if (day === "") return { ended: [], after: now.map((each) => ({ ...each, document: doubted(each.document) })) };
  const found = consolidate(now, readInstructions(one.raw, bodyOf(one.raw)), one);
  const ended = copied((front) => ({ ...front, repealed: day, replacedBy: title }));
  const since = copied((front) => ({ ...front, since: day }));
  const later = copied((front) => ({ ...front, since: day, amendedBy: { title, number, day } }));
  // Articles put together stand below the decision's own words, so that each has a place of its own there.
  const as = asLaw(one, base, day);
  const put = found.now.map(({ article, path, text }): Entry => {
    let place = text;
    if (typeof place === "string") {
      const start = as.raw.length + 1;
      as.raw += `\n${place}`;
      place = { start, end: as.raw.length };
    }
    return { document: as, passage: { article, path, ...place, whole: place } };
  });
  const moved = found.kept.filter(({ entry, article }) => article !== entry.passage.article);
  const still = found.kept.filter((each) => !moved.includes(each));
  return {
    ended: [...found.gone, ...[...found.doubtful, ...moved].map((each) => each.entry)].map((each) => ({
      ...each,
      document: ended(each.document),
    })),
    after: [
      ...still.map((each) => each.entry),
      ...moved.map(({ entry, article }) => ({
        document: since(entry.document),
        passage: { ...entry.passage, article },
      })),
      ...found.doubtful.map(({ entry, article }) => ({
        document: later(entry.document),
        passage: { ...entry.passage, article },
      })),
      ...put,
    ],
  };
}

/** Copies documents with another front, the same copy for the same document. */
function copied(change: (front: Document["front"]) => Document["front"]): (document: Document) => Document {
  const copies = new Map<Document, Document>();
  return (document) => {
    const copy = copies.get(document) ?? { ...document, front: change(document.front) };
    copies.set(document, copy);
    return copy;
  };
}

function compare(a: string | undefined, b: string | undefined): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}
