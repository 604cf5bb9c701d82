/** What an approval is bound to. */
import { createHash } from "node:crypto";
import type { Item } from "./store.ts";

export type Wording = Pick<Item, "title" | "text" | "push_at" | "slot" | "audience">;

/** SHA-256 over everything a reviewer approves: title, text, time and audience. Any change makes another hash. */
export function hashOf({ title, text, push_at, slot, audience }: Wording): string {
  return sha256(JSON.stringify([title, text, push_at, slot, audience]));
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The mark of what is read: title and text alone; another time or group makes no new item. */
export function wordingOf({ title, text }: Pick<Item, "title" | "text">): string {
  return mark(sha256(JSON.stringify([title, text])));
}

/** As much of the hash as a button carries. */
export function mark(hash: string): string {
  return hash.slice(0, 8);
}
