/**
 * Several dated versions of one law become one chain: each holds from its own day until the next one's, half-open, so that
 * every day has at most one. Where a version itself ends earlier, there is a gap, and nothing holds in it.
 */
import type { Document } from "./document.ts";
import { lawKey, plainTitle } from "./law.ts";

/** The first day of a text; undefined when it names none, and then it has no place in a chain. */
export function beginOf({ front }: Document): string | undefined {
  return front.effective ?? front.date;
}

/** The versions of each law in order; only texts that may be quoted, and no amendments. */
export function chains(documents: Document[]): Map<string, Document[]> {
  const laws = new Map<string, Document[]>();
  for (const one of documents) {
    if (one.flags.length > 0 || one.front.amends !== undefined) continue;
    const key = lawKey(one.front);
    laws.set(key, [...(laws.get(key) ?? []), one]);
  }
  // Of two that begin on one day the one published later counts, then the one that came later: sorting is stable.
  const order = (one: Document) => `${beginOf(one) ?? ""} ${one.front.date ?? ""}`;
  for (const [key, all] of laws)
    laws.set(
      key,
      all.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)),
    );
  return laws;
}

/** The same texts, each with the day on which it really ends and what took its place. Nothing else about them changes. */
export function settleVersions(documents: Document[]): Document[] {
  const ends = new Map<Document, { day: string; by: Document }>();
  const end = (one: Document, day: string, by: Document) => {
    const known = ends.get(one);
    if (!known || day < known.day) ends.set(one, { day, by });
  };
  const laws = chains(documents);
  for (const versions of laws.values()) {
    for (const [i, one] of versions.entries()) {
      const next = versions[i + 1];
      const day = next && beginOf(next);
      if (next && day !== undefined) end(one, day, next);
    }
  }
  const titled = new Map<string, Document[]>();
  for (const one of [...laws.values()].flat()) {
    const title = plainTitle(one.front.title);
    titled.set(title, [...(titled.get(title) ?? []), one]);
  }
  for (const one of documents) {
    if (one.flags.length > 0) continue;
    const from = beginOf(one);
    // "《甲办法》同时废止": what it names ends when it begins, if it began before.
    for (const title of from === undefined ? [] : (one.front.repeals ?? [])) {
      for (const old of titled.get(plainTitle(title)) ?? [])
        if (old !== one && old.front.area === one.front.area && (beginOf(old) ?? "") < (from ?? ""))
          end(old, from ?? "", one);
    }
    const heir =
      one.front.replacedBy &&
      titled.get(plainTitle(one.front.replacedBy))?.find((each) => (beginOf(each) ?? "") > (from ?? ""));
    const day = heir && beginOf(heir);
    if (heir && day !== undefined) end(one, day, heir);
  }
  return documents.map((one) => {
    const last = ends.get(one);
    if (!last || (one.front.repealed !== undefined && one.front.repealed <= last.day)) return one;
    return {
      ...one,
      front: { ...one.front, repealed: last.day, replacedBy: one.front.replacedBy ?? last.by.front.title },
    };
  });
}
