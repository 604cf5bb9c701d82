/** From a question to passages in force, or to the reason why there are none. Reads nothing but the snapshot. */
import { type Document, standing } from "./library/document.ts";
import { readNumeral } from "./library/numerals.ts";
import type { Entry, Snapshot } from "./library/shelf.ts";
import { type Named, readReference } from "./reference.ts";
import { bar, gate, isNear } from "./retrieval/gate.ts";
import { readQuery } from "./retrieval/query.ts";
import { type Ranked, rank } from "./retrieval/rank.ts";

export interface Found extends Entry {
  score: number;
}

/** The nearest passage that is not law on the day asked about. */
export interface Stale extends Found {
  standing: "not-yet" | "repealed";
}

export interface Outcome {
  /** In force, best first, at most three; empty: it is not in the library. */
  passages: Found[];
  /** With no passages: the documents nearest to the question, at most two. */
  near: Document[];
  /** A text out of force that fits, where none in force does, or none nearly as well. */
  stale?: Stale;
}

const MOST = 3;
/** What stands this far behind the best is no further answer to the same question. */
const BEHIND = 0.6;
/** How much better a text out of force must fit to be mentioned beside those in force. */
const CLEARLY = 1.5;
/** The share of a title's words that must be said for the title to count as named. */
const TITLED = 0.3;

/** `day` is local, "2026-11-23". */
export function seek(snapshot: Snapshot, question: string, day: string): Outcome {
  const named = readReference(question);
  if (named) {
    const found = seekNamed(snapshot, named, day);
    if (found.passages.length > 0 || named.law || named.rest === "") return found;
    return seekFree(snapshot, named.rest, day);
  }
  return seekFree(snapshot, question, day);
}

/** "劳动报酬办法第七条": that article of that document, and nothing else. */
function seekNamed(snapshot: Snapshot, named: Named, day: string): Outcome {
  const inForce = snapshot.mask(day, "in-force");
  const isArticle = Uint8Array.from(snapshot.entries, ({ passage }, i) =>
    inForce[i] === 1 && articleNumber(passage.article) === named.number ? 1 : 0,
  );
  const query = readQuery(snapshot.index, named.question);
  const titled = rank(snapshot.index, query, 10, isArticle).filter((one) => one.inTitle >= TITLED);
  const best = titled.toSorted((a, b) => b.inTitle - a.inTitle || b.score - a.score)[0];
  if (!best) return { passages: [], near: near(snapshot, rank(snapshot.index, query, 10, inForce)) };
  return {
    passages: found(
      snapshot,
      titled.filter((one) => one.inTitle >= best.inTitle),
    ),
    near: [],
  };
}

function seekFree(snapshot: Snapshot, question: string, day: string): Outcome {
  const { index } = snapshot;
  const query = readQuery(index, question);
  const ranked = rank(index, query, 10, snapshot.mask(day, "in-force"));
  const open = gate(ranked[0], index.count) === undefined;
  const best = open ? (ranked[0]?.score ?? 0) : 0;
  const passages = open
    ? found(
        snapshot,
        ranked.filter((one) => one.score >= Math.max(bar(index.count), BEHIND * best)),
      )
    : [];
  const [late] = rank(index, query, 1, snapshot.mask(day, "other"));
  const stale =
    late && gate(late, index.count) === undefined && late.score > CLEARLY * best
      ? found(snapshot, [late])[0]
      : undefined;
  const is = stale && standing(stale.document, day);
  return {
    passages,
    near: open ? [] : near(snapshot, ranked),
    ...(stale && (is === "not-yet" || is === "repealed") ? { stale: { ...stale, standing: is } } : {}),
  };
}

/** Best first; of a long article's pieces only the best one. */
function found(snapshot: Snapshot, ranked: Ranked[]): Found[] {
  const out: Found[] = [];
  for (const { doc, score } of ranked) {
    const entry = snapshot.entries[doc];
    if (!entry || out.length === MOST) continue;
    const { document, passage } = entry;
    if (out.some((one) => one.document === document && one.passage.whole.start === passage.whole.start)) continue;
    out.push({ document, passage, score });
  }
  return out;
}

function near(snapshot: Snapshot, ranked: Ranked[]): Document[] {
  const close = ranked
    .filter((one) => isNear(one, snapshot.index.count))
    .flatMap((one) => snapshot.entries[one.doc] ?? []);
  return [...new Set(close.map((one) => one.document))].slice(0, 2);
}

function articleNumber(article: string): number | undefined {
  return readNumeral(/^第(.{1,9}?)条/.exec(article)?.[1] ?? "");
}
