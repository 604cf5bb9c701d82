/** Policy at a desk instead of in a chat: what the command line (and later the console) calls. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Kit, type Tx, UserError } from "#bot";
import { type Answered, extract } from "./answer.ts";
import { readDay, type Status } from "./library/dates.ts";
import { type Document, decode, readDocument, standing } from "./library/document.ts";
import { MOST_BYTES } from "./library/folder.ts";
import { Shelf } from "./library/shelf.ts";
import { render } from "./render.ts";
import { seek } from "./seek.ts";
import { keepDocument } from "./store.ts";
import { en, zh } from "./words.ts";

export interface Imported {
  path: string;
  /** `unchanged`: the same text is there already; `flagged`: kept, but not quoted; `refused`: not kept. */
  status: "added" | "unchanged" | "flagged" | "refused";
  id?: string;
  title?: string;
  passages?: number;
  /** What is wrong with it, in words. */
  flags: string[];
}

export interface Listed {
  id: string;
  title: string;
  number: string;
  issuer: string;
  area: string;
  effective: string | null;
  repealed: string | null;
  /** On the day asked about; `unclear` is never quoted. */
  status: Status;
  origin: Document["origin"];
  name: string;
  sample: boolean;
  passages: number;
  flags: string[];
}

export interface PolicyDesk {
  /** One question, answered as of a day ("2026-11-23"; default: today). `ms` is real time. Throws UserError for a bad day. */
  ask(question: string, asOf?: string): Promise<Answered & { ms: number }>;
  /** The same in the words that a chat would say. */
  tell(question: string, asOf?: string): Promise<string>;
  /** Would a question be answered now? For telling a question of rule from a complaint. */
  knows(question: string): Promise<boolean>;
  /** Files and folders (searched throughout) into the library; `within` runs work in one transaction. */
  importPaths(paths: string[], within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>): Promise<Imported[]>;
  list(asOf?: string): Promise<Listed[]>;
}

const shelves = new WeakMap<Kit, Shelf>();

/** One shelf a kit: the chat and the desk read the same index. */
export function shelfOf(kit: Kit): Shelf {
  const known = shelves.get(kit);
  if (known) return known;
  const shelf = new Shelf(kit);
  shelves.set(kit, shelf);
  return shelf;
}

export function policyDesk(kit: Kit): PolicyDesk {
  const shelf = shelfOf(kit);
  const w = kit.say({ zh, en });
  const dayOf = (asOf: string | undefined) => {
    const day = asOf === undefined ? kit.calendar.dateOf(kit.now()) : readDay(asOf);
    if (!day) throw new UserError(w.badDay);
    return day;
  };
  const sought = async (question: string, asOf: string | undefined) =>
    seek(await shelf.fresh(), question.slice(0, 2_000), dayOf(asOf));
  return {
    async ask(question, asOf) {
      const began = performance.now();
      const answered = extract(await sought(question, asOf));
      return { ...answered, ms: Math.round((performance.now() - began) * 100) / 100 };
    },
    async tell(question, asOf) {
      return render(w, await sought(question, asOf)).text;
    },
    async knows(question) {
      return (await sought(question, undefined)).passages.length > 0;
    },
    async importPaths(paths, within) {
      const out: Imported[] = [];
      const files = (await Promise.all(paths.map(filesUnder))).flat();
      for (const path of files) out.push(await importOne(path));
      shelf.stale();
      return out;

      async function importOne(path: string): Promise<Imported> {
        const refused = (flag: string): Imported => ({ path, status: "refused", flags: [flag] });
        const found = await stat(path).catch(() => undefined);
        if (!found?.isFile()) return refused(w.refusedFile.missing);
        if (!/\.(md|markdown|txt)$/i.test(path)) return refused(w.refusedFile.kind);
        if (found.size > MOST_BYTES) return refused(w.refusedFile.large);
        const bytes = await readFile(path).catch(() => undefined);
        if (!bytes) return refused(w.refusedFile.unreadable);
        const raw = decode(bytes);
        if (raw.includes("\0")) return refused(w.refusedFile.unreadable);
        const document = readDocument("import", basename(path), raw);
        const { id, front, flags } = document;
        const there = (await shelf.fresh()).documents.some((one) => one.hash === document.hash);
        const added = !there && (await within((tx) => keepDocument(tx, document, kit.now())));
        const status = !added ? "unchanged" : flags.length > 0 ? "flagged" : "added";
        return { path, status, id, title: front.title, passages: document.passages.length, flags };
      }
    },
    async list(asOf) {
      const day = dayOf(asOf);
      return (await shelf.fresh()).documents.map((document) => listed(document, day));
    },
  };
}

function listed(document: Document, day: string): Listed {
  const { title, number, issuer, area, effective = null, repealed = null, sample } = document.front;
  const { id, origin, name, flags, passages } = document;
  const status = standing(document, day);
  return {
    id,
    title,
    number,
    issuer,
    area,
    effective,
    repealed,
    status,
    origin,
    name,
    sample,
    passages: passages.length,
    flags,
  };
}

/** The file itself, or every file under a folder, in a steady order; what does not exist is kept, to be named. */
async function filesUnder(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
