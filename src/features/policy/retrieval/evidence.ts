import { Asked } from "./asked.ts";
import type { Index } from "./build.ts";
import { FEATURES } from "./features.ts";
import { kinOf } from "./kin.ts";
import { KINDS, MARK } from "./kinds.ts";
import type { Query, Wanted } from "./query.ts";
import type { Candidate } from "./scan.ts";
import { WORD } from "./tokens.ts";

/** A passage looked at closely. */
export interface Looked {
  doc: number;
  /** BM25F as the first stage gave it. */
  bm: number;
  /** In the order of FEATURES. */
  row: Float32Array;
  share: number;
  /** Weighted share of the question's pairs that stand in it; a lay word counts where the passage writes it otherwise. */
  cover: number;
  singles: number;
  /** Weighted share of its pairs, as they are asked. */
  pairs: number;
  /** Share of the question's characters, fillers aside, that stand in pairs found here; lay words as in `cover`. */
  spelled: number;
  inTitle: number;
  /** How well the articles beside it fit. */
  neighbours: number;
}

/** Why a passage stands where it stands; every figure but `bm` and `order` lies between 0 and about 1. */
export interface Ranked extends Looked {
  /** How well it fits, comparable between questions: a share of what was asked. */
  score: number;
  /** What the passages of one question are ordered by; tells nothing between questions. */
  order: number;
}

const [SINGLE, PAIR, MEANT] = [0, 1, 2];
/** How far apart two words may stand to count as together. */
const NEAR = 20;
/** What a word written otherwise counts beside the same word. */
const CREDIT = 0.8;

/** Where the parts of a row begin: what other passages add, what holds for law alone, and both. */
const KIN = FEATURES.indexOf("document");
const LAW = FEATURES.indexOf("law.raw");
const LAW_KIN = FEATURES.indexOf("law.sisterBest");

const NONE: ReadonlySet<number> = new Set();

