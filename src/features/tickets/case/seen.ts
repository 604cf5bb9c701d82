/** Words of a case in a list are words read: its reporter may know who had them (PRODUCT.md P22, P37). */
import type { Member, Tx } from "#bot";
import type { Room } from "../room.ts";
import { parts } from "../store/parts.ts";
import type { Access, TicketTables } from "../store/tables.ts";

/** Rows in one statement: far below SQLite's 32,766 values. */
const CHUNK = 1_000;

/** Enters each of these members in the access log of each of these cases. */
export async function seenInList(
  { kit }: Pick<Room, "kit">,
  tx: Tx,
  members: readonly Member[],
  nos: string[],
): Promise<void> {
  const sorted = [...new Set(nos)].sort();
  if (sorted.length === 0) return;
  await kit.lock(tx, ...sorted.map((no) => `ticket:${no}`));
  const log = tx.withTables<TicketTables>();
  const numbered = log.selectFrom("ticket_access").select(["ticket", (e) => e.fn.max("n").as("n")]);
  const last = await numbered.where("ticket", "in", sorted).groupBy("ticket").execute();
  const before = new Map(last.map(({ ticket, n }) => [ticket, Number(n)]));
  const at = kit.now();
  const rows = sorted.flatMap((ticket) =>
    members.map(({ id, unit, role }, i): Access => {
      const n = (before.get(ticket) ?? -1) + 1 + i;
      return { ticket, at, n, person: id, unit: unit?.id ?? null, role, what: "list" };
    }),
  );
  for (const some of parts(rows, CHUNK)) await log.insertInto("ticket_access").values(some).execute();
}
