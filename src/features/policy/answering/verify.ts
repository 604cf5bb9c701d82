/**
 * Nothing that a model says is shown unless it is proved: every sentence by quotes that stand, letter by letter, in the
 * passage they name, and by nothing in it that the quotes do not say (ANSWERS.md §4, "Verifier").
 */
import { altered } from "./altered.ts";
import { figures, implied } from "./figures.ts";
import { disagree } from "./modality.ts";
import { markup, orders } from "./orders.ts";
import type { Given } from "./passages.ts";
import { locate, plain } from "./plain.ts";

export interface Cite {
  id: string;
  quote: string;
}

export interface Claim {
  text: string;
  cites: Cite[];
}

/** A quote found: places in the given passage's own text. */
export interface Proof {
  given: Given;
  start: number;
  end: number;
}

export interface Proved {
  text: string;
  proofs: Proof[];
}

export interface Verdict {
  proved: Proved[];
  /** Why sentences were dropped, one reason each: words of ours, never of the model. */
  dropped: string[];
}

/** A quote of fewer letters proves nothing, unless it is a whole item. */
const SHORTEST = 6;
/** The share of a sentence's letter pairs that its quotes must hold (ANSWERS.md §4: a tripwire). */
const OVERLAP = 0.15;
/** No stretch of a sentence this long may go without anything of its quotes. */
const STRETCH = 20;

/** `leaks`: does a sentence repeat what the model was told to keep to? */
export function verify(claims: readonly Claim[], given: readonly Given[], leaks: (text: string) => boolean): Verdict {
  const proved: Proved[] = [];
  const dropped: string[] = [];
  for (const claim of claims) {
    const proofs = claim.cites.map((cite) => find(cite, given));
    const broken = proofs.find((one) => typeof one === "string");
    const found = proofs.filter((one) => typeof one !== "string");
    const why = broken ?? doubt(claim.text, found, leaks);
    if (why === undefined) proved.push({ text: tidy(claim.text), proofs: found });
    else dropped.push(why);
  }
  return { proved, dropped };
}

/** Where the quote stands, or why it does not count. */
function find({ id, quote }: Cite, given: readonly Given[]): Proof | string {
  const named = given.find((one) => one.id === id.trim());
  if (!named) return "unknown_id";
  const wanted = plain(quote).text;
  if (wanted.length < SHORTEST && !wholeItem(named.text, wanted)) return "too_short";
  const place = locate(named.plain, quote);
  if (place) return orders(quote) ? "order" : { given: named, ...place };
  return given.some((one) => locate(one.plain, quote)) ? "misattributed" : "quote_not_found";
}

function wholeItem(text: string, wanted: string): boolean {
  if (wanted === "") return false;
  return text
    .split(/[\n；;。]/)
    .map((item) => plain(item.replace(/^\s*(?:[（(][^）)]{1,3}[）)]|\d{1,2}[.．、])/u, "")).text)
    .includes(wanted);
}

/** What in a sentence its quotes do not bear out; undefined when they do. */
function doubt(text: string, proofs: Proof[], leaks: (text: string) => boolean): string | undefined {
  if (proofs.length === 0) return "no_quote";
  if (plain(text).text === "") return "empty";
  const quoted = proofs.map(({ given, start, end }) => given.text.slice(start, end));
  const evidence = quoted.join("\n");
  if (markup(text, evidence)) return "markup";
  if (leaks(text)) return "leak";
  const figure = miscounted(text, quoted, proofs);
  if (figure !== undefined) return `number:${figure}`;
  const word = disagree(text, evidence) ?? altered(text, evidence);
  if (word !== undefined) return `modality:${word}`;
  const facts = proofs.map(({ given }) => given.facts).join("\n");
  return overlaps(plain(text).text, plain(evidence).text, plain(facts).text) ? undefined : "low_overlap";
}

/** A figure that the quotes do not hold, or not so often; undefined when all are there. */
function miscounted(text: string, quoted: string[], proofs: Proof[]): string | undefined {
  const facts = proofs.flatMap(({ given }) => figures(given.facts));
  const known = [...quoted.flatMap((one) => [...figures(one), ...implied(one)]), ...facts];
  const amounts = known.map((one) => one.split(" ")[0]);
  const said = figures(text);
  const times = (all: readonly (string | undefined)[], one: string) => all.filter((other) => other === one).length;
  return said.find((one) => {
    // A bare number may stand for a counted one, never for another count or the other bound.
    const bare = !one.includes(" ") && !one.includes("-");
    return times(said, one) > Math.max(times(known, one), bare ? times(amounts, one) : 0);
  });
}

/** The law's name and number may be said, and prove nothing: 《押金规定》已经删除 shares its title with the source, no more. */
function overlaps(said: string, evidence: string, facts: string): boolean {
  const there = new Set(pairs(evidence));
  const named = new Set(pairs(facts));
  const here = pairs(said);
  let met = 0;
  let own = 0;
  let alone = 0;
  for (const pair of here) {
    const is = there.has(pair);
    const known = is || named.has(pair);
    met += is ? 1 : 0;
    own += is || !known ? 1 : 0;
    alone = known ? 0 : alone + 1;
    if (alone >= STRETCH) return false;
  }
  if (here.length === 0) return evidence.includes(said) || facts.includes(said);
  return own === 0 || met / own >= OVERLAP;
}

function pairs(text: string): string[] {
  const chars = Array.from(text);
  return chars.slice(1).map((char, i) => `${chars[i]}${char}`);
}

/** One line, without what cannot be seen. */
function tidy(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}
