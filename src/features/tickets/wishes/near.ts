/** Whom news of a wish concerns, looked up before the transaction, and its card as the groups see it. */
import type { Address, Button, Kit, Member, Reply, Tx } from "#bot";
import type { Room } from "../room.ts";
import { chiefsOf, type Desk, deskOf } from "../told/route.ts";
import { chatsOf, hang, takenDown, type WishRow } from "./store.ts";

export interface NearWish {
  unit: string;
  wisher?: Address;
  giver?: Address;
  /** Who reviews it; never the wisher. */
  chiefs: Member[];
  desk: Desk;
  /** Members' groups in which it is to hang. */
  groups: Address[];
}

/** Looks everybody up, for the wish as it will be: another unit, another scope. */
export async function nearWish(kit: Kit, row: WishRow, coming: Partial<WishRow> = {}): Promise<NearWish> {
  const { unit, person, giver, scope } = { ...row, ...coming };
  const own = new Set(person === null ? [] : [person]);
  const wisher = person === null ? undefined : await kit.members.addressOf(person);
  const helper = giver === null ? undefined : await kit.members.addressOf(giver);
  return {
    unit: unit === null ? "" : ((await kit.members.unitById(unit))?.name ?? ""),
    chiefs: await chiefsOf(kit, unit, own),
    desk: await deskOf(kit, unit, own),
    groups: (await kit.members.groups("members", scope ?? undefined)).map((group) => group.chat),
    ...(wisher ? { wisher } : {}),
    ...(helper ? { giver: helper } : {}),
  };
}

/** Words to one person, who may have left. */
export function toOne(to: Address | undefined, text: string, buttons: Button[] = []): Reply[] {
  return to ? [{ text, to, ...(buttons.length > 0 ? { buttons } : {}) }] : [];
}

/** The card wherever it hangs, as it is now; `fresh`: chats in which it hangs from now on. */
export async function wishCards(room: Room, tx: Tx, row: WishRow, fresh: Address[] = []): Promise<Reply[]> {
  await hang(tx, row.no, fresh);
  const shown = wishCard(room, row);
  const chats = shown.gone ? await takenDown(tx, row.no) : await chatsOf(tx, row.no);
  return chats.map((to) => ({ ...shown, to }));
}

/** No name, no words of the wisher's own, no name of a giver either (PRODUCT.md P11). */
function wishCard({ w }: Room, row: WishRow): Omit<Reply, "to"> {
  const say = w.wish;
  const { pub, shown } = row;
  const living = `wish:${pub}`;
  switch (row.state) {
    case "published":
      return { text: say.cardOpen(pub, shown), living, buttons: [{ label: say.claim, says: `认领心愿 ${pub}` }] };
    case "claimed":
    case "fulfilled":
      return { text: say.cardClaimed(pub, shown), living };
    case "granted":
      return { text: say.cardGranted(pub, shown), living };
    // Should it be published once more it hangs anew, where people look.
    default:
      return { text: say.cardGone(pub), living, gone: true };
  }
}
