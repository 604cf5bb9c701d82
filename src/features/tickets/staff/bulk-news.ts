/** Who hears of one answer to many cases: everybody once, in private, however many of the cases are theirs. Pure. */
import type { Address, Button, Reply } from "#bot";
import { nextButtons } from "../reporter/status.ts";
import type { Room } from "../room.ts";
import type { Ticket } from "../store/tables.ts";
import type { Around } from "../told/around.ts";

/** Buttons that fit a phone. */
const MOST_BUTTONS = 5;

interface Heard {
  own: Ticket[];
  joined: Ticket[];
}

/** To reporters the words; to those who joined the words of a hazard, else the step; to handlers that it was done. */
export function bulkNews(room: Room, done: readonly { row: Ticket; near: Around }[], text: string): Reply[] {
  const { bulk } = room.w.back;
  const people = new Map<Address, Heard>();
  const handlers = new Map<Address, string[]>();
  const of = (to: Address) => {
    const heard = people.get(to) ?? { own: [], joined: [] };
    people.set(to, heard);
    return heard;
  };
  for (const { row, near } of done) {
    if (near.reporter) of(near.reporter).own.push(row);
    for (const to of near.joiners.values()) of(to).joined.push(row);
    if (near.handler) handlers.set(near.handler.address, [...(handlers.get(near.handler.address) ?? []), row.no]);
  }
  return [
    ...[...people].map(([to, heard]) => ({ ...told(room, heard, text), to })),
    ...[...handlers].map(([to, nos]) => ({ text: bulk.toldStaff(nos), to })),
  ];
}

function told(room: Room, { own, joined }: Heard, text: string): Reply {
  const { bulk } = room.w.back;
  const { reporter } = room.w;
  const all = [...own, ...joined];
  const [only] = all;
  const words = own.length > 0 || joined.some((row) => row.kind === "hazard");
  const buttons: Button[] =
    all.length === 1 && only
      ? nextButtons(room, only)
      : all.map(({ no }) => ({ label: `${reporter.progress} ${no}`, says: `查进度 ${no}` })).slice(0, MOST_BUTTONS);
  const nos = all.map((row) => row.no);
  return { text: words ? bulk.told(nos, text) : bulk.toldJoined(nos), buttons };
}
