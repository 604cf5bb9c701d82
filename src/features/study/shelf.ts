/**
 * The library on disk. There is no import step: whoever is about to read or send items asks for what is new on the shelf,
 * and puts it into the store in the same transaction that answers. New files wait for approval; a changed file voids its own.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Kit, Tx } from "#bot";
import { type Page, readPage } from "./front-matter.ts";
import { hashOf } from "./hash.ts";
import { type Item, tables } from "./store.ts";
import { itemById, keepItem, unplan } from "./store-items.ts";

/** The directory is looked at again after this much real time, whatever the bot's clock says. */
const LOOK_AGAIN_MS = 2_000;

export interface Shelf {
  /** Items that the store does not have in this wording yet; removed files come as withdrawn. */
  fresh(): Promise<Item[]>;
}

export function openShelf(kit: Kit): Shelf {
  const dir = join(kit.settings.libraryDir, "study");
  const read = new Map<string, { stamp: string; page: Page | undefined }>();
  let looked = Number.NEGATIVE_INFINITY;

  /** True when the directory could be read. Unchanged files are not read again. */
  async function look(): Promise<boolean> {
    if (performance.now() - looked < LOOK_AGAIN_MS) return true;
    try {
      const names = (await readdir(dir)).filter((name) => name.endsWith(".md") && name !== "README.md").sort();
      for (const name of read.keys()) if (!names.includes(name)) read.delete(name);
      for (const name of names) {
        const { mtimeMs, size } = await stat(join(dir, name));
        const stamp = `${mtimeMs} ${size}`;
        if (read.get(name)?.stamp === stamp) continue;
        const page = readPage(await readFile(join(dir, name), "utf8"), name);
        if (!page) kit.log.warn({ file: name }, "a study file has no title or no text and is left out");
        read.set(name, { stamp, page });
      }
      looked = performance.now();
      return true;
    } catch (error) {
      // No directory means no library; anything else must not make items vanish.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") kit.log.warn({}, "the study library could not be read");
      return false;
    }
  }

  return {
    async fresh() {
      if (!(await look())) return [];
      const kept = await tables(kit.db).selectFrom("study_items").selectAll().where("source", "=", "library").execute();
      const byId = new Map(kept.map((item) => [item.id, item]));
      const found: Item[] = [];
      const seen = new Set<string>();
      for (const [path, { page }] of read) {
        // Of two files with one id the first counts, or they would void each other for ever.
        if (!page || seen.has(page.id)) continue;
        seen.add(page.id);
        const before = byId.get(page.id);
        if (before?.file_hash !== page.hash) found.push(itemFrom(page, path, kit.now()));
      }
      for (const item of kept) {
        if (!seen.has(item.id) && item.file_hash !== "") found.push({ ...item, status: "withdrawn", file_hash: "" });
      }
      return found;
    },
  };
}

/** Puts what is new into the store; the caller's own reads in `tx` come after it. */
export async function shelve(tx: Tx, kit: Kit, fresh: readonly Item[]): Promise<void> {
  if (fresh.length === 0) return;
  await kit.lock(tx, "study.shelf", ...fresh.map((item) => `study:${item.id}`).sort());
  for (const item of fresh) {
    const before = await itemById(tx, item.id);
    if (before?.file_hash === item.file_hash) continue;
    await unplan(tx, item.id);
    await keepItem(tx, item);
  }
}

/** The store's items with the fresh ones in their place: what will be true after `shelve`. */
export function overlay(items: readonly Item[], fresh: readonly Item[]): Item[] {
  const ids = new Set(fresh.map((item) => item.id));
  const present = fresh.filter((item) => item.status !== "withdrawn");
  return [...present, ...items.filter((item) => !ids.has(item.id))];
}

function itemFrom(page: Page, path: string, now: number): Item {
  const { hash: file_hash, ...rest } = page;
  const wording = { title: page.title, text: page.text, slot: page.slot, push_at: null, audience: "" };
  return {
    ...rest,
    ...wording,
    source: "library",
    path,
    file_hash,
    author: "",
    unit: "",
    status: "in_review",
    hash: hashOf(wording),
    approver: "",
    approved_at: null,
    changed: now,
  };
}
