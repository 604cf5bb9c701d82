/** Policy at a desk instead of in a chat: what the command line (and later the console) calls. */
import type { Kit } from "#bot";
import { type AtDesk, atDesk } from "./answering/at-desk.ts";
import { type LibraryDesk, libraryDesk } from "./library/desk.ts";
import { Shelf } from "./library/shelf.ts";
import type { VectorCounts } from "./retrieval/filling.ts";
import { fillingOf } from "./retrieval/second.ts";

export type { Imported, Listed } from "./library/desk.ts";

export interface PolicyDesk extends AtDesk, LibraryDesk {
  /** How far the library's vectors are made; undefined without OPENAI_EMBEDDING_MODEL. */
  vectors(): Promise<VectorCounts | undefined>;
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
  const vectors = async () => fillingOf(kit, shelf)?.counts();
  return { ...atDesk(kit, shelf), ...libraryDesk(kit, shelf), vectors };
}
