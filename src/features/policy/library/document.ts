import { hash } from "node:crypto";
import { clauseAt } from "./clause.ts";
import { cut } from "./cut.ts";
import { damage } from "./damage.ts";
import { type Status, statusOn } from "./dates.ts";
import { readFacts } from "./facts.ts";
import { type Front, readFront } from "./front-matter.ts";
import type { Passage } from "./passage.ts";
import type { Kind } from "./read/kind.ts";

export { decode } from "./read/text.ts";

/** One policy text, as it stands in its file or was imported. */
export interface Document {
  id: string;
  /** A file of LIBRARY_DIR/policy, or kept in the database. */
  origin: "file" | "import";
  kind: Kind;
  /** The file's name, without folders. */
  name: string;
  /** SHA-256 of the text. */
  hash: string;
  /** Every letter of the text; passages are places in it. */
  raw: string;
  front: Front;
  passages: Passage[];
  /** Where each page after the first begins in `raw`; empty where the file names no pages. */
  pages: number[];
  /** Why it is not quoted; empty when it may be. */
  flags: string[];
  /** What a person should know; it may be quoted. */
  notes: string[];
}

/** What is known of a text beside its letters. */
export interface Given {
  kind?: Kind;
  pages?: number[];
  /** What a publisher settled; it outdoes what the text says of itself. */
  front?: Front;
  flags?: string[];
  notes?: string[];
}

/** Reads one text: its front matter, its passages, its faults. Never throws for what stands in it. */
export function readDocument(origin: Document["origin"], name: string, raw: string, given: Given = {}): Document {
  const { kind = /\.txt$/i.test(name) ? "text" : "markdown", pages = [], notes = [] } = given;
  const own = readFront(raw, name.replace(/\.[^.]*$/, ""));
  const front = amending(given.front ?? dated(own.front, raw.slice(own.body)));
  const passages = cut(raw, own.body, front.title).map((one) => placed(raw, pages, one));
  const faults = given.front ? [] : own.faults;
  const flags = [...new Set([...faults, ...(given.flags ?? []), ...damage(raw)])];
  if (passages.length === 0) flags.push("没有正文");
  const sum = hash("sha256", raw);
  return { id: `P${sum.slice(0, 10)}`, origin, kind, name, hash: sum, raw, front, passages, pages, flags, notes };
}

/** A text that nobody dated, but that says itself since when it holds, holds since then. */
function dated(front: Front, text: string): Front {
  if (front.effective !== undefined || front.date !== undefined || front.status !== undefined) return front;
  const { effective } = readFacts(text);
  return effective === undefined ? front : { ...front, effective };
}

/** 《某办法》修正案, 关于修改《某办法》的决定: its own words are no law, they change one. */
function amending(front: Front): Front {
  if (front.amends !== undefined) return front;
  const found = /^(?:.{0,40}关于)?修改[《〈](.{2,80}?)[》〉](?:部分条款|有关条款|个别条款)?的决定/u.exec(front.title);
  const amends = found?.[1] ?? /^[《〈]?(.{2,80}?)[》〉]?修正案/u.exec(front.title)?.[1];
  return amends === undefined ? front : { ...front, amends };
}

function placed(raw: string, pages: number[], passage: Passage): Passage {
  const { start, whole } = passage;
  // Only a piece of a divided article needs to say which; a whole one is named by its number.
  const piece = start > whole.start || passage.end < whole.end;
  const clause =
    piece && /^第.+条/.test(passage.article) ? clauseAt(raw.slice(whole.start, whole.end), start - whole.start) : "";
  const page = pages.length > 0 ? 1 + pages.filter((at) => at <= start).length : undefined;
  return { ...passage, ...(clause === "" ? {} : { clause }), ...(page === undefined ? {} : { page }) };
}

/** What the document is on a day ("2026-11-23"); a flagged one is `unclear` on every day. */
export function standing(document: Document, day: string): Status {
  return document.flags.length > 0 ? "unclear" : statusOn(document.front, day);
}
