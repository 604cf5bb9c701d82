/** A wish is handed in: kept under an alias, shown to those who review it, to nobody else. */
import type { Answer, FileRef, Reply, Turn, Tx } from "#bot";
import { kinds } from "../case/kinds.ts";
import type { Draft } from "../intake/draft.ts";
import { maskPhones } from "../intake/mask.ts";
import { shownDraft } from "../intake/question.ts";
import { type Room, today } from "../room.ts";
import { byNo } from "../store/read.ts";
import type { TicketTables } from "../store/tables.ts";
import { reserveNumber } from "../store/write.ts";
import { unitFor } from "../told/route.ts";
import { wanted } from "./act.ts";
import { nearWish } from "./near.ts";
import { insertWish, type WishRow, wishByNo } from "./store.ts";

export async function submitWish(room: Room, turn: Turn, draft: Draft): Promise<Answer> {
  const { kit, w } = room;
  const { by } = turn;
  const unit = await unitFor(kit, draft.unit ?? by.unit?.id, undefined);
  const row: WishRow = {
    no: "",
    pub: "",
    state: "submitted",
    person: by.id,
    giver: null,
    nudged: 0,
    denied: 0,
    unit: unit?.id ?? null,
    text: shownDraft(room, by, { ...draft, naming: "confidential" }).text,
    shown: "",
    scope: unit?.id ?? null,
    alias: draft.alias,
    note: "",
    created_at: kit.now(),
    since: today(kit),
    task: null,
    next_at: null,
  };
  row.next_at = wanted(room, row);
  const near = await nearWish(kit, row);
  return async (tx) => {
    const no = draft.no ?? (await reserveNumber(tx));
    await kit.lock(tx, `ticket:${no}`);
    // A submit that is heard twice finds its wish already there.
    if ((await wishByNo(tx, no)) || (await byNo(tx, no))) return { text: w.reporter.own(no) };
    // The group heard whose this number is; what it will read there must not be joined to it.
    const pub = draft.no === null ? no : await reserveNumber(tx);
    await insertWish(tx, { ...row, no, pub });
    await keepPictures(tx, no, 1, draft.files);
    if (by.consent === undefined) await kit.members.consent(tx, by);
    return [
      receipt(room, { ...row, no, pub }, near.unit),
      ...toReviewers(room, { ...row, no, pub }, near, draft.files),
    ];
  };
}

/** The review is asked of the secretaries, and shown to the handlers' group as a case would be. */
export function toReviewers(
  room: Room,
  row: WishRow,
  near: Awaited<ReturnType<typeof nearWish>>,
  files: FileRef[] = [],
): Reply[] {
  const { w, kit } = room;
  const buttons = [{ label: w.wish.review, says: `审心愿 ${row.no}` }];
  const text = w.wish.cardReview(row.no, row.alias, maskPhones(row.text), files.length);
  const shown = { text, living: `review:${row.no}`, buttons, ...(files.length > 0 ? { files } : {}) };
  const chats = [...near.desk.groups, ...near.chiefs.map((member) => member.address)];
  if (chats.length === 0) kit.log.warn({ ticket: row.no }, "a wish has nobody to review it; appoint a secretary");
  return chats.map((to) => ({ ...shown, to }));
}

function receipt({ kit, w }: Room, row: WishRow, unit: string): Reply {
  const due = kit.calendar.addWorkdays(row.since, kinds.wish.days);
  const contact = w.reporter.contact(kit.settings.orgName, kit.settings.dutyPhone);
  const text = w.wish.receipt(row.no, w.label.handlers(unit), w.label.day(due.date, due.provisional), contact);
  return {
    text: row.pub === row.no ? text : `${text}\n${w.wish.otherNumber}`,
    buttons: [
      { label: w.wish.progress, says: `查进度 ${row.no}` },
      { label: w.wish.withdraw, says: `撤回诉求 ${row.no}` },
    ],
  };
}

/** Beside the pictures of cases, so that what is erased is removed from the disk in the same way. */
export async function keepPictures(tx: Tx, no: string, seq: number, files: FileRef[]): Promise<void> {
  const rows = files.map((file, n) => ({
    ticket: no,
    seq,
    n,
    hash: file.ref.slice(file.ref.indexOf(":") + 1),
    kind: file.kind === "video" ? ("video" as const) : ("image" as const),
  }));
  if (rows.length > 0) await tx.withTables<TicketTables>().insertInto("ticket_files").values(rows).execute();
}
