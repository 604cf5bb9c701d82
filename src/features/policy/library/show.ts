/** A document as the command line (and later the console) shows it. */
import type { Kept, State } from "../store-library.ts";
import type { Entry } from "./amendments.ts";
import { type Status, statusOn } from "./dates.ts";
import { type Document, standing } from "./document.ts";
import type { FaultCode } from "./read/fault.ts";
import type { Kind } from "./read/kind.ts";
import { beginOf } from "./versions.ts";

/** What is recorded about a document. Days are local, "2026-11-23". */
export interface Facts {
  id: string;
  kind: Kind;
  title: string;
  number: string;
  issuer: string;
  area: string;
  date: string | null;
  effective: string | null;
  amended: string | null;
  /** The day it really ends: by its own words, or because another version begins. */
  repealed: string | null;
  replaced_by: string | null;
  pages: number | null;
}

/** One passage as it was or would be cut. */
export interface Cut {
  article: string;
  clause?: string;
  path: string[];
  page: number | null;
  chars: number;
  text: string;
}

export interface Checked extends Partial<Facts> {
  path: string;
  /** `ok`: an import would publish it. */
  status: "ok" | "unchanged" | "flagged" | "refused";
  fault?: FaultCode;
  flags: string[];
  notes: string[];
  cut: Cut[];
}

export interface Shown extends Facts {
  status: Status;
  state: State;
  name: string;
  sample: boolean;
  flags: string[];
  notes: string[];
  versions: {
    id: string;
    title: string;
    number: string;
    effective: string | null;
    until: string | null;
    status: Status;
  }[];
  /** With the days on which each holds, where an amendment gave it other ones than the document's. */
  passages: (Cut & { effective: string | null; repealed: string | null })[];
}

export function describe({ id, kind, front, pages }: Document): Facts {
  const {
    title,
    number,
    issuer,
    area,
    date = null,
    effective = null,
    amended = null,
    repealed = null,
    replacedBy = null,
  } = front;
  return {
    id,
    kind,
    title,
    number,
    issuer,
    area,
    date,
    effective,
    amended,
    repealed,
    replaced_by: replacedBy,
    pages: pages.length > 0 ? pages.length + 1 : null,
  };
}

function cutOf({ document, passage }: Entry): Cut {
  const { article, clause, path, page = null, start, end } = passage;
  return {
    article,
    ...(clause ? { clause } : {}),
    path,
    page,
    chars: end - start,
    text: document.raw.slice(start, end),
  };
}

export function checked(path: string, document: Document, same: boolean): Checked {
  const { flags, notes, passages } = document;
  const status = same ? "unchanged" : flags.length > 0 ? "flagged" : "ok";
  return {
    path,
    status,
    ...describe(document),
    flags,
    notes,
    cut: passages.map((passage) => cutOf({ document, passage })),
  };
}

/** `entries`: its passages as they are shelved; none while it is not published. */
export function shown(
  document: Document,
  entries: Entry[],
  versions: Document[],
  kept: Kept | undefined,
  day: string,
): Shown {
  const { flags, notes, name, front } = document;
  const all = entries.length > 0 ? entries : document.passages.map((passage) => ({ document, passage }));
  const state = kept?.status ?? (flags.length > 0 ? "flagged" : "published");
  return {
    ...describe(document),
    status: state === "published" ? standing(document, day) : "unclear",
    state,
    name,
    sample: front.sample,
    flags,
    notes,
    versions: versions.map((one) => ({
      id: one.id,
      title: one.front.title,
      number: one.front.number,
      effective: beginOf(one) ?? null,
      until: one.front.repealed ?? null,
      status: statusOn(one.front, day),
    })),
    passages: all
      .toSorted((a, b) => a.passage.start - b.passage.start)
      .map((entry) => ({
        ...cutOf(entry),
        effective: beginOf(entry.document) ?? null,
        repealed: entry.document.front.repealed ?? null,
      })),
  };
}
