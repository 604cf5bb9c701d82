/** What every handler of the feature is given, and a few manners that all of them share. */
import { type FileRef, type Kit, type Next, type Reply, type Turn, UserError } from "#bot";
import type { Remark } from "./figures/store-back.ts";
import { type Draft, MOST_LETTERS } from "./intake/draft.ts";
import { maskPapers } from "./intake/mask.ts";
import { acrossTwo, personalNumbers } from "./intake/personal-numbers.ts";
import type { StaffWord } from "./staff/staff-words.ts";
import type { WishAsk } from "./wishes/ask.ts";
import type { Words } from "./words/index.ts";

export interface Room {
  kit: Kit;
  w: Words;
  /** Who is heard next. */
  ask: {
    intake(draft: Draft): Next;
    why(state: { no: string }): Next;
    more(state: { no: string; code: string }): Next;
    staff(state: { no: string; word: StaffWord }): Next;
    remark(place: Remark): Next;
    wish(state: WishAsk): Next;
  };
}

const HOUR_MS = 3600_000;

export function inGroup(turn: Turn): boolean {
  return turn.message.chat !== turn.message.from;
}

/** The same dialog, forgotten after some hours: an optional answer must not swallow tomorrow's words. */
export function within(kit: Kit, hours: number, next: Next): Next {
  return { ...next, until: new Date(kit.now() + hours * HOUR_MS).toISOString() };
}

/** Closes whatever dialog is open there. */
export function closed(next: Next): Next {
  return { ...next, until: new Date(0).toISOString() };
}

/**
 * Refuses words with identity or bank card numbers, and overlong ones: they are not stored by us; other papers' numbers are
 * hidden (PRODUCT.md P7). `before`: what the same person said last in the same matter, for numbers sent in two halves.
 */
export function decent(room: Room, text: string, group = false, before = ""): string {
  const { intake } = room.w;
  const numbers = personalNumbers(text);
  const halves = numbers.length === 0 && before !== "" ? acrossTwo(before, text) : [];
  if (halves.length > 0) throw new UserError(intake.refusedHalves(halves.map((kind) => intake[kind]).join("、")));
  if (numbers.length > 0) {
    const what = numbers.map((kind) => intake[kind]).join("、");
    throw new UserError(group ? intake.refusedInGroup(what) : intake.refusedNumbers(what));
  }
  if ([...text].length > MOST_LETTERS) throw new UserError(intake.tooLong);
  return maskPapers(text.trim());
}

/** Photos and videos of a message, kept in the house. Other files are refused with words. */
export async function pictures(room: Room, turn: Turn): Promise<FileRef[]> {
  const { files } = turn.message;
  const wanted = files.filter((file) => file.kind === "image" || file.kind === "video");
  if (files.length > 0 && wanted.length === 0) throw new UserError(room.w.intake.onlyPictures);
  const kept: FileRef[] = [];
  // The name a phone gives a file may say more than the picture: it is not kept.
  for (const file of wanted) kept.push({ kind: file.kind, ref: (await room.kit.keep(file)).ref });
  return kept;
}

/** Private words. Spoken in a group, the group learns only that they were sent, and how to reach them. */
export function privately(room: Room, turn: Turn, words: Omit<Reply, "to">, says: string): Reply[] {
  if (!inGroup(turn)) return [words];
  const way = { label: room.w.intake.goOn, says, private: true as const };
  return [
    { text: room.w.reporter.sentPrivately, buttons: [way] },
    { ...words, to: turn.by.address },
  ];
}

/** "11-23 10:05" */
export function moment(kit: Kit, at: number): string {
  return `${kit.calendar.dateOf(at).slice(5)} ${kit.calendar.timeOf(at)}`;
}

export function today(kit: Kit): string {
  return kit.calendar.dateOf(kit.now());
}
