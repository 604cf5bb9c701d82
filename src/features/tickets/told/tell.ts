/** News of a case, to whom it belongs: the reporter, those who joined, the desk, the one who claimed it, the secretaries. */
import type { Button, FileRef, Member, Next, Reply, Tx } from "#bot";
import { card } from "../case/card.ts";
import type { Room } from "../room.ts";
import { assistsOf } from "../store/assists.ts";
import type { Beside } from "../store/beside.ts";
import { joinersOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { addAccess, addHolder, dropHolder, updateTicket } from "../store/write.ts";
import { type Around, holderOf } from "./around.ts";

export interface News {
  text: string;
  buttons?: Button[];
  files?: FileRef[];
  next?: Next;
}

/** Nobody, when the reporter is anonymous or was erased. */
export function toReporter(near: Around, news: News): Reply[] {
  return near.reporter ? [{ ...trim(news), to: near.reporter }] : [];
}

/** Everybody who joined and was looked up; `but` is the one who just spoke. */
export function toJoiners(near: Around, news: News, but = ""): Reply[] {
  return [...near.joiners].flatMap(([id, to]) => (id === but ? [] : [{ ...trim(news), to }]));
}

export function toDesk(near: Around, news: News): Reply[] {
  const { groups, people } = near.desk;
  return [...groups, ...people.map((member) => member.address)].map((to) => ({ ...trim(news), to }));
}

/** The one who claimed it; where nobody has, the desk. */
export function toHandler(near: Around, news: News): Reply[] {
  return near.handler ? [{ ...trim(news), to: near.handler.address }] : toDesk(near, news);
}

export function toChiefs(near: Around, news: News): Reply[] {
  return near.chiefs.map((member) => ({ ...trim(news), to: member.address }));
}

/** What a card depends on; holders that are left out here are asked for one by one. */
type Hung = Pick<Beside, "assists" | "joiners" | "holders">;

/**
 * The card wherever it hangs and belongs, as it is now; taken down where it does not belong any more. Whoever is shown it
 * for the first time is entered in the access log (PRODUCT.md P22, P37). The caller holds the case's lock; `locked` is what
 * was read under it for many cases at once.
 */
export async function cards(room: Room, tx: Tx, row: Ticket, near: Around, locked?: Hung): Promise<Reply[]> {
  const replies: Reply[] = [];
  const beside = locked ?? (await hung(tx, row.no));
  const assists = beside.assists.filter((unit) => unit !== row.unit);
  if (near.assisting.length !== assists.length || near.assisting.some(({ unit }) => !assists.includes(unit))) {
    // Somebody was asked to help, or let go, while this was thought out: the clock shows the card to the right people.
    await updateTicket(tx, row.no, { task: row.task ?? "refresh", next_at: room.kit.now() + 1 });
    return [];
  }
  const joined = beside.joiners.length;
  const [shown, helping] = [card(room.w, row, near, joined), card(room.w, row, near, joined, true)];
  const wanted = new Map<string, { to: Reply["to"]; member?: Member; helps: boolean }>();
  for (const { groups, people, helps } of [
    ...near.assisting.map(({ desk }) => ({ ...desk, helps: true })),
    { ...near.desk, helps: false },
  ]) {
    for (const chat of groups) wanted.set(chat, { to: chat, helps });
    for (const member of people) wanted.set(holderOf(member), { to: member.address, member, helps });
  }
  for (const [holder, to] of near.holders) {
    if (wanted.has(holder)) continue;
    await dropHolder(tx, row.no, holder);
    replies.push({ to, text: room.w.staff.cardMoved(row.no), living: `ticket:${row.no}` });
  }
  for (const [holder, { to, member, helps }] of wanted) {
    if (!beside.holders.includes(holder) && (await addHolder(tx, row.no, holder))) await seen(room, tx, row, member);
    replies.push({ ...(helps ? helping : shown), ...(to ? { to } : {}) });
  }
  if (wanted.size === 0) room.kit.log.warn({ ticket: row.no }, "a case has nobody to be told of it; appoint an admin");
  return replies;
}

async function hung(tx: Tx, no: string): Promise<Hung> {
  const [assists, joiners] = await Promise.all([assistsOf(tx, no), joinersOf(tx, no)]);
  return { assists, joiners, holders: [] };
}

async function seen(room: Room, tx: Tx, row: Ticket, member: Member | undefined): Promise<void> {
  const at = room.kit.now();
  const who = member
    ? { person: member.id || null, unit: member.unit?.id ?? null, role: member.role, what: "card" as const }
    : { person: null, unit: row.unit, role: "handler", what: "group" as const };
  await addAccess(tx, { ticket: row.no, at, ...who });
}

function trim({ text, buttons, files, next }: News): Reply {
  return {
    text,
    ...(buttons?.length ? { buttons } : {}),
    ...(files?.length ? { files } : {}),
    ...(next ? { next } : {}),
  };
}
