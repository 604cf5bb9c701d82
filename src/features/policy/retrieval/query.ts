import { associate, type Met } from "./associations.ts";
import { holders, type Index } from "./build.ts";
import { markFillers } from "./fillers.ts";
import { meantBy } from "./misspelt.ts";
import { fold } from "./normalise.ts";
import { eachTokenOf, WORD } from "./tokens.ts";

/** One distinct token of a question: its term in the index (-1: nowhere in the library) and what it may weigh. */
export interface Wanted {
  token: number;
  term: number;
  pair: boolean;
  /** First place in the folded question. */
  at: number;
  /** Its own weight times its rarity; what the library has never seen counts as rarest. */
  weight: number;
  /** Not asked but meant: from the associations. */
  meant: boolean;
  /** Stands in a lay word of this idea (its place in `met`): a passage that writes it otherwise holds it too. */
  idea: number;
}

/** A word that documents write for an idea: its pairs, as places in `wanted`. */
export interface Written {
  idea: number;
  pairs: number[];
}

export interface Query {
  folded: string;
  fillers: Uint8Array;
  wanted: Wanted[];
  met: Met[];
  written: Written[];
  /** What the asked tokens weigh together: all of them, the pairs, the single characters. */
  whole: number;
  pairs: number;
  singles: number;
}

/** How much the kinds of token count; settled on the development halves, by wide steps. */
export const WEIGHTS = { single: 0.4, halfFiller: 0.7, filler: 0.15, meant: 0.5, repeat: 1.5 };

/** Passages that the library is taken to hold beside its own: see `rarity`. */
const UNSEEN = 100;
/** Longest question that is looked at, in folded characters: more words would only add time. */
const LONGEST = 600;

/** Reads a question against a library: what to look for, and how much each part counts. */
export function readQuery(index: Index, question: string, w = WEIGHTS): Query {
  const folded = fold(question).slice(0, LONGEST);
  const fillers = markFillers(folded);
  const met = [...associate(folded), ...meantBy(folded, (word) => isKnown(index, word))];
  const ideas = placeIdeas(folded, met);
  const wanted = new Map<number, Wanted>();
  const want = (token: number, pair: boolean, at: number, own: number, meant: boolean) => {
    const known = wanted.get(token);
    if (known) {
      const once = own * rarity(index, known.term);
      if (!meant) known.weight = Math.max(known.weight, Math.min(once * w.repeat, known.weight + once));
      return;
    }
    const term = index.terms.find(token);
    wanted.set(token, {
      token,
      term,
      pair,
      at,
      weight: own * rarity(index, term),
      meant,
      idea: meant ? -1 : (ideas[at] ?? -1),
    });
  };
  eachTokenOf(folded, (token, pair, at) => {
    const first = fillers[at] ?? 0;
    if (!pair) want(token, false, at, w.single * (first ? w.filler : 1), false);
    else {
      const han = token < WORD;
      const inFiller = han ? first + (fillers[at + 1] ?? 0) : first * 2;
      want(token, true, at, inFiller === 2 ? w.filler : inFiller === 1 ? w.halfFiller : 1, false);
    }
  });
  met.forEach(({ written }) => {
    for (const word of written) eachTokenOf(word, (token, pair) => pair && want(token, true, -1, w.meant, true));
  });
  const all = [...wanted.values()];
  const places = new Map(all.map(({ token }, i) => [token, i]));
  const written = met.flatMap(({ written }, idea) =>
    written.map((word) => {
      const pairs: number[] = [];
      eachTokenOf(word, (token, pair) => pair && pairs.push(places.get(token) ?? -1));
      return { idea, pairs };
    }),
  );
  const sum = (fits: (one: Wanted) => boolean) => all.reduce((s, one) => s + (fits(one) ? one.weight : 0), 0);
  const pairs = sum((one) => one.pair && !one.meant);
  const singles = sum((one) => !one.pair && !one.meant);
  return { folded, fillers, wanted: all, met, written, whole: pairs + singles, pairs, singles };
}

/** Every pair of the word stands somewhere in the library. */
function isKnown(index: Index, word: string): boolean {
  let known = true;
  eachTokenOf(word, (token, pair) => {
    if (pair && holders(index, index.terms.find(token)) === 0) known = false;
  });
  return known;
}

/** For each character the first idea whose lay word it stands in, or -1. */
function placeIdeas(folded: string, met: Met[]): Int16Array {
  const ideas = new Int16Array(folded.length).fill(-1);
  met.forEach(({ said }, idea) => {
    for (const word of said) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        for (let i = at; i < at + word.length; i++) if (ideas[i] === -1) ideas[i] = idea;
      }
    }
  });
  return ideas;
}

/**
 * BM25's term weight, ln(1 + (N - df + ½) / (df + ½)), as if the library held a hundred passages more: in a library of
 * one short document every word would else be common, and a fully met question could not be told from a chance hit.
 */
function rarity(index: Index, term: number): number {
  const df = holders(index, term);
  return Math.log(1 + (index.count + UNSEEN - df + 0.5) / (df + 0.5));
}
