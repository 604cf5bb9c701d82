/** Which of their own cases a person means: by number, by number and code, or because there is only one. */
import { type Reply, type Turn, UserError } from "#bot";
import { opens } from "../case/code.ts";
import { reference } from "../case/numbers.ts";
import { sourceOf } from "../intake/source-rows.ts";
import { privately, type Room } from "../room.ts";
import { byNo, hasJoined, joinedBy, ownOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";

export interface Mine {
  row: Ticket;
  /** As whom: the reporter, one who joined, or whoever holds an anonymous case's code. */
  as: "reporter" | "joiner" | "code";
  /** "482913", or "482913-K7WQ2M9R" for an anonymous case. */
  ref: string;
  /** The words after the number. */
  text: string;
}

/** The case that a number in the words means; undefined alike for a foreign, unknown or mistyped one. */
export async function numbered(room: Room, turn: Turn): Promise<Mine | undefined> {
  const { no, code, text, rest } = reference(turn.rest);
  const row = no === undefined ? undefined : await byNo(room.kit.db, no);
  const as = row && (await asWhom(room, turn, row, code));
  if (!row || !as) return undefined;
  return as === "code" ? { row, as, ref: `${row.no}-${code}`, text } : { row, as, ref: row.no, text: rest };
}

/** The case that `turn` speaks of; without a number the only one that `fits`, or a list to tap. Throws UserError. */
export async function mine(
  room: Room,
  turn: Turn,
  word: string,
  fits: (row: Ticket) => boolean,
): Promise<Mine | Reply[]> {
  const { reporter } = room.w;
  const { no, text } = reference(turn.rest);
  if (no !== undefined) {
    const found = await numbered(room, turn);
    if (!found) throw new UserError(reporter.notFound);
    return found;
  }
  const rows = await own(room, turn);
  if (rows.length === 0) throw new UserError(reporter.none);
  const fitting = rows.filter(fits);
  const [only] = fitting;
  if (only && fitting.length === 1)
    return { row: only, as: only.person === turn.by.id ? "reporter" : "joiner", ref: only.no, text };
  const say = fitting.length > 0 ? word : "查进度";
  const shown = fitting.length > 0 ? fitting : rows;
  const buttons = shown.slice(0, 5).map((row) => ({ label: `${say} ${row.no}`, says: `${say} ${row.no}` }));
  return privately(room, turn, { text: reporter.which(word), buttons }, "查进度");
}

/** Own cases and joined ones, the newest first. */
export async function own(room: Room, turn: Turn): Promise<Ticket[]> {
  const { db } = room.kit;
  const rows = [...(await ownOf(db, turn.by.id)), ...(await joinedBy(db, turn.by.id))];
  return rows.filter((row, i) => rows.findIndex((other) => other.no === row.no) === i);
}

async function asWhom(room: Room, turn: Turn, row: Ticket, code: string | undefined): Promise<Mine["as"] | undefined> {
  if (row.person !== null && row.person === turn.by.id) return "reporter";
  if (row.salt !== null && row.code_hash !== null && code !== undefined) {
    // Staff who wrote a case down has seen its code: it speaks for the one it is from, never for staff.
    const staff = turn.by.role !== "member" && (await sourceOf(room.kit.db, row.no)) !== undefined;
    if (!staff && opens(code, { salt: row.salt, hash: row.code_hash })) return "code";
  }
  return (await hasJoined(room.kit.db, row.no, turn.by.id)) ? "joiner" : undefined;
}
