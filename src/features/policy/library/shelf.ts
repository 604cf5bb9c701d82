import { join } from "node:path";
import type { Kit } from "#bot";
import { buildIndex, type Index } from "../retrieval/build.ts";
import { documentsRevision, publishedTexts } from "../store.ts";
import { type Document, readDocument, standing } from "./document.ts";
import { Folder } from "./folder.ts";
import type { Passage } from "./passage.ts";

/** One passage with the document it stands in. */
export interface Entry {
  document: Document;
  passage: Passage;
}

/** The library at one moment; questions that began on it end on it, whatever is dropped in meanwhile. */
export interface Snapshot {
  documents: Document[];
  /** In the order of the index: entry i is the index's passage i. */
  entries: Entry[];
  index: Index;
  /** For each entry, 1 if it is `status` on that day. */
  mask(day: string, status: "in-force" | "other"): Uint8Array;
}

/** A file dropped in counts after this long at the latest. */
const MOST_WAIT_MS = 3_000;

/** The texts of the folder and the imported ones, indexed; looked at again when it is asked for. */
export class Shelf {
  readonly #kit: Kit;
  readonly #folder: Folder;
  #imported: Document[] = [];
  #revision = "";
  #snapshot: Snapshot | undefined;
  #looking: Promise<Snapshot> | undefined;
  #lookedAt = 0;
  #cost = 0;

  constructor(kit: Kit) {
    this.#kit = kit;
    this.#folder = new Folder(join(kit.settings.libraryDir, "policy"), kit.log);
  }

  /**
   * The library as it is now, or as it was a moment ago. Looking costs one `stat` a file and one query; about a hundredth
   * of the time is spent on it, so that a small folder is looked at for nearly every question and a large one every few
   * seconds. Real time is meant, not the bot's: files change by it.
   */
  async fresh(): Promise<Snapshot> {
    const wait = Math.min(this.#cost * 100, MOST_WAIT_MS);
    if (this.#snapshot && performance.now() - this.#lookedAt < wait) return this.#snapshot;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** The next question looks again, whatever it costs: something was just imported here. */
  stale(): void {
    this.#cost = 0;
  }

  async #look(): Promise<Snapshot> {
    const began = performance.now();
    const changed = await this.#folder.look();
    const revision = await documentsRevision(this.#kit.db);
    if (revision !== this.#revision) {
      const rows = await publishedTexts(this.#kit.db);
      this.#imported = rows.map((row) => readDocument("import", row.name, row.content));
    }
    const elapsed = performance.now() - began;
    if (!this.#snapshot || changed || revision !== this.#revision) {
      this.#snapshot = shelve([...this.#folder.documents, ...this.#imported]);
      this.#revision = revision;
      // Reading is not what looking costs.
      this.#cost = 0;
    } else this.#cost = elapsed;
    this.#lookedAt = performance.now();
    return this.#snapshot;
  }
}

/** Indexes documents; the same text twice counts once, flagged ones stay out of reach. */
export function shelve(all: Document[]): Snapshot {
  const documents = [...new Map(all.toReversed().map((one) => [one.hash, one])).values()].toReversed();
  const entries = documents
    .filter((document) => document.flags.length === 0)
    .flatMap((document) => document.passages.map((passage) => ({ document, passage })));
  const index = buildIndex(
    entries.map(({ document, passage }) => ({
      title: document.front.title,
      path: [document.front.number, ...passage.path, passage.article].join(" "),
      body: document.raw.slice(passage.start, passage.end),
    })),
  );
  const masks = new Map<string, Uint8Array>();
  return {
    documents,
    entries,
    index,
    mask(day, status) {
      const key = `${day} ${status}`;
      const known = masks.get(key);
      if (known) return known;
      const is = new Map(
        documents.map((one) => [one, (standing(one, day) === "in-force") === (status === "in-force")]),
      );
      const mask = Uint8Array.from(entries, ({ document }) => (is.get(document) ? 1 : 0));
      if (masks.size > 20) masks.clear();
      masks.set(key, mask);
      return mask;
    },
  };
}
