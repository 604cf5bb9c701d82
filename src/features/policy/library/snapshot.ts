import type { Index } from "../retrieval/build.ts";
import type { Entry } from "./amendments.ts";
import { type Document, standing } from "./document.ts";

/** The library at one moment; questions that began on it end on it, whatever is dropped in meanwhile. */
export interface Snapshot {
  documents: Document[];
  /** In the order of the index: entry i is the index's passage i. */
  entries: Entry[];
  index: Index;
  /** For each entry, 1 if it is `status` on that day. */
  mask(day: string, status: "in-force" | "other"): Uint8Array;
  /** Where the index lies in the database: the part that may answer this question, to be searched instead of the whole. */
  narrow?(question: string): Promise<Snapshot>;
}

/** `entries` in the order of the index's passages. */
export function snapshotOf(documents: Document[], entries: Entry[], index: Index): Snapshot {
  const masks = new Map<string, Uint8Array>();
  return {
    documents,
    entries,
    index,
    mask(day, status) {
      const key = `${day} ${status}`;
      const known = masks.get(key);
      if (known) return known;
      const standings = new Map<Document, number>();
      const is = (document: Document) => {
        const seen = standings.get(document);
        if (seen !== undefined) return seen;
        const fits = Number((standing(document, day) === "in-force") === (status === "in-force"));
        standings.set(document, fits);
        return fits;
      };
      const mask = Uint8Array.from(entries, ({ document }) => is(document));
      if (masks.size > 20) masks.clear();
      masks.set(key, mask);
      return mask;
    },
  };
}
