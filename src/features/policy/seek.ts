/** From a question to passages in force, or to the reason why there are none. Reads nothing but the snapshot. */
import { orders } from "./answering/orders.ts";
import { type Document, standing } from "./library/document.ts";
import { plainTitle } from "./library/law.ts";
import { readNumeral } from "./library/numerals.ts";
import type { Entry, Snapshot } from "./library/shelf.ts";
import { type Named, readReference } from "./reference.ts";
import { fuse, nearest, reorder, UNHEARD } from "./retrieval/fusion.ts";
import { gate, isNear } from "./retrieval/gate.ts";
import { fold } from "./retrieval/normalise.ts";
import { type Query, readQuery } from "./retrieval/query.ts";
import { type Ranked, rank } from "./retrieval/rank.ts";
import { SHAPED } from "./retrieval/shape.ts";

export interface Found extends Entry {
  /** How well it fits: a share of what was asked; of a passage found by its vector alone, their cosine. */
  score: number;
}

/** The nearest passage that is not law on the day asked about. */
export interface Stale extends Found {
  standing: "not-yet" | "repealed";
}

export interface Outcome {
  /** In force, best first, at most three; empty: it is not in the library. */
  passages: Found[];
  /** The same and what comes next, at most eight: for a model to arrange. Empty when `passages` is. */
  given: Found[];
  /** With no passages: the documents nearest to the question, at most two. */
  near: Document[];
  /** A text out of force that fits, where none in force does, or none nearly as well. */
  stale?: Stale;
}

/** What else is known of the passages of a snapshot, as seen from one question. */
export interface Opinion {
  /** The cosine of each with the question, NaN for those without a vector. */
  nearness?: Float32Array;
  /** How well some of them answer, in a reranker's own measure. */
  relevance?: ReadonlyMap<number, number>;
}

/** What may be read where the question is asked. */
export interface Readable {
  allows(document: Document): boolean;
}

const MOST = 3;
const ANYTHING: Readable = { allows: () => true };
/** ANSWERS.md §4, caps. */
const MOST_GIVEN = 8;
/** What stands this far behind the best is no further answer to the same question. */
const BEHIND = 0.6;
/** How much better a text out of force must fit to be mentioned beside those in force. */
const CLEARLY = 1.5;
/** The share of a title's words that must be said for the title to count as named. */
const TITLED = 0.3;

/**
 * `day` is local, "2026-11-23". An article that is named is found by its name alone. For everything else an opinion changes the
 * order, and lets in what stands far nearer to the question than the rest of the library, though no word shows it.
 */
export function seek(
  snapshot: Snapshot,
  question: string,
  day: string,
  readable: Readable = ANYTHING,
  opinion: Opinion = {},
): Outcome {
  const { answered, free } = byName(snapshot, question, day, readable);
  return free === undefined ? answered : seekFree(snapshot, free, day, readable, opinion);
}

/** The places of the passages that a question may be answered with, best first; none where an article is named. */
export function candidates(
  snapshot: Snapshot,
  question: string,
  day: string,
  readable: Readable,
  opinion: Opinion,
): number[] {
  const { free } = byName(snapshot, question, day, readable);
  if (free === undefined) return [];
  const query = readQuery(snapshot.index, free);
  const inForce = within(snapshot, day, "in-force", readable);
  return joined(snapshot, ranking(snapshot, query, SHAPED, inForce), inForce, opinion).map(({ doc }) => doc);
}

/** Does a question name its article, so that no opinion is of use? */
export function isNamed(snapshot: Snapshot, question: string, day: string, readable: Readable): boolean {
  return byName(snapshot, question, day, readable).free === undefined;
}

type ByName = { answered: Outcome; free: undefined } | { answered?: undefined; free: string };

/** What the article that a question names answers, or what else of it is to be looked for freely. */
function byName(snapshot: Snapshot, question: string, day: string, readable: Readable): ByName {
  const named = readReference(question);
  if (!named) return { free: question };
  const answered = seekNamed(snapshot, named, day, readable);
  const settled = answered.passages.length > 0 || named.law || named.rest === "";
  return settled ? { answered, free: undefined } : { free: named.rest };
}

/** Ranks, leaving out words meant for a machine: they are no rule, whoever slipped them into a document. */
function ranking(snapshot: Snapshot, query: Query, k: number, allowed: Uint8Array): Ranked[] {
  return rank(snapshot.index, query, k, allowed).filter(({ doc }) => isRule(snapshot, doc));
}

function isRule({ entries }: Snapshot, doc: number): boolean {
  const entry = entries[doc];
  return entry !== undefined && !orders(entry.document.raw.slice(entry.passage.start, entry.passage.end));
}

interface Placed {
  doc: number;
  score: number;
  /** Undefined: no word of the question leads to it. */
  ranked: Ranked | undefined;
  /** It stands out by its vector. */
  clear: boolean;
}

/** The words' ranking and the second opinion in one order; the former as it is when there is no opinion. */
function joined(snapshot: Snapshot, ranked: Ranked[], allowed: Uint8Array, opinion: Opinion): Placed[] {
  const { nearness, relevance } = opinion;
  const near = nearness ? nearest(nearness, allowed, SHAPED) : UNHEARD;
  const byDoc = new Map(ranked.map((one) => [one.doc, one]));
  const fused = fuse([...byDoc.keys()], near).filter((doc) => byDoc.has(doc) || isRule(snapshot, doc));
  return (relevance ? reorder(fused, relevance) : fused).map((doc) => {
    const known = byDoc.get(doc);
    return { doc, score: known?.score ?? nearness?.[doc] ?? 0, ranked: known, clear: near.clear.has(doc) };
  });
}

