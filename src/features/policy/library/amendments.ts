/**
 * A document that `amends` another replaces its articles of the same number from its own first day on; "删去" ends one, a
 * new number adds one. Each article so gets dates of its own: it stands in a copy of its document that carries them.
 */
import type { Document } from "./document.ts";
import { plainTitle } from "./law.ts";
import type { Passage } from "./passage.ts";
import { beginOf } from "./versions.ts";

/** One passage with the document it stands in. */
export interface Entry {
  document: Document;
  passage: Passage;
}

const STRUCK = /^[“"（(]?\s*(删去|删除|废止)\s*[）)”"]?[。；]?$/;

/** Every passage that may ever be quoted, with the days it holds in its document's `front`. */
export function entriesOf(documents: Document[]): Entry[] {
  const sound = documents.filter((one) => one.flags.length === 0);
  const amending = sound
    .filter((one) => one.front.amends !== undefined && beginOf(one) !== undefined)
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
  const day = beginOf(amendment) ?? "";
  const { title, area, repealed } = base.front;
  const from = beginOf(base) ?? "";
  // A version of the same day has the change in it, unless the change was published after it.
  const after = from < day || (from === day && compare(base.front.date, amendment.front.date) < 0);
  return (
    plainTitle(amendment.front.amends ?? "") === plainTitle(title) &&
    amendment.front.area === area &&
    after &&
    (repealed === undefined || day < repealed)
  );
}

function amended(base: Document, amendments: Document[]): Entry[] {
  const out: Entry[] = [];
  let now: Entry[] = base.passages.map((passage) => ({ document: base, passage }));
  for (const one of amendments) {
    const day = beginOf(one) ?? "";
    const articles = new Set(one.passages.map((passage) => passage.article).filter((label) => /^第.+条/.test(label)));
    const copies = new Map<Document, Document>();
    const ended = (document: Document) => {
      const copy = copies.get(document) ?? {
        ...document,
        front: { ...document.front, repealed: day, replacedBy: one.front.title },
      };
      copies.set(document, copy);
      return copy;
    };
    // The words are the amendment's, the law is the one it amends; it holds until that version ends.
    const { number, amends: _, ...front } = one.front;
    const { repealed } = base.front;
    const as = {
      ...one,
      front: {
        ...front,
        title: base.front.title,
        number,
        amended: day,
        ...(repealed === undefined ? {} : { repealed }),
      },
    };
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

function compare(a: string | undefined, b: string | undefined): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}
