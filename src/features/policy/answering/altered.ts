/**
 * A sentence that copies its source but for one word, where that word turns the rule round: 处五千元以上一万元以上. Every place
 * where both run alike, part for a few characters and run alike again is looked at; what stands between them must mean
 * the same.
 */
import { AMOUNT, readAmount } from "./count.ts";
import { tidy } from "./negation.ts";
import { plain } from "./plain.ts";

/** Characters that must agree on both sides of the parting, and the longest parting: of one side, and of both together. */
const ALIKE = 2;
const APART = 4;
const TOGETHER = 6;
/** What is copied with so much on both sides was copied from there, not altered from elsewhere. */
const AROUND = 3;

/** Both runs together: less is no copy, but a few words in common. */
const COPIED = 8;

/** One in the place of the other turns the rule round. */
const OPPOSED: [RegExp, RegExp][] = [
  [/应当|应该|必须|务必|须|应|要/, /可以|有权|允许|准许|能/],
  [/以上|超过|高于|多于|至少|最少/, /以下|内|低于|少于|至多|最多/],
  [/以前|之前/, /以后|之后/],
  [/并且|以及|并|和|及/, /或者|或/],
  [/全部|所有/, /部分|个别/],
];
const DENIES = /[不未无非没勿免禁]/;
const WHOLE = new RegExp(AMOUNT, "gu");

/** The characters of the sentence that mean something else than those of the evidence; undefined when nothing was altered. */
export function altered(sentence: string, evidence: string): string | undefined {
  // Both ends count as alike, so that the first and the last word are looked at too.
  const said = `^^${plain(tidy(sentence)).text}$$`;
  const source = `^^${plain(tidy(evidence)).text}$$`;
  const places = new Map<string, number[]>();
  for (let at = 0; at + ALIKE <= source.length; at++) {
    const key = source.slice(at, at + ALIKE);
    places.set(key, [...(places.get(key) ?? []), at]);
  }
  for (let at = 0; at + ALIKE < said.length; at++) {
    const from = at + ALIKE;
    for (const place of places.get(said.slice(at, from)) ?? []) {
      const start = place + ALIKE;
      if (said[from] === source[start]) continue;
      const parting = meet(said, from, source, start);
      if (!parting) continue;
      const here = said.slice(from, from + parting.a);
      const there = source.slice(start, start + parting.b);
      // With a character on either side: of 以上 and 以下 only the second one parts.
      const wide = [
        said.slice(from - 1, from + parting.a + 1),
        source.slice(start - 1, start + parting.b + 1),
      ] as const;
      // The same words may stand elsewhere in the source just as they are.
      const whole = said.slice(Math.max(0, from - AROUND), from + parting.a + AROUND).replace(/[\^$]/g, "");
      const copied = before(said, from, source, start) + after(said, from + parting.a, source, start + parting.b);
      if (copied < COPIED || source.includes(whole)) continue;
      if (miscounted(here, there) || opposed(here, there) || opposed(...wide)) return here || there;
    }
  }
  return undefined;
}

/** The nearest places after a parting from which both run alike again. */
function meet(said: string, from: number, source: string, start: number): { a: number; b: number } | undefined {
  for (let sum = 1; sum <= TOGETHER; sum++) {
    for (let a = Math.max(0, sum - APART); a <= Math.min(sum, APART); a++) {
      const b = sum - a;
      const again = said.slice(from + a, from + a + ALIKE);
      if (again.length === ALIKE && again === source.slice(start + b, start + b + ALIKE)) return { a, b };
    }
  }
  return undefined;
}

/** How many characters run alike up to here, and from here on. */
function before(said: string, from: number, source: string, start: number): number {
  let n = 0;
  while (n < COPIED && n < from && n < start && said[from - n - 1] === source[start - n - 1]) n++;
  return n;
}

function after(said: string, from: number, source: string, start: number): number {
  let n = 0;
  while (n < COPIED && from + n < said.length && said[from + n] === source[start + n]) n++;
  return n;
}

function miscounted(here: string, there: string): boolean {
  const [mine, source] = [here, there].map((text) => (text.match(WHOLE) ?? []).map(readAmount).join());
  return mine !== "" && source !== "" && mine !== source;
}

function opposed(here: string, there: string): boolean {
  if (DENIES.test(here) !== DENIES.test(there)) return true;
  return OPPOSED.some(([a, b]) => {
    const [mine, source] = [here, there].map((text) => [a.test(text), b.test(text)]);
    return (mine?.[0] && !mine[1] && source?.[1] && !source[0]) || (mine?.[1] && !mine[0] && source?.[0] && !source[1]);
  });
}
