import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Kit } from "#bot";
import { buildIndex, type Fields, type Index } from "../retrieval/build.ts";
import { openIndex } from "../retrieval/kept.ts";
import { documentsRevision } from "../store.ts";
import { type Kept, keptDocument, keptIds } from "../store-library.ts";
import { type Entry, entriesOf } from "./amendments.ts";
import { type Document, readDocument, standing } from "./document.ts";
import { Folder } from "./folder.ts";
import { settleVersions } from "./versions.ts";

export type { Entry } from "./amendments.ts";

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

/** While a large library is indexed anew, the one before serves: nobody waits longer than this. */
const MOST_PATIENCE_MS = 1_000;

/** The texts of the folder and the imported ones, indexed; looked at again when it is asked for. */
export class Shelf {
  readonly #kit: Kit;
  readonly #folder: Folder;
  #imported = new Map<string, { changed: number; document: Document }>();
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
    const before = this.#snapshot;
    if (!before) return this.#looking;
    return Promise.race([this.#looking, setTimeout(MOST_PATIENCE_MS, before, { ref: false })]);
  }

  /** The next question looks again, whatever it costs: something was just imported here. */
  stale(): void {
    this.#cost = 0;
  }

  /** Imported texts; those that did not change are not cut again. */
  async #read(): Promise<void> {
    const { db } = this.#kit;
    const known = this.#imported;
    const next: typeof known = new Map();
    for (const { id, changed } of await keptIds(db)) {
      const before = known.get(id);
      const row = before?.changed === changed ? undefined : await keptDocument(db, id);
      const document = row ? documentOf(row) : before?.document;
      if (document) next.set(id, { changed, document });
    }
    this.#imported = next;
  }

  async #look(): Promise<Snapshot> {
    const began = performance.now();
    const changed = await this.#folder.look();
    const revision = await documentsRevision(this.#kit.db);
    if (revision !== this.#revision) await this.#read();
    const elapsed = performance.now() - began;
    if (!this.#snapshot || changed || revision !== this.#revision) {
      const imported = [...this.#imported.values()].map((one) => one.document);
      this.#snapshot = await shelveInSlices([...this.#folder.documents, ...imported]);
      this.#revision = revision;
      // Reading is not what looking costs.
      this.#cost = 0;
    } else this.#cost = elapsed;
    this.#lookedAt = performance.now();
    return this.#snapshot;
  }
}

/** A stored text as the library knows it; what was flagged when it came stays flagged. */
export function documentOf({ name, content, kind, front, pages, flags, notes }: Kept): Document {
  return readDocument("import", name, content, { kind, pages, flags, notes, ...(front ? { front } : {}) });
}

/** Indexes documents at once; the same text twice counts once, flagged ones stay out of reach. */
export function shelve(all: Document[]): Snapshot {
  const { documents, entries } = gather(all);
  return snapshot(documents, entries, buildIndex(fieldsOf(entries)));
}

/** The same without holding up the process: a large library takes seconds to index. */
async function shelveInSlices(all: Document[]): Promise<Snapshot> {
  const { documents, entries } = gather(all);
  return snapshot(documents, entries, await openIndex(undefined, "", () => fieldsOf(entries)));
}

function gather(all: Document[]): { documents: Document[]; entries: Entry[] } {
  const unique = [...new Map(all.toReversed().map((one) => [one.hash, one])).values()].toReversed();
  const documents = settleVersions(unique);
  return { documents, entries: entriesOf(documents) };
}

function* fieldsOf(entries: Entry[]): Generator<Fields> {
  for (const { document, passage } of entries) {
    yield {
      title: document.front.title,
      path: [document.front.number, ...passage.path, passage.article].join(" "),
      body: document.raw.slice(passage.start, passage.end),
    };
  }
}

function snapshot(documents: Document[], entries: Entry[], index: Index): Snapshot {
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
