/** The covered copy takes the original's place, wherever a case shows that picture, and the original is locked away. */
import type { Member, Tx } from "#bot";
import type { Room } from "../room.ts";
import { byNo } from "../store/read.ts";
import { addAccess, updateTicket } from "../store/write.ts";
import { of, waste } from "./store.ts";
import type { Locked } from "./vault.ts";

export interface Replacing {
  /** Hashes of the picture as it is shown now, and of the copy. */
  original: string;
  copy: string;
  locked: Locked;
  by: Member;
  /** The case in which it was covered. */
  no: string;
}

const DAY_MS = 24 * 3600_000;

/** False when no case shows the original any more. The cards are shown anew by the clock, a moment later. */
export async function replaced({ kit }: Room, tx: Tx, { original, copy, locked, by, no }: Replacing): Promise<boolean> {
  const db = of(tx);
  const shown = db.selectFrom("ticket_files").selectAll().where("hash", "=", original);
  const cases = [...new Set((await shown.execute()).map((file) => file.ticket))].sort();
  await kit.lock(tx, ...cases.map((one) => `ticket:${one}`));
  // Read again, now that nobody else can cover it meanwhile.
  const files = await shown.execute();
  if (!files.some((file) => file.ticket === no)) return false;
  const now = kit.now();
  let kept = false;
  for (const { ticket, seq, n } of files) {
    // What was covered before has its original already; what is covered now is only a copy, and goes.
    const added = await db
      .insertInto("ticket_originals")
      .values({ ticket, seq, n, ...locked, look_at: now + DAY_MS })
      .onConflict((conflict) => conflict.doNothing())
      .returning("ticket")
      .executeTakeFirst();
    kept ||= added !== undefined;
  }
  await db.updateTable("ticket_files").set({ hash: copy }).where("hash", "=", original).execute();
  await db.deleteFrom("ticket_glances").where("hash", "=", copy).execute();
  await waste(tx, kept ? [original] : [original, locked.hash]);
  for (const one of cases) {
    const row = await byNo(tx, one);
    if (row) await updateTicket(tx, one, { task: row.task ?? "refresh", next_at: row.task ? row.next_at : now + 1 });
  }
  const { id, unit, role } = by;
  await addAccess(tx, { ticket: no, at: now, person: id, unit: unit?.id ?? null, role, what: "cover" });
  return true;
}
