/** May this member of staff deal with this case, here? Doubt is no, and no tells nothing (PRODUCT.md P12, P22). */
import { type Kit, type Member, type Role, type Turn, UserError } from "#bot";
import { accusedPeople } from "./accused.ts";
import { kinds } from "./kinds.ts";
import { reference } from "./numbers.ts";
import { inGroup, type Room } from "./room.ts";
import { headsOf } from "./route.ts";
import type { Ticket } from "./store.ts";
import { byNo, recusedFrom } from "./store-read.ts";

export interface OnDesk {
  row: Ticket;
  /** The words after the number. */
  text: string;
  /** Holds a secretary's word in the case's unit. */
  chief: boolean;
}

/** The case that staff speaks of: by number, or by replying to its card. Throws UserError, alike for all that is refused. */
export async function onDesk(room: Room, turn: Turn, word: string, role: Role): Promise<OnDesk> {
  const { kit, w } = room;
  const { no, rest } = reference(turn.rest);
  const shown = /^ticket:(\d+)$/.exec(turn.about ?? "")?.[1];
  // First of all the place: what is refused in a members' group must not depend on the case.
  const group = inGroup(turn) ? await kit.members.groupOf(turn.message.chat) : undefined;
  if (inGroup(turn) && group?.purpose !== "handlers") throw new UserError(w.staff.elsewhere);
  const wanted = no ?? shown;
  if (wanted === undefined) throw new UserError(w.staff.which(word));
  const row = await byNo(kit.db, wanted);
  if (!row || !(await mayDo(kit, turn.by, row, role))) throw new UserError(w.staff.notFound);
  // Another unit's handlers' group is no place for it, nor is any group for a sealed one.
  const fits = !group || (row.sealed === 0 && (await kit.members.within(row.unit ?? undefined, group.unit.id)));
  if (!fits) throw new UserError(row.sealed === 1 ? w.staff.notFound : w.staff.elsewhere);
  return { row, text: no === undefined ? turn.rest.trim() : rest, chief: await mayDo(kit, turn.by, row, "secretary") };
}

/** Role and unit fit, nobody had to recuse them, and the case is not about or by them. */
export async function mayDo(kit: Kit, member: Member, row: Ticket, role: Role): Promise<boolean> {
  if (row.unit === null) {
    // By role too: who is an admin at the address that ADMINS names is none at another that is linked to it.
    const same = (head: Member) => head.id === member.id || head.address === member.address;
    if (!(await headsOf(kit)).some((head) => same(head) && head.role === member.role)) return false;
  } else if (!(await kit.members.may(member, role, row.unit))) return false;
  if (!kinds[row.kind].accuses) return true;
  if (row.person === member.id) return false;
  if ((await recusedFrom(kit.db, row.no)).includes(member.id)) return false;
  // The name may have become known only after the case was filed.
  return accusedPeople(row.text, [member]).length === 0;
}
