import { hash } from "node:crypto";
import { cut } from "./cut.ts";
import { damage } from "./damage.ts";
import { type Status, statusOn } from "./dates.ts";
import { type Front, readFront } from "./front-matter.ts";
import type { Passage } from "./passage.ts";

/** One policy text, as it stands in its file or was imported. */
export interface Document {
  id: string;
  /** A file of LIBRARY_DIR/policy, or kept in the database. */
  origin: "file" | "import";
  /** The file's name, without folders. */
  name: string;
  /** SHA-256 of the text. */
  hash: string;
  /** Every letter of the file; passages are places in it. */
  raw: string;
  front: Front;
  passages: Passage[];
  /** Why it is not quoted; empty when it may be. */
  flags: string[];
}

/** Reads one text: its front matter, its passages, its faults. Never throws for what stands in it. */
export function readDocument(origin: Document["origin"], name: string, raw: string): Document {
  const stem = name.replace(/\.[^.]*$/, "");
  const { front, body, faults } = readFront(raw, stem);
  const passages = cut(raw, body, front.title);
  const flags = [...faults, ...damage(raw)];
  if (passages.length === 0) flags.push("没有正文");
  const sum = hash("sha256", raw);
  return { id: `P${sum.slice(0, 10)}`, origin, name, hash: sum, raw, front, passages, flags };
}

/** What the document is on a day ("2026-11-23"); a flagged one is `unclear` on every day. */
export function standing(document: Document, day: string): Status {
  return document.flags.length > 0 ? "unclear" : statusOn(document.front, day);
}

/** Bytes to text: UTF-8, or GB 18030 as many offices save it. A broken file keeps its replacement characters, and is flagged for them. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const office = new TextDecoder("gb18030").decode(bytes);
    // UTF-8 read as GB 18030 shows 。 as 銆; a text that was GB 18030 has real full stops.
    const plausible = /[，。]/.test(office) && !/[\uFFFD銆]/.test(office);
    return plausible ? office : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }
}
