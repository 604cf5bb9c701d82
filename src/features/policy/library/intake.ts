/** From a document to a row: is it there already, may it be published, and by whom. */
import { isDeepStrictEqual } from "node:util";
import type { Kit, Tx } from "#bot";
import { type Kept, keepDocument, keptAlike, type State } from "../store-library.ts";
import type { Document } from "./document.ts";
import { lawKey, plainTitle } from "./law.ts";
import { documentOf } from "./shelf.ts";
import { beginOf } from "./versions.ts";
import type { Words } from "./words.ts";

export interface Weighed {
  document: Document;
  /** The row with the same file or the same words, if it is still of use. */
  there?: Kept;
  /** The same words, and nothing new is said about them. */
  same: boolean;
}

const GONE: State[] = ["returned", "withdrawn"];

/**
 * Looks a document up among `shelved` (those that may be quoted now) and the kept rows. Adds what only a comparison shows:
 * an undated text beside another version is nobody's to rely on.
 */
export async function weigh(
  kit: Kit,
  w: Words,
  document: Document,
  source: string,
  shelved: Document[],
): Promise<Weighed> {
  const found = await keptAlike(kit.db, document.hash, source);
  const there = found && !GONE.includes(found.status) ? found : undefined;
  const inFolder = shelved.find((one) => one.origin === "file" && one.hash === document.hash);
  if (inFolder)
    return { document: { ...document, notes: [...document.notes, w.alreadyAs(inFolder.front.title)] }, same: true };
  const twin = shelved.find((one) => one.hash !== document.hash && lawKey(one.front) === lawKey(document.front));
  const undated = twin !== undefined && beginOf(document) === undefined && document.front.amends === undefined;
  const flags = undated ? [...document.flags, w.sameUndated(twin.front.title)] : document.flags;
  // The same title in another place may be another rule, or the same one wrongly described: a person looks.
  const elsewhere = shelved.find(
    (one) =>
      plainTitle(one.front.title) === plainTitle(document.front.title) && lawKey(one.front) !== lawKey(document.front),
  );
  const notes = elsewhere
    ? [...document.notes, w.elsewhere(elsewhere.front.title, elsewhere.front.area, elsewhere.front.issuer)]
    : document.notes;
  const weighed = { ...document, flags, notes };
  if (!there) return { document: weighed, same: false };
  const before = documentOf(there);
  const unchanged = before.hash === document.hash && isDeepStrictEqual(before.front, document.front);
  // The words are out already and sound; that this copy of them hides something takes nothing back.
  const worse = there.status === "published" && flags.length > 0;
  const same =
    there.status !== "draft" &&
    before.hash === document.hash &&
    (worse || (unchanged && (there.status !== "flagged" || flags.length > 0)));
  return { document: weighed, there, same };
}

/** Keeps a document in a state; under the lock "policy:library" of the caller's transaction. */
export async function put(
  kit: Kit,
  tx: Tx,
  document: Document,
  more: Pick<Kept, "status" | "source"> & Partial<Pick<Kept, "author" | "approver" | "unit">>,
): Promise<void> {
  const { id, name, hash, raw, front, kind, pages, flags, notes } = document;
  const now = kit.now();
  const row = { id, name, hash, title: front.title, content: raw, kind, front, pages, flags, notes, at: now };
  await keepDocument(tx, { author: "", approver: "", unit: "", ...row, ...more }, now);
}
