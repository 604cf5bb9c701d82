/** 遮挡: a secretary points at faces and plates; from the confirming tap on, everybody is shown the covered copy. */
import { z } from "zod";
import { type Answer, type FileRef, type Next, type Reply, type Turn, UserError } from "#bot";
import { inGroup, type Room } from "../room.ts";
import { filesOf } from "../store/read.ts";
import type { Ticket, TicketFile } from "../store/tables.ts";
import { addAccess } from "../store/write.ts";
import { onDesk } from "../told/desk.ts";
import { covered, withGrid } from "./draw.ts";
import { partsOf } from "./grid.ts";
import { replaced } from "./replace.ts";
import { glance } from "./store.ts";
import { bytesOf, lockAway, streamOf } from "./vault.ts";

/** Which picture is being covered, and where; "" while that is still to be said. */
export const coverShape = z.object({ no: z.string(), n: z.number().int(), hash: z.string(), where: z.string() });
export type Cover = z.infer<typeof coverShape>;
export type AskCover = (state: Cover) => Next;

const ROLE = "secretary";
/** A reviewer who is called away finds the preview again by saying the word again. */
const GLANCE_MS = 3600_000;
const SURE = /^(确认|确定|好|好的|可以|是|是的|ok|yes|confirm)$/i;
const AGAIN = /^(重来|重新来|不对|again)$/i;

/** 遮挡 NO [which [where]]: asks for what is left out. */
export async function cover(room: Room, turn: Turn, ask: AskCover): Promise<Answer> {
  const p = room.w.pictures;
  if (inGroup(turn)) return { text: p.inPrivate };
  const { row, text } = await onDesk(room, turn, "遮挡", ROLE);
  const files = await filesOf(room.kit.db, row.no);
  const pictures = files.filter((file) => file.kind === "image");
  if (files.length === 0) return { text: p.none(row.no) };
  if (pictures.length === 0) return { text: p.video };
  const { n, where } = split(text, pictures.length);
  const picture = pictures[n - 1];
  if (n === 0 || !picture) {
    const buttons = pictures.slice(0, 9).map((_, i) => ({ label: p.nth(i + 1), says: `遮挡 ${row.no} ${i + 1}` }));
    return { text: p.which(row.no, pictures.length), buttons };
  }
  const state = { no: row.no, n, hash: picture.hash, where };
  return where === "" ? pointing(room, turn, row, state, ask) : previewed(room, state, ask);
}

/** What the dialog hears: cells, the confirming tap, or another try. */
export async function hearCover(room: Room, turn: Turn, state: Cover, ask: AskCover): Promise<Answer> {
  const said = turn.rest.trim();
  // Roles and recusals are looked at again: they may have changed since the question.
  const { row } = await onDesk(room, { ...turn, rest: state.no }, "遮挡", ROLE);
  if (AGAIN.test(said)) return pointing(room, turn, row, { ...state, where: "" }, ask);
  if (state.where !== "" && SURE.test(said)) return confirmed(room, turn, row, state);
  const where = partsOf(said) ? said : "";
  if (where === "") {
    const text = state.where === "" ? room.w.pictures.notPlace : room.w.pictures.sureOrAgain;
    return { text, next: ask(state) };
  }
  return previewed(room, { ...state, where }, ask);
}

/** "2 A1-B2" of several; with a single picture "A1-B2" alone will do. 0: not said which. */
function split(text: string, pictures: number): { n: number; where: string } {
  const [, digits, rest = ""] =
    /^(?:第\s*)?(\d{1,2})\s*(?:张)?(?:[\s,，:：]+|$)(.*)$/su.exec(text.normalize("NFKC")) ?? [];
  if (digits !== undefined) return { n: Number(digits), where: rest.trim() };
  return { n: pictures === 1 ? 1 : 0, where: text };
}

/** The picture with the grid. Whoever sees it is entered like anybody who opens the case. */
async function pointing(room: Room, turn: Turn, row: Ticket, state: Cover, ask: AskCover): Promise<Answer> {
  const { kit, w } = room;
  const picture = await withGrid(await contentOf(room, state.hash), w.pictures.broken);
  const file = await put(room, picture);
  return async (tx) => {
    await kit.lock(tx, `ticket:${row.no}`);
    const { id, unit, role } = turn.by;
    await addAccess(tx, { ticket: row.no, at: kit.now(), person: id, unit: unit?.id ?? null, role, what: "open" });
    await glance(tx, hashOf(file), kit.now() + GLANCE_MS);
    return { text: w.pictures.where(row.no, state.n), files: [file], next: ask({ ...state, where: "" }) };
  };
}

async function previewed(room: Room, state: Cover, ask: AskCover): Promise<Answer> {
  const p = room.w.pictures;
  const parts = partsOf(state.where);
  if (!parts) return { text: p.notPlace, next: ask({ ...state, where: "" }) };
  const file = await put(room, await covered(await contentOf(room, state.hash), parts, p.broken));
  const buttons = [
    { label: p.sure, says: "确认" },
    { label: p.again, says: "重来" },
    { label: p.cancel, says: "取消" },
  ];
  return async (tx) => {
    await glance(tx, hashOf(file), room.kit.now() + GLANCE_MS);
    return { text: p.preview, files: [file], buttons, next: ask(state) };
  };
}

async function confirmed(room: Room, turn: Turn, row: Ticket, state: Cover): Promise<Answer> {
  const { kit, w } = room;
  const p = w.pictures;
  const original = await contentOf(room, state.hash);
  const copy = hashOf(await put(room, await covered(original, partsOf(state.where) ?? [], p.broken)));
  const locked = await lockAway(kit.files, original);
  return async (tx): Promise<Reply> => {
    const done = await replaced(room, tx, { original: state.hash, copy, locked, by: turn.by, no: row.no });
    if (!done) throw new UserError(p.changed);
    const buttons = [{ label: p.more, says: `遮挡 ${row.no} ${state.n}` }];
    return { text: p.done(row.no, state.n), buttons };
  };
}

async function contentOf(room: Room, hash: TicketFile["hash"]): Promise<Buffer> {
  const content = await bytesOf(room.kit.files, hash);
  if (!content) throw new UserError(room.w.pictures.changed);
  return content;
}

async function put(room: Room, content: Buffer): Promise<FileRef> {
  const { hash, bytes } = await room.kit.files.put(streamOf(content));
  return { kind: "image", ref: `file:${hash}`, bytes };
}

function hashOf({ ref }: FileRef): string {
  return ref.slice(ref.indexOf(":") + 1);
}
