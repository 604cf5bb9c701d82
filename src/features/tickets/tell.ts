/** News of a case, to whom it belongs: the reporter, those who joined, the desk, the one who claimed it, the secretaries. */
import type { Button, FileRef, Member, Next, Reply, Tx } from "#bot";
import { type Around, holderOf } from "./around.ts";
import { card } from "./card.ts";
import type { Room } from "./room.ts";
import type { Ticket } from "./store.ts";
import { joinersOf } from "./store-read.ts";
import { addAccess, addHolder, dropHolder } from "./store-write.ts";

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

/**
 * The card wherever it hangs and belongs, as it is now; taken down where it does not belong any more. Whoever is shown it
 * for the first time is entered in the access log (PRODUCT.md P22, P37). The caller holds the case's lock.
 */
export async function cards(room: Room, tx: Tx, row: Ticket, near: Around): Promise<Reply[]> {
  const shown = card(room.w, row, near, (await joinersOf(tx, row.no)).length);
  const replies: Reply[] = [];
  const wanted = new Map<string, { to: Reply["to"]; member?: Member }>();
  for (const chat of near.desk.groups) wanted.set(chat, { to: chat });
  for (const member of near.desk.people) wanted.set(holderOf(member), { to: member.address, member });
  for (const [holder, to] of near.holders) {
    if (wanted.has(holder)) continue;
    await dropHolder(tx, row.no, holder);
    replies.push({ to, text: room.w.staff.cardMoved(row.no), living: `ticket:${row.no}` });
  }
  for (const [holder, { to, member }] of wanted) {
    if (await addHolder(tx, row.no, holder)) await seen(room, tx, row, member);
    replies.push({ ...shown, ...(to ? { to } : {}) });
  }
  if (wanted.size === 0) room.kit.log.warn({ ticket: row.no }, "a case has nobody to be told of it; appoint an admin");
  return replies;
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