/** The passages of that standing which may be read here. */
function within(snapshot: Snapshot, day: string, status: "in-force" | "other", { allows }: Readable): Uint8Array {
  const mask = snapshot.mask(day, status);
  const barred = new Set(documentsOf(snapshot).filter((document) => !allows(document)));
  if (barred.size === 0) return mask;
  return mask.map((is, i) => (is === 1 && !barred.has(snapshot.entries[i]?.document as Document) ? 1 : 0));
}

const standingIn = new WeakMap<Snapshot, Document[]>();

/** The documents that passages stand in: an amended law's are copies with dates of their own, in no list but this. */
function documentsOf(snapshot: Snapshot): Document[] {
  const known = standingIn.get(snapshot) ?? [...new Set(snapshot.entries.map(({ document }) => document))];
  standingIn.set(snapshot, known);
  return known;
}

/** "劳动报酬办法第七条": that article of that document, and nothing else. */
function seekNamed(snapshot: Snapshot, named: Named, day: string, readable: Readable): Outcome {
  const inForce = within(snapshot, day, "in-force", readable);
  const meant = titledIn(snapshot, named.question);
  const articleOf = (mask: Uint8Array) =>
    Uint8Array.from(snapshot.entries, ({ document, passage }, i) =>
      mask[i] === 1 && articleNumber(passage.article) === named.number && (meant === "" || titleOf(document) === meant)
        ? 1
        : 0,
    );
  const isArticle = articleOf(inForce);
  const query = readQuery(snapshot.index, named.question);
  const titled = ranking(snapshot, query, 10, isArticle).filter((one) => one.inTitle >= TITLED);
  const best = titled.toSorted((a, b) => b.inTitle - a.inTitle || b.score - a.score)[0];
  if (!best) {
    // A law named in full is not answered by another one's article, only by what became of it.
    const [late] = meant !== "" ? ranking(snapshot, query, 1, articleOf(within(snapshot, day, "other", readable))) : [];
    const stale = late && staleOf(found(snapshot, [late])[0], day);
    const nearest = near(snapshot, ranking(snapshot, query, 10, inForce));
    return { passages: [], given: [], near: nearest, ...(stale ? { stale } : {}) };
  }
  const passages = found(
    snapshot,
    titled.filter((one) => one.inTitle >= best.inTitle),
  );
  return { passages, given: passages, near: [] };
}

function seekFree(snapshot: Snapshot, question: string, day: string, readable: Readable, opinion: Opinion): Outcome {
  const { index } = snapshot;
  const query = readQuery(index, question);
  const inForce = within(snapshot, day, "in-force", readable);
  const ranked = ranking(snapshot, query, SHAPED, inForce);
  const open = gate(index, query, ranked) === undefined;
  const best = open ? (ranked[0]?.score ?? 0) : 0;
  const all = joined(snapshot, ranked, inForce, opinion);
  // The words open the gate as ever; a vector opens it for its own passage, and never shuts it.
  const fit = ({ ranked, clear }: Placed) => clear || (open && ranked !== undefined && ranked.score >= BEHIND * best);
  const passages = found(snapshot, all.filter(fit));
  const others = ranking(snapshot, query, SHAPED, within(snapshot, day, "other", readable));
  const [late] = others;
  const fits = late && gate(index, query, others) === undefined && late.score > CLEARLY * best;
  const stale = fits ? staleOf(found(snapshot, [late])[0], day) : undefined;
  return {
    passages,
    given: passages.length > 0 ? found(snapshot, all, MOST_GIVEN) : [],
    near: passages.length > 0 || open ? [] : near(snapshot, ranked),
    ...(stale ? { stale } : {}),
  };
}

/** The longest title of the library that stands whole in a folded question; "" when none does. */
function titledIn(snapshot: Snapshot, question: string): string {
  // An amendment's articles stand under the title of the law that they changed: titles are those of the passages.
  const titles = new Set(snapshot.entries.map(({ document }) => titleOf(document)));
  const said = [...titles].filter((title) => title.length > 2 && question.includes(title));
  return said.sort((a, b) => b.length - a.length)[0] ?? "";
}

const folded = new WeakMap<Document, string>();

/** A title as it stands in a folded question. */
function titleOf(document: Document): string {
  const known = folded.get(document) ?? fold(plainTitle(document.front.title));
  folded.set(document, known);
  return known;
}

function staleOf(one: Found | undefined, day: string): Stale | undefined {
  if (!one) return undefined;
  const is = standing(one.document, day);
  return is === "not-yet" || is === "repealed" ? { ...one, standing: is } : undefined;
}

/** Best first; of a long article's pieces only the best one. */
function found(snapshot: Snapshot, ranked: { doc: number; score: number }[], most = MOST): Found[] {
  const out: Found[] = [];
  for (const { doc, score } of ranked) {
    const entry = snapshot.entries[doc];
    if (!entry || out.length === most) continue;
    const { document, passage } = entry;
    if (out.some((one) => one.document === document && one.passage.whole.start === passage.whole.start)) continue;
    out.push({ document, passage, score });
  }
  return out;
}

function near(snapshot: Snapshot, ranked: Ranked[]): Document[] {
  const close = ranked.filter((one) => isNear(one)).flatMap((one) => snapshot.entries[one.doc] ?? []);
  return [...new Set(close.map((one) => one.document))].slice(0, 2);
}

function articleNumber(article: string): number | undefined {
  return readNumeral(/^第(.{1,9}?)条/.exec(article)?.[1] ?? "");
}
