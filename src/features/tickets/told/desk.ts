/** May this member of staff deal with this case, here? Doubt is no, and no tells nothing (PRODUCT.md P12, P22). */
import { type Kit, type Member, type Role, type Turn, UserError } from "#bot";
import { kinds } from "../case/kinds.ts";
import { reference } from "../case/numbers.ts";
import { accusedPeople } from "../intake/accused.ts";
import { inGroup, type Room } from "../room.ts";
import { assistsOf } from "../store/assists.ts";
import { byNo, recusedFrom } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { wishByNo } from "../wishes/store.ts";
import { headsOf } from "./route.ts";

export interface OnDesk {
  row: Ticket;
  /** The words after the number. */
  text: string;
  /** Holds a secretary's word in the case's unit. */
  chief: boolean;
  /** The assisting unit for which this member speaks; left out where it is the lead's own case. */
  assisting?: string;
}

/**
 * The case that staff speaks of: by number, or by replying to its card. Throws UserError, alike for all that is refused;
 * who assists is let in only where `helps` says so, and is told else what to say instead.
 */
export async function onDesk(room: Room, turn: Turn, word: string, role: Role, helps = false): Promise<OnDesk> {
  const { kit, w } = room;
  const { no, rest } = reference(turn.rest);
  const shown = /^ticket:(\d+)$/.exec(turn.about ?? "")?.[1];
  // First of all the place: what is refused in a members' group must not depend on the case.
  const group = inGroup(turn) ? await kit.members.groupOf(turn.message.chat) : undefined;
  if (inGroup(turn) && group?.purpose !== "handlers") throw new UserError(w.staff.elsewhere);
  const wanted = no ?? shown;
  if (wanted === undefined) throw new UserError(w.staff.which(word));
  const row = await byNo(kit.db, wanted);
  if (!row) await beingWish(room, turn, wanted);
  const own = row && (await mayDo(kit, turn.by, row, role));
  const assisting = row && !own ? await assistedFor(kit, turn.by, row) : undefined;
  if (!row || (!own && assisting === undefined)) throw new UserError(w.staff.notFound);
  // Another unit's handlers' group is no place for it, nor is any group for a sealed one.
  const fits =
    !group || (row.sealed === 0 && (await kit.members.within(assisting ?? row.unit ?? undefined, group.unit.id)));
  if (!fits) throw new UserError(row.sealed === 1 ? w.staff.notFound : w.staff.elsewhere);
  const text = no === undefined ? turn.rest.trim() : rest;
  if (assisting === undefined) return { row, text, chief: await mayDo(kit, turn.by, row, "secretary") };
  if (!helps) throw new UserError(w.staff.refusal.assisting(row.no));
  return { row, text, chief: false, assisting };
}

/** Who may review a wish is told what to say to it; to everybody else there is no such number. */
async function beingWish(room: Room, turn: Turn, no: string): Promise<void> {
  const wish = await wishByNo(room.kit.db, no);
  if (!wish) return;
  const { members } = room.kit;
  const may = wish.unit !== null && (await members.may(turn.by, "handler", wish.unit));
  if (may && wish.person !== turn.by.id) throw new UserError(room.w.wish.hint(wish.no));
}

/** The assisting unit for which this member may see the case; undefined when there is none. */
export async function assistedFor(kit: Kit, member: Member, row: Ticket): Promise<string | undefined> {
  if (kinds[row.kind].private) return undefined;
  for (const unit of await assistsOf(kit.db, row.no))
    if ((await kit.members.may(member, "handler", unit)) && (await unbiased(kit, member, row))) return unit;
  return undefined;
}

/**
 * Role and unit fit, nobody had to recuse them, and the case is not about or by them. `barred`: the cases from which they
 * were recused, where that was read for many at once.
 */
export async function mayDo(
  kit: Kit,
  member: Member,
  row: Ticket,
  role: Role,
  barred?: ReadonlySet<string>,
): Promise<boolean> {
  if (row.unit === null) {
    // By role too: who is an admin at the address that ADMINS names is none at another that is linked to it.
    const same = (head: Member) => head.id === member.id || head.address === member.address;
    if (!(await headsOf(kit)).some((head) => same(head) && head.role === member.role)) return false;
  } else if (!(await kit.members.may(member, kinds[row.kind].private ? leastChief(role) : role, row.unit)))
    return false;
  return unbiased(kit, member, row, barred);
}

/** The case is neither theirs nor about them, and they did not have to recuse themselves. */
async function unbiased(kit: Kit, member: Member, row: Ticket, barred?: ReadonlySet<string>): Promise<boolean> {
  if (!kinds[row.kind].accuses) return true;
  if (row.person === member.id) return false;
  if (barred ? barred.has(row.no) : (await recusedFrom(kit.db, row.no)).includes(member.id)) return false;
  // The name may have become known only after the case was filed.
  return accusedPeople(row.text, [member]).length === 0;
}

/** A private kind is the secretary's: no handler may do anything with it. */
function leastChief(role: Role): Role {
  return role === "handler" || role === "member" ? "secretary" : role;
}