/** Looks at the candidates of one question; allocates its working space once for all of them. */
export function inspect(index: Index, query: Query, candidates: Candidate[]): Looked[] {
  const { wanted } = query;
  const asked = new Asked(wanted);
  const tf = new Float32Array(wanted.length);
  const titles = new Map<number, { marks: Uint8Array; share: number }>();
  // Side by side in typed arrays: they are gone through for every candidate.
  const weights = Float32Array.from(wanted, ({ weight }) => weight);
  const sorts = Uint8Array.from(wanted, ({ meant, pair }) => (meant ? MEANT : pair ? PAIR : SINGLE));
  // Where each asked pair stands in the question; what is no asked pair stands nowhere.
  const askedAt = Int32Array.from(wanted, ({ pair, meant, at }) => (pair && !meant ? at : -1));
  const rows = new Float32Array(candidates.length * FEATURES.length);
  const met = new Uint8Array(query.folded.length);
  const at: number[] = [];
  const heavy: number[] = [];
  // A bit a wanted token: which pairs stand in which candidate.
  const words = Math.ceil(wanted.length / 32);
  const held = new Int32Array(candidates.length * words);

  /** Which wanted tokens stand in a short field, and which share of its pairs they are. */
  const field = (from: number, to: number) => {
    const marks = new Uint8Array(wanted.length);
    let met = 0;
    const pairs = asked.each(index.text, from, to, (i) => {
      marks[i] = 1;
      if (wanted[i]?.pair) met++;
    });
    return { marks, share: pairs === 0 ? 0 : met / pairs };
  };

  const looked = candidates.map(({ doc, score }, nth) => {
    tf.fill(0);
    at.length = 0;
    heavy.length = 0;
    const span = (i: number) => index.spans[doc * 5 + i] ?? 0;
    const [titleFrom, path, body, end] = [span(0), span(2), span(3), span(4)];
    // The passages of one law share its title: it is read once.
    let title = titles.get(titleFrom);
    if (!title) {
      title = field(titleFrom, span(1));
      titles.set(titleFrom, title);
    }
    const chapter = field(path, body);
    let run = 0;
    let beforeAsked = -9;
    let beforeAt = -9;
    asked.each(index.text, body, end, (i, place) => {
      const asked = askedAt[i] ?? -1;
      if (asked >= 0) {
        const weight = weights[i] ?? 0;
        if (tf[i] === 0) {
          at.push(place);
          heavy.push(weight);
        }
        if (asked === beforeAsked + 1 && place === beforeAt + 1) run += weight;
        beforeAsked = asked;
        beforeAt = place;
      }
      tf[i] = (tf[i] ?? 0) + 1;
    });

    const length = end - body;
    const norm = 0.9 * (0.35 + (0.65 * length) / index.meanBody);
    const sum = { pairs: 0, singles: 0, bodyPairs: 0, bodySingles: 0, meant: 0 };
    const holds = (i: number) => (tf[i] ?? 0) > 0 || title.marks[i] === 1 || chapter.marks[i] === 1;
    const ideas = query.written.length === 0 ? NONE : new Set(written(query, holds));
    for (let i = 0; i < wanted.length; i++) {
      const sort = sorts[i];
      if (sort === MEANT) continue;
      const weight = weights[i] ?? 0;
      const count = tf[i] ?? 0;
      const there = count > 0 || title.marks[i] === 1 || chapter.marks[i] === 1;
      const bm = index.lawful ? (weight * count) / (norm + count) : 0;
      if (sort === PAIR) {
        if (there) {
          sum.pairs += weight;
          held[nth * words + (i >> 5)] = (held[nth * words + (i >> 5)] ?? 0) | (1 << (i & 31));
        } else if (ideas.size > 0 && ideas.has(wanted[i]?.idea ?? -1)) sum.meant += weight * CREDIT;
        sum.bodyPairs += bm;
      } else {
        if (there) sum.singles += weight;
        sum.bodySingles += bm;
      }
    }
    const pairs = query.pairs || 1;
    const singles = query.singles || 1;
    const share = score / (query.whole || 1);
    const marks = index.marks[doc] ?? 0;
    const row = rows.subarray(nth * FEATURES.length, (nth + 1) * FEATURES.length);
    const put = (from: number, values: number[]) => row.set(values, from);
    const isMarked = (bit: number) => (marks & bit ? 1 : 0);
    put(0, [
      share,
      sum.singles / singles,
      densest(at, heavy, NEAR) / pairs,
      sum.meant / pairs,
      title.share,
      chapter.share,
      isMarked(MARK.purpose),
      isMarked(MARK.closing),
    ]);
    if (index.lawful) {
      const kind = index.kinds[doc] ?? 0;
      put(LAW, [
        score / 100,
        sum.pairs / pairs,
        sum.singles / singles,
        run / pairs,
        sum.bodyPairs / pairs,
        sum.bodySingles / singles,
        Math.log(10 + length) - 4,
        ...KINDS.slice(1).map((_, i) => (kind === i + 1 ? 1 : 0)),
        ...[MARK.purpose, MARK.closing, MARK.definition, MARK.penalty].map(isMarked),
      ]);
    }
    return {
      doc,
      bm: score,
      row,
      share,
      cover: (sum.pairs + sum.meant) / pairs,
      singles: sum.singles / singles,
      pairs: sum.pairs / pairs,
      spelled: spelled(query, met, (i) => holds(i) || ideas.has((wanted[i] as Wanted).idea)),
      inTitle: title.share,
      neighbours: 0,
    };
  });
  asked.done();
  kinOf(index, query, candidates, held).forEach((kin, nth) => {
    const one = looked[nth] as Looked;
    one.neighbours = kin.neighbours;
    one.row.set([kin.document, kin.beside], KIN);
    if (!index.lawful) return;
    const position = (one.doc - (index.first[one.doc] ?? 0)) / (index.size[one.doc] ?? 1);
    one.row.set([kin.best, Math.log(kin.sisters), kin.mean, kin.neighbours, position], LAW_KIN);
  });
  return looked;
}

/** The ideas of which the passage holds a written word. */
function written(query: Query, holds: (i: number) => boolean): number[] {
  return query.written.filter(({ pairs }) => pairs.every(holds)).map(({ idea }) => idea);
}

/** See Looked; a word of letters or digits counts as a pair. `met`: working space, a byte a character of the question. */
function spelled(query: Query, met: Uint8Array, holds: (i: number) => boolean): number {
  met.fill(0);
  query.wanted.forEach(({ pair, meant, at, token }, i) => {
    if (pair && !meant && holds(i)) met.fill(1, at, token < WORD ? at + 2 : query.folded.indexOf(" ", at) >>> 0);
  });
  let all = 0;
  let there = 0;
  for (let i = 0; i < met.length; i++) {
    if (query.fillers[i] === 1 || query.folded.charCodeAt(i) === 32) continue;
    all++;
    there += met[i] ?? 0;
  }
  return all === 0 ? 0 : there / all;
}

/** The greatest weight found within `width` characters; places come in order. */
function densest(at: number[], weights: number[], width: number): number {
  let best = 0;
  let sum = 0;
  let from = 0;
  for (let i = 0; i < at.length; i++) {
    sum += weights[i] ?? 0;
    while ((at[i] ?? 0) - (at[from] ?? 0) > width) sum -= weights[from++] ?? 0;
    if (sum > best) best = sum;
  }
  return best;
}
