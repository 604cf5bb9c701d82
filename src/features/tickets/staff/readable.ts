/** Which of many cases a member of staff may deal with: asked as `mayDo` asks of one, the directory and the bars read once. */
import type { Kit, Member, Role } from "#bot";
import { barredFrom } from "../figures/barred.ts";
import type { Ticket } from "../store/tables.ts";
import { mayDo } from "../told/desk.ts";
import { remembered } from "../told/remembered.ts";

/** In the same order. */
export async function readable(kit: Kit, member: Member, rows: readonly Ticket[], role: Role): Promise<Ticket[]> {
  if (rows.length === 0) return [];
  const house = { ...kit, members: remembered(kit.members) };
  const barred = await barredFrom(kit.db, member.id);
  const seen: Ticket[] = [];
  for (const row of rows) if (await mayDo(house, member, row, role, barred)) seen.push(row);
  return seen;
}
