/** What the handlers share: who sits where is changed here alone, and private words find their way. */
import type { Address, Kit, Reply, Turn, Tx } from "#bot";
import { cards, seatsOf } from "./card.ts";
import { span } from "./span.ts";
import { type CallOut, chatsOf, type News } from "./store.ts";
import { live, mark, owe } from "./store-people.ts";
import { placeInLine, settle } from "./waitlist.ts";
import type { Words } from "./words.ts";

export interface Known {
  name: string;
  address: Address;
}

/** Names and private addresses by person; looked up before the transaction, for nothing but `tx` is used inside it. */
export async function people(kit: Kit, ids: Iterable<string>): Promise<Map<string, Known>> {
  const found = new Map<string, Known>();
  for (const id of new Set(ids)) {
    const member = await kit.members.byId(id);
    if (member) found.set(id, { name: member.name, address: member.address });
  }
  return found;
}

/** Tells one person; whoever was not looked up in time is told by the next tick. */
export async function tell(tx: Tx, known: Map<string, Known>, news: News, words: Omit<Reply, "to">): Promise<Reply[]> {
  const address = known.get(news.person)?.address;
  if (address) return [{ ...words, to: address }];
  await owe(tx, news);
  return [];
}

/**
 * After any change: fills free places from the wait list, keeps why somebody was passed over, and returns the cards and
 * the private words to those who moved up. The caller holds the lock `callout:<id>`; a newcomer who gets a place at once
 * hears of it in the answer itself.
 */
export async function reseat(
  tx: Tx,
  kit: Kit,
  w: Words,
  callout: CallOut,
  known: Map<string, Known>,
  newcomer?: string,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  // Once it has begun nobody is called up any more: they could not come in time.
  if (callout.status === "open" && kit.now() < callout.starts) {
    const { promoted, passed } = settle(callout.capacity, seatsOf(await live(tx, callout.id)));
    for (const [person, free] of passed) await mark(tx, callout.id, person, { passed: free });
    for (const person of promoted) {
      await mark(tx, callout.id, person, { status: "signed_up" });
      if (person === newcomer) continue;
      const news: News = { callout: callout.id, person, kind: "promoted", at: kit.now() };
      replies.push(...(await tell(tx, known, news, promotion(kit, w, callout))));
    }
  }
  const seats = await live(tx, callout.id);
  return [...replies, ...cards(kit, w, callout, seats, await chatsOf(tx, callout.id))];
}

/** The words to somebody who moved up. */
export function promotion(kit: Kit, w: Words, callout: CallOut): Omit<Reply, "to"> {
  return {
    text: w.promoted(callout.code, callout.task, span(kit, callout.starts, callout.ends), callout.place),
    buttons: [{ label: w.cancelButton(callout.code), says: `取消报名 ${callout.code}` }],
  };
}

/** The person's own state in one sentence, as 我的报名 and the private detail say it. */
export async function standing(tx: Tx, w: Words, callout: CallOut, person: string): Promise<string> {
  const seats = await live(tx, callout.id);
  const mine = seats.find((seat) => seat.person === person);
  if (!mine) return "";
  const place = placeInLine(seatsOf(seats), person);
  return place === undefined ? w.haveSeat(mine.party) : w.inLine(place, mine.party, mine.passed);
}

export function inGroup(turn: Turn): boolean {
  return turn.message.chat !== turn.message.from;
}

/** A line in the group that names nobody else: it calls the speaker by mention. */
export function aloud(turn: Turn, text: string): Reply {
  return inGroup(turn) ? { text, mentions: [turn.message.from] } : { text };
}

/** Private words. Spoken in a group, the group learns only that they were sent, and how to reach them. */
export function privately(turn: Turn, w: Words, words: Omit<Reply, "to">, line: string = w.sentPrivately): Reply[] {
  if (!inGroup(turn)) return [words];
  const way = { label: w.goPrivate, says: "我的报名", private: true as const };
  return [
    { ...aloud(turn, line), buttons: [way] },
    { ...words, to: turn.by.address },
  ];
}
