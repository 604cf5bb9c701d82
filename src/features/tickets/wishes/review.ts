/** 审心愿: a secretary reads a wish, takes out what would show whose it is, and publishes exactly what was previewed. */

import { z } from "zod";
import { type Answer, type Member, type Next, type Turn, UserError } from "#bot";
import { deidentified, namesPerson } from "../agenda/deidentify.ts";
import { reference } from "../case/numbers.ts";
import { maskPhones } from "../intake/mask.ts";
import { decent, inGroup, privately, type Room, within } from "../room.ts";
import { filesOf } from "../store/read.ts";
import { asFile } from "../told/around.ts";
import { headsOf } from "../told/route.ts";
import { holdWish, moveWish, wishRefusal } from "./act.ts";
import { wishStep } from "./machine.ts";
import { nearWish, toOne, wishCards } from "./near.ts";
import { toReview, type WishRow, wishByNo } from "./store.ts";

/** What was previewed, and whether the next words are the reason for a no. */
export const reviewShape = z.object({ no: z.string(), shown: z.string(), why: z.boolean() });
export type Review = z.infer<typeof reviewShape>;

const HOURS = 24;
const SHORT = 24;
/** Units to choose from by a tap; their names are part of what a button says (48 bytes). */
const MOST_UNITS = 3;
const MOST_NAME_BYTES = 36;
const PUBLISH = /^(?:发布|发布到|通过)\s*(.*)$/su;
const REFUSE = /^(?:不通过|不行|退回)[\s,，:：]*(.*)$/su;

/** May this member review it? Doubt is no; nobody reviews their own. */
export async function mayReview(room: Room, by: Member, row: Pick<WishRow, "unit" | "person">): Promise<boolean> {
  if (row.unit !== null) return room.kit.members.may(by, "secretary", row.unit);
  return (await headsOf(room.kit)).some((head) => head.id === by.id && head.role === by.role);
}

/** 审心愿 lists what waits; 审心愿 NO opens one. */
export async function review(room: Room, turn: Turn, ask: (state: Review) => Next): Promise<Answer> {
  const { w } = room;
  const { no } = reference(turn.rest);
  if (no === undefined) {
    const rows = await waiting(room, turn.by);
    const lines = rows.map((row) => w.wish.reviewLine(row.no, maskPhones(row.text).slice(0, SHORT)));
    const buttons = rows.slice(0, 5).map((row) => ({ label: `${w.wish.review} ${row.no}`, says: `审心愿 ${row.no}` }));
    const words =
      rows.length > 0 ? { text: [w.wish.reviewList, ...lines].join("\n"), buttons } : { text: w.wish.reviewNone };
    return privately(room, turn, words, "审心愿");
  }
  const row = await reviewed(room, turn.by, no);
  const shown = await harmless(room, row, row.text);
  return privately(room, turn, await preview(room, row, { no: row.no, shown, why: false }, ask), `审心愿 ${row.no}`);
}

/** Hears 发布 [unit], 不通过 reason, or other public words. */
export async function hearReview(room: Room, turn: Turn, state: Review, ask: (state: Review) => Next): Promise<Answer> {
  const { kit, w } = room;
  const row = await reviewed(room, turn.by, state.no);
  const said = decent(room, turn.rest);
  const refused = REFUSE.exec(said)?.[1];
  const reason = state.why ? said : refused;
  if (reason !== undefined) {
    if (reason === "") {
      const next = within(kit, HOURS, ask({ ...state, why: true }));
      return { text: w.wish.sayWhy(row.no), next };
    }
    return decline(room, turn, row, reason);
  }
  const where = PUBLISH.exec(said)?.[1];
  if (where !== undefined) {
    if (state.shown === "") throw new UserError(w.wish.sayShown);
    return publish(room, turn, row, state.shown, await scopeOf(room, row, where.trim()));
  }
  if (said === "") return preview(room, row, state, ask);
  const staff = await kit.members.staff("handler");
  if (namesPerson(said, staff) || (await harmless(room, row, said)) !== said) throw new UserError(w.wish.nobody);
  return preview(room, row, { ...state, shown: said }, ask);
}

/** 撤下心愿 NO reason: what was published is taken down again. */
export async function takeDown(room: Room, turn: Turn): Promise<Answer> {
  const { no, rest } = reference(turn.rest);
  if (no === undefined) throw new UserError(room.w.wish.whichOne("撤下心愿"));
  const row = await wishByNo(room.kit.db, no);
  if (!row || !(await mayReview(room, turn.by, row))) throw new UserError(room.w.wish.notFound);
  const why = decent(room, rest, inGroup(turn));
  if (why === "") throw new UserError(`${room.w.wish.sayWhy(row.no)}（撤下心愿 ${row.no} …）`);
  return decline(room, turn, row, why);
}

