import { createHash } from "node:crypto";
import { join } from "node:path";
import { setImmediate as breath, setTimeout } from "node:timers/promises";
import type { Kit } from "#bot";
import { buildIndex, type Fields } from "../retrieval/build.ts";
import { openIndex } from "../retrieval/kept.ts";
import { warm } from "../retrieval/warm.ts";
import { documentsRevision } from "../store.ts";
import { type Kept, keptDocument, keptIds } from "../store-library.ts";
import { type Entry, entriesOf } from "./amendments.ts";
import { type Document, readDocument } from "./document.ts";
import { Folder } from "./folder.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { stacked } from "./stacked.ts";
import { settleVersions } from "./versions.ts";

export type { Entry } from "./amendments.ts";
export type { Snapshot } from "./snapshot.ts";

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
      this.#snapshot = await this.#shelve([...this.#folder.documents, ...imported]);
      this.#revision = revision;
      // Reading is not what looking costs.
      this.#cost = 0;
    } else this.#cost = elapsed;
    this.#lookedAt = performance.now();
    return this.#snapshot;
  }

  /** Without holding up the process: a large library takes seconds to index, unless it was kept in a file before. */
  async #shelve(all: Document[]): Promise<Snapshot> {
    const { db, settings } = this.#kit;
    const { documents, entries } = gather(all);
    if (settings.libraryInDatabase) return stacked(db, documents, entries, fieldsOf);
    const index = await openIndex(keptAt(settings), await revisionOf(entries), () => fieldsOf(entries));
    // Only the first time: what is compiled stays so.
    if (!this.#snapshot) for (const _ of warm(index)) await breath();
    return snapshotOf(documents, entries, index);
  }
}

/** A stored text as the library knows it; what was flagged when it came stays flagged. */
export function documentOf({ name, content, kind, front, pages, flags, notes }: Kept): Document {
  return readDocument("import", name, content, { kind, pages, flags, notes, ...(front ? { front } : {}) });
}

/** Indexes documents at once; the same text twice counts once, flagged ones stay out of reach. */
export function shelve(all: Document[]): Snapshot {
  const { documents, entries } = gather(all);
  return snapshotOf(documents, entries, buildIndex(fieldsOf(entries)));
}

/** One file a data folder, beside whichever database: what several processes make of one library is the same. */
function keptAt({ dataDir }: Kit["settings"]): string | undefined {
  return dataDir === undefined || dataDir === ":memory:" ? undefined : join(dataDir, "policy.index");
}

/** Entries between two breaths: some milliseconds. */
const BREATH = 4_000;

/** A digest of everything that `fieldsOf` reads, in its order: a text by its own digest and the places cut out of it. */
async function revisionOf(entries: Entry[]): Promise<string> {
  const sum = createHash("sha256");
  for (let from = 0; from < entries.length; from += BREATH) {
    const rows = entries.slice(from, from + BREATH).map(({ document: { hash, front }, passage }) => {
      const { path, article, start, end } = passage;
      return [hash, front.title, front.number, path, article, start, end];
    });
    sum.update(JSON.stringify(rows));
    await breath();
  }
  return sum.digest("hex");
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
