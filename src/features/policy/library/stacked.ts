import type { Db } from "#bot";
import { buildIndex, type Fields } from "../retrieval/build.ts";
import { type Filled, fillStacks, runsOf } from "../retrieval/stacks-fill.ts";
import { nearIn } from "../retrieval/stacks-near.ts";
import type { Entry } from "./amendments.ts";
import type { Document } from "./document.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";

/**
 * A snapshot whose index lies in PostgreSQL: it holds no postings itself, and is narrowed to a question's candidates before
 * it is searched. What stays in memory is the documents and where they are cut.
 */
export async function stacked(
  db: Db,
  documents: Document[],
  entries: Entry[],
  fields: (entries: Entry[]) => Iterable<Fields>,
): Promise<Snapshot> {
  const filled = await fillStacks(db, runsOf(fields(entries)));
  const starts = startsOf(filled, runsOf(fields(entries)));
  const whole = snapshotOf(documents, entries, buildIndex([]));
  return {
    ...whole,
    async narrow(question) {
      const { index, places } = await nearIn(db, filled.sums, question);
      // What another process has put there since, of a newer library, is no entry of this one.
      const known = Array.from(places, (_, doc) => {
        const first = index.first[doc] ?? 0;
        const start = starts.get(places[first] ?? -1);
        return start === undefined ? undefined : entries[start + doc - first];
      });
      const part = snapshotOf(
        documents,
        known.map((entry) => entry ?? (entries[0] as Entry)),
        index,
      );
      return {
        ...part,
        mask: (day, status) => part.mask(day, status).map((is, doc) => (known[doc] ? is : 0)),
      };
    },
  };
}

/** Where in the library each run of the stacks begins, by its first place. */
function startsOf({ groups }: Filled, runs: Iterable<{ key: string; passages: Fields[] }>): Map<number, number> {
  const places = new Map(groups.map(({ key, first }) => [key, first]));
  const starts = new Map<number, number>();
  let at = 0;
  for (const { key, passages } of runs) {
    const place = places.get(key);
    if (place !== undefined) starts.set(place, at);
    at += passages.length;
  }
  return starts;
}
