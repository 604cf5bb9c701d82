/** Photos of a case that is still being written: spoken of once, and not kept longer than the draft (PRODUCT.md P9, P19). */
import type { Answer, FileRef, Says } from "#bot";
import type { Room } from "../room.ts";
import { glance } from "./store.ts";

const DAY_MS = 24 * 3600_000;
/** A draft that nobody goes on with is forgotten after seven days, its photos on the day after. */
const DRAFT_DAYS = 9;

/**
 * The answer to `files`, with the warning about faces and plates under its first words if these are the draft's first
 * photos; `had`: how many came before. What no case has come to show by then is taken off the disk.
 */
export function received({ kit, w }: Room, had: number, files: readonly FileRef[], answer: Answer): Answer {
  if (files.length === 0) return answer;
  const warns = had === 0 && files.some((file) => file.kind === "image");
  const add = (says: Says): Says => {
    const all = says === undefined ? [] : Array.isArray(says) ? says : [says];
    const first = all.findIndex((reply) => reply.to === undefined && reply.text !== "");
    return all.map((reply, i) => (i === first ? { ...reply, text: `${reply.text}\n\n${w.pictures.warn}` } : reply));
  };
  // By the day: the minute is nobody's business.
  const until = (Math.floor(kit.now() / DAY_MS) + DRAFT_DAYS) * DAY_MS;
  return async (tx) => {
    for (const { ref } of files) await glance(tx, ref.slice("file:".length), until);
    const says = typeof answer === "function" ? await answer(tx) : answer;
    return warns ? add(says) : says;
  };
}
