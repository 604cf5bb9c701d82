/** What a secretary sees of a document before it counts. */
import { hash } from "node:crypto";
import type { Button, Reply } from "#bot";
import type { Kept } from "../store-library.ts";
import { predecessor } from "./desk.ts";
import type { Document } from "./document.ts";
import type { Words } from "./words.ts";

const LABELS = 6;
const BEGINS = 60;

/** Eight letters that stand for exactly this text with exactly these facts: a button belongs to what it was shown with. */
export function markOf({ hash: sum, front }: Pick<Document, "hash" | "front">): string {
  return hash("sha256", JSON.stringify([sum, Object.entries(front).toSorted()])).slice(0, 8);
}

export function preview(w: Words, document: Document, shelved: Document[]): string {
  const { front, passages, raw, flags, notes } = document;
  const before = predecessor(document, shelved);
  const labels = [...new Set(passages.map((one) => one.article))];
  const first = passages[0];
  const last = passages.length > 1 ? passages.at(-1) : undefined;
  const begins = [first, last].flatMap((one) => {
    if (!one) return [];
    const words = raw.slice(one.start, one.end);
    return [w.begins(one.article, words.length > BEGINS ? `${words.slice(0, BEGINS)}…` : words)];
  });
  const { issuer, area, date = "", effective = "", repealed = "", amends = "" } = front;
  return [
    w.head(front.title, front.number),
    w.facts({ issuer, area, date, effective, repealed, amends }),
    w.cut(passages.length, labels.slice(0, LABELS), labels.length > LABELS),
    ...begins,
    ...(before ? [w.version(before.before.front.title, before.before.front.effective ?? "", before.until)] : []),
    ...notes.map(w.note),
    ...flags.map(w.flag),
  ].join("\n");
}

/** The two ways a second person decides. */
export function decisions(w: Words, document: Document): Button[] {
  return [
    { label: w.publishButton, says: `发布文件 ${document.id} ${markOf(document)}` },
    { label: w.returnButton, says: `退回文件 ${document.id}` },
  ];
}

/** The row that the words name: by its id, else by its title. */
export function findKept(rows: Kept[], words: string): { row: Kept; rest: string } | undefined {
  const [first = "", ...others] = words.trim().split(/\s+/);
  const byId = rows.find((row) => row.id.toLowerCase() === first.toLowerCase());
  if (byId) return { row: byId, rest: others.join(" ") };
  const said = words.replace(/[《》\s]/g, "");
  const byTitle = rows.filter((row) => said !== "" && row.title.replace(/[《》\s]/g, "") === said);
  return byTitle.length === 1 && byTitle[0] ? { row: byTitle[0], rest: "" } : undefined;
}

/** A line that calls nobody but the speaker. */
export function aloud(turn: { message: { chat: string; from: Reply["to"] & string } }, text: string): Reply {
  return turn.message.chat === turn.message.from ? { text } : { text, mentions: [turn.message.from] };
}