/** Wishes that this member may review. */
export async function waiting(room: Room, by: Member): Promise<WishRow[]> {
  const { members, db } = room.kit;
  const units: (string | null)[] = (await members.unitsOf(by, "secretary")).map((unit) => unit.id);
  if (by.role !== "handler" && by.role !== "member") units.push(null);
  const mine: WishRow[] = [];
  for (const row of await toReview(db, units))
    if (row.person !== by.id && (await mayReview(room, by, row))) mine.push(row);
  return mine;
}

async function reviewed(room: Room, by: Member, no: string): Promise<WishRow> {
  const row = await wishByNo(room.kit.db, no);
  if (!row || !(await mayReview(room, by, row))) throw new UserError(room.w.wish.notFound);
  const mover = { id: by.id, chief: true };
  const outcome = wishStep(row, "publish", mover);
  if (!outcome.ok) throw new UserError(wishRefusal(room.w, row, "publish", outcome.why, mover));
  return row;
}

async function preview(room: Room, row: WishRow, state: Review, ask: (state: Review) => Next) {
  const { kit, w } = room;
  const groups = await kit.members.groups("members", row.unit ?? undefined);
  const names = [...new Set(groups.map((group) => group.unit.name))];
  const few = names.length > 1 ? names.filter((name) => Buffer.byteLength(name) <= MOST_NAME_BYTES) : [];
  const files = (await filesOf(kit.db, row.no)).map(asFile);
  return {
    text: w.wish.reviewHead(row.no, maskPhones(row.text), state.shown),
    buttons: [
      { label: w.wish.publish, says: "发布" },
      ...few.slice(0, MOST_UNITS).map((name) => ({ label: w.wish.publishTo(name), says: `发布 ${name}` })),
      { label: w.wish.refuse, says: "不通过" },
    ],
    next: within(kit, HOURS, ask({ ...state, why: false })),
    ...(files.length > 0 ? { files } : {}),
  };
}

/** The unit in whose groups it hangs: the wish's own, or one below that was named. */
async function scopeOf(room: Room, row: WishRow, name: string): Promise<string | null> {
  if (name === "") return row.unit;
  const { members } = room.kit;
  const unit = await members.unit(name);
  const below = unit && (row.unit === null || (await members.within(unit.id, row.unit)));
  if (!unit || !below) throw new UserError(room.w.wish.noScope(name));
  return unit.id;
}

async function publish(room: Room, turn: Turn, seen: WishRow, shown: string, scope: string | null): Promise<Answer> {
  const { kit, w } = room;
  const near = await nearWish(kit, seen, { scope });
  // Nobody's phone rings at night for it: the clock hangs it up in the morning.
  const late = kit.calendar.isQuiet(kit.now());
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const by = { id: turn.by.id, chief: true };
    const after = await moveWish(room, tx, row, "publish", by, { shown, scope, task: late ? "post" : null });
    return [
      { text: late ? w.wish.doneLater(row.no) : w.wish.done(row.no, near.groups.length) },
      ...(late ? [] : await wishCards(room, tx, after, near.groups)),
      ...toOne(near.wisher, w.wish.published(row.no, shown)),
    ];
  };
}

async function decline(room: Room, turn: Turn, seen: WishRow, note: string): Promise<Answer> {
  const { kit, w } = room;
  const near = await nearWish(kit, seen);
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const after = await moveWish(room, tx, row, "decline", { id: turn.by.id, chief: true }, { note });
    return [
      { text: w.wish.refused(row.no) },
      ...(await wishCards(room, tx, after)),
      ...toOne(near.wisher, w.wish.declined(row.no, note)),
    ];
  };
}

/** The words without what would show whose they are; left as they were typed where there is nothing of the kind. */
async function harmless(room: Room, row: WishRow, text: string): Promise<string> {
  const { members } = room.kit;
  const wisher = row.person === null ? undefined : await members.byId(row.person);
  const plain = deidentified(text, {
    people: wisher ? [wisher.name, row.alias] : [row.alias],
    units: await members.units(),
  });
  return plain === text.normalize("NFKC").replace(/\s+/g, " ").trim() ? text.trim() : plain;
}
