/** The library at a desk: import, check, show, list. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { type Kit, type Tx, UserError } from "#bot";
import { type Kept, keptDocument, keptIn, type State } from "../store-library.ts";
import { readDay, type Status } from "./dates.ts";
import { type Document, standing } from "./document.ts";
import { type Found, filesUnder } from "./files.ts";
import { put, weigh } from "./intake.ts";
import { lawKey } from "./law.ts";
import { prepare } from "./prepare.ts";
import { Fault, type FaultCode } from "./read/fault.ts";
import { openReader, type Reader } from "./read/reader.ts";
import { documentOf, type Shelf } from "./shelf.ts";
import { type Checked, checked, describe, type Facts, type Shown, shown } from "./show.ts";
import { beginOf, chains } from "./versions.ts";
import { en, zh } from "./words.ts";

export interface Imported extends Partial<Facts> {
  path: string;
  /** `unchanged`: the same text is there already; `flagged`: kept, but not quoted; `refused`: not kept. */
  status: "added" | "unchanged" | "flagged" | "refused";
  /** Why it was refused, in one word. */
  fault?: FaultCode;
  /** Of what was kept: `pending` waits for a second person. */
  state?: State;
  passages?: number;
  /** What is wrong with it, in words. */
  flags: string[];
  notes?: string[];
}

export interface ImportOptions {
  /** Leave it to a secretary in the chat to publish; else the operator at the machine stands for both persons. */
  submit?: boolean;
  /** The most memory that reading took, in MB. */
  peak?: (mb: number) => void;
  reader?: Reader;
}

export interface LibraryDesk {
  /** Files and folders (searched throughout) into the library, each by itself; `within` runs work in one transaction. */
  importPaths(
    paths: string[],
    within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
    options?: ImportOptions,
  ): Promise<Imported[]>;
  /** What an import would cut, flag or refuse; writes nothing. */
  checkPaths(paths: string[]): Promise<Checked[]>;
  /** One document by its id, or undefined. Throws UserError for a bad day. */
  show(id: string, asOf?: string): Promise<Shown | undefined>;
  list(asOf?: string): Promise<Listed[]>;
}

export interface Listed extends Facts {
  /** On the day asked about; `unclear` is never quoted. */
  status: Status;
  state: State;
  origin: Document["origin"];
  name: string;
  sample: boolean;
  passages: number;
  flags: string[];
}

export function libraryDesk(kit: Kit, shelf: Shelf): LibraryDesk {
  const w = kit.say({ zh, en });
  const dayOf = (asOf: string | undefined) => {
    const day = asOf === undefined ? kit.calendar.dateOf(kit.now()) : readDay(asOf);
    if (!day) throw new UserError(w.badDay);
    return day;
  };

  /** Every file read, one after another; `each` is told what became of it. */
  async function readAll<T>(
    paths: string[],
    reader: Reader,
    each: (path: string, read: Document | FaultCode, source: string) => Promise<T>,
  ): Promise<T[]> {
    const out: T[] = [];
    for (const found of await filesUnder(paths)) {
      const { read, source } = await readFound(reader, found);
      out.push(await each(found.path, read, source));
    }
    return out;
  }

  return {
    async importPaths(paths, within, options = {}) {
      const reader = options.reader ?? openReader();
      const shelved = [...(await shelf.fresh()).documents];
      try {
        return await readAll(paths, reader, async (path, read, source): Promise<Imported> => {
          if (typeof read === "string") return { path, status: "refused", fault: read, flags: [w.faults[read]] };
          const { document, there, same } = await weigh(kit, w, read, source, shelved);
          const { flags, passages } = document;
          const facts = { path, ...describe(document), passages: passages.length, flags };
          if (same)
            return { ...facts, status: "unchanged", notes: document.notes, state: there?.status ?? "published" };
          const state: State = flags.length > 0 ? "flagged" : options.submit ? "pending" : "published";
          await within(async (tx) => {
            await kit.lock(tx, "policy:library");
            await put(kit, tx, document, { status: state, source });
          });
          if (state === "published") shelved.push(document);
          const notes = there?.hash === document.hash ? [...document.notes, w.updated] : document.notes;
          return { ...facts, status: state === "flagged" ? "flagged" : "added", state, notes };
        });
      } finally {
        options.peak?.(reader.peak());
        if (!options.reader) reader.stop();
        shelf.stale();
      }
    },
    async checkPaths(paths) {
      const reader = openReader();
      const shelved = (await shelf.fresh()).documents;
      try {
        return await readAll(paths, reader, async (path, read, source): Promise<Checked> => {
          if (typeof read === "string")
            return { path, status: "refused", fault: read, flags: [w.faults[read]], notes: [], cut: [] };
          const { document, same } = await weigh(kit, w, read, source, shelved);
          return checked(path, document, same);
        });
      } finally {
        reader.stop();
      }
    },
    async show(id, asOf) {
      const day = dayOf(asOf);
      const snapshot = await shelf.fresh();
      const kept = await keptDocument(kit.db, id);
      const document = snapshot.documents.find((one) => one.id === id) ?? (kept && documentOf(kept));
      if (!document) return undefined;
      const versions = [...chains(snapshot.documents).values()].find((all) => all.some((one) => one.id === id)) ?? [
        document,
      ];
      const entries = snapshot.entries.filter((one) => one.document.hash === document.hash);
      return shown(document, entries, versions, kept, day);
    },
    async list(asOf) {
      const day = dayOf(asOf);
      const waiting = (await keptIn(kit.db, ["pending"])).map((one) => ({
        document: documentOf(one),
        state: one.status,
      }));
      const shelved = (await shelf.fresh()).documents.map((document) => ({
        document,
        state: document.flags.length > 0 ? ("flagged" as const) : ("published" as const),
      }));
      return [...shelved, ...waiting].map(({ document, state }) => listed(document, state, day));
    },
  };
}

/** A file read; its fault in one word where it could not be. */
async function readFound(
  reader: Reader,
  { path, sidecar, alone }: Found,
): Promise<{ read: Document | FaultCode; source: string }> {
  if (alone) return { read: "sidecar", source: "" };
  try {
    const text = await reader.read(path);
    return { read: prepare(text, basename(path), sidecar), source: await hashOf(path) };
  } catch (error) {
    if (error instanceof Fault) return { read: error.code, source: "" };
    throw error;
  }
}

async function hashOf(path: string): Promise<string> {
  const sum = createHash("sha256");
  for await (const chunk of createReadStream(path)) sum.update(chunk as Uint8Array);
  return sum.digest("hex");
}

function listed(document: Document, state: State, day: string): Listed {
  const { origin, name, passages, flags, front } = document;
  const status = state === "pending" ? "unclear" : standing(document, day);
  return { ...describe(document), status, state, origin, name, sample: front.sample, passages: passages.length, flags };
}

/** The version that a new document would take the place of, and until when that one would hold. */
export function predecessor(document: Document, shelved: Document[]): { before: Document; until: string } | undefined {
  const until = beginOf(document);
  if (until === undefined || document.front.amends !== undefined) return undefined;
  const versions = shelved.filter((one) => one.hash !== document.hash && lawKey(one.front) === lawKey(document.front));
  const before = versions
    .filter((one) => (beginOf(one) ?? "") <= until)
    .toSorted((a, b) => ((beginOf(a) ?? "") < (beginOf(b) ?? "") ? 1 : -1))[0];
  return before && (before.front.repealed === undefined || before.front.repealed >= until)
    ? { before, until }
    : undefined;
}

export type { Kept };
