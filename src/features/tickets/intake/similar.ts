/** Is this the same matter as one already open? Letters for words, metres for places; a person decides. */
import type { Place } from "#bot";
import type { Kind } from "../case/kinds.ts";

export interface Matter {
  kind: Kind;
  text: string;
  where: string;
  hazard: string | null;
  lat: number | null;
  lon: number | null;
  datum: string | null;
}

/** Metres around a hazard within which two reports may mean one thing. */
const NEAR_M = 150;
const SAME_WORDS = 0.5;
const ALIKE_WORDS = 0.2;
/** Without points the words must carry it: less where the category agrees. */
const WHOLE = { category: 0.35, other: 0.6 };
const EARTH_M = 6_371_000;

/** True when both are likely one matter: near and alike for hazards, in much the same words elsewhere. */
export function likelySame(a: Matter, b: Matter): boolean {
  if (a.kind !== b.kind) return false;
  const words = dice(partsOf(a, "text"), partsOf(b, "text"));
  if (a.kind !== "hazard") return words >= SAME_WORDS;
  const category = a.hazard === b.hazard && a.hazard !== "other";
  const metres = apart(a, b);
  if (metres !== undefined) {
    if (metres > NEAR_M) return false;
    const bare = a.text === "" || b.text === "";
    return words >= ALIKE_WORDS || category || (bare && metres <= NEAR_M / 3);
  }
  if (a.where !== "" && dice(partsOf(a, "where"), partsOf(b, "where")) >= SAME_WORDS)
    return words >= ALIKE_WORDS || category;
  const elsewhere = a.where !== "" && b.where !== "";
  const whole = dice(partsOf(a, "whole"), partsOf(b, "whole"));
  return whole >= (category && !elsewhere ? WHOLE.category : WHOLE.other);
}

const parts = new WeakMap<Matter, Map<string, Set<string>>>();

/** A matter is taken apart once, however many others it is compared with. */
function partsOf(matter: Matter, what: "text" | "where" | "whole"): Set<string> {
  const known = parts.get(matter) ?? new Map<string, Set<string>>();
  parts.set(matter, known);
  const found = known.get(what) ?? pairs(what === "whole" ? matter.text + matter.where : matter[what]);
  known.set(what, found);
  return found;
}

/** Dice's coefficient over pairs of neighbouring characters: 1 for the same words, 0 for nothing in common. */
export function alike(a: string, b: string): number {
  return dice(pairs(a), pairs(b));
}

function dice(one: Set<string>, two: Set<string>): number {
  if (one.size === 0 || two.size === 0) return 0;
  let common = 0;
  for (const pair of one) if (two.has(pair)) common++;
  return (2 * common) / (one.size + two.size);
}

/** Metres between two points; undefined unless both are known in the same datum (they differ by hundreds of metres). */
export function apart(a: Omit<Matter, "kind">, b: Omit<Matter, "kind">): number | undefined {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null || a.datum !== b.datum) return undefined;
  const rad = Math.PI / 180;
  const x = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad);
  const y = (b.lat - a.lat) * rad;
  return Math.hypot(x, y) * EARTH_M;
}

/** Four decimals, about ten metres: enough to find the thing, too coarse to follow a person (PRODUCT.md P8). */
export function rounded(place: Place): Place {
  const four = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
  return { ...place, lat: four(place.lat), lon: four(place.lon) };
}

function pairs(text: string): Set<string> {
  const letters = [
    ...text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ""),
  ];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}
