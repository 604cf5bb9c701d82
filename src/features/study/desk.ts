/** What the handlers share. */
import type { Kit, Member, Reply, Turn } from "#bot";
import { mark } from "./hash.ts";
import type { Item } from "./store.ts";
import type { Words } from "./words.ts";

export function inGroup(turn: Turn): boolean {
  return turn.message.chat !== turn.message.from;
}

/** A line that calls nobody but the speaker. */
export function aloud(turn: Turn, text: string): Reply {
  return inGroup(turn) ? { text, mentions: [turn.message.from] } : { text };
}

/** Private words; spoken in a group, the group learns only that they were sent. `says`: what the way there stands for. */
export function privately(turn: Turn, w: Words, words: Omit<Reply, "to"> | Omit<Reply, "to">[], says: string): Reply[] {
  const all = Array.isArray(words) ? words : [words];
  if (!inGroup(turn)) return all;
  const way = { label: w.goPrivate, says, private: true as const };
  return [{ ...aloud(turn, w.sentPrivately), buttons: [way] }, ...all.map((one) => ({ ...one, to: turn.by.address }))];
}

/** An item as one person reads it alone. */
export function bite(w: Words, item: Item): Omit<Reply, "to"> {
  const buttons = [
    { label: w.nextButton, says: "下一条" },
    { label: w.laterButton, says: "稍后" },
    { label: w.stopButton, says: "不想收" },
  ];
  return { text: w.bite(item.title, item.minutes, item.series, item.ord, item.text), buttons };
}

/** The two ways a reviewer decides; 通过 carries the mark of exactly this wording. */
export function decisions(w: Words, item: Pick<Item, "id" | "hash">) {
  return [
    { label: w.approveButton, says: `通过 ${item.id} ${mark(item.hash)}` },
    { label: w.returnButton, says: `退回学习 ${item.id}` },
  ];
}

/** May this secretary decide about the item? The library belongs to no unit: any secretary may. */
export async function mayDecide(kit: Kit, by: Member, item: Pick<Item, "source" | "unit">): Promise<boolean> {
  if (item.unit) return kit.members.may(by, "secretary", item.unit);
  if (item.source === "library") return kit.members.may(by, "secretary");
  return !by.unit && kit.members.may(by, "secretary");
}

/** The item that the words name: its id, its title, the longest title they begin with, else one that contains them. */
export function findItem<I extends Pick<Item, "id" | "title">>(
  items: readonly I[],
  words: string,
): { item: I; rest: string } | undefined {
  const said = plain(words);
  if (said === "") return undefined;
  const [first = "", ...others] = words.trim().split(/\s+/);
  const byId = items.find((item) => item.id === first.toLowerCase());
  if (byId) return { item: byId, rest: others.join(" ") };
  const exact = items.find((item) => plain(item.title) === said);
  if (exact) return { item: exact, rest: "" };
  const opening = items
    .filter((item) => words.trim().startsWith(item.title))
    .sort((a, b) => b.title.length - a.title.length)[0];
  if (opening) return { item: opening, rest: words.trim().slice(opening.title.length).trim() };
  const holding = items.filter((item) => plain(item.title).includes(said));
  return holding.length === 1 && holding[0] ? { item: holding[0], rest: "" } : undefined;
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s《》「」"“”'。.!！]/g, "")
    .toLowerCase();
}
