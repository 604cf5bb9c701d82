/** The living card of a call-out: what people must know before they come, and the head-count. Never a name (PRODUCT.md P15). */
import type { Address, Kit, Reply } from "#bot";
import { span } from "./span.ts";
import type { CallOut, SignUp } from "./store.ts";
import type { Seat } from "./waitlist.ts";
import type { Words } from "./words.ts";

/** Heads taken and waiting. */
export interface Tally {
  taken: number;
  waiting: number;
}

export function tallyOf(seats: readonly SignUp[]): Tally {
  const heads = (status: SignUp["status"]) =>
    seats.reduce((sum, seat) => sum + (seat.status === status ? seat.party : 0), 0);
  return { taken: heads("signed_up"), waiting: heads("waitlisted") };
}

/** The rows that count, in the shape that the wait list thinks in. */
export function seatsOf(rows: readonly SignUp[]): Seat[] {
  return rows.flatMap(({ person, party, status, seq }) =>
    status === "signed_up" || status === "waitlisted" ? [{ person, party, seq, state: status }] : [],
  );
}

/** The card for each chat where it hangs; said again under the same name it is edited in place. */
export function cards(
  kit: Kit,
  w: Words,
  callout: CallOut,
  seats: readonly SignUp[],
  chats: readonly string[],
): Reply[] {
  const tally = tallyOf(seats);
  const joining = callout.status === "open" && kit.now() < callout.starts;
  const lines = [
    w.cardTitle(callout.code, callout.task, stateOf(kit, w, callout)),
    w.cardTime(span(kit, callout.starts, callout.ends)),
    w.cardPlace(callout.place),
    w.cardRisks(callout.risks),
    callout.insurance ? w.cardInsurance(callout.insurance) : w.cardUninsured,
    ...(callout.status === "open" ? [w.cardCount(tally.taken, callout.capacity, tally.waiting)] : []),
    ...(joining ? [tally.taken >= callout.capacity ? w.cardFull : w.cardHow(callout.code)] : []),
  ];
  const card: Reply = { text: lines.join("\n"), living: `callout:${callout.code}` };
  if (joining) {
    card.buttons = [
      { label: w.signUpButton(callout.code), says: `报名 ${callout.code}` },
      { label: w.cancelButton(callout.code), says: `取消报名 ${callout.code}` },
    ];
  }
  return chats.map((chat) => ({ ...card, to: chat as Address }));
}

function stateOf(kit: Kit, w: Words, callout: CallOut): string {
  if (callout.status === "cancelled") return w.cardCancelled(callout.reason);
  const now = kit.now();
  return now >= callout.ends ? w.cardOver : now >= callout.starts ? w.cardStarted : "";
}
