/** Places that came free without a word said: the next one moves up; cards and news wait for the next tick. */
import type { Kit, Tx } from "#bot";
import { seatsOf } from "./card.ts";
import { byId, tables } from "./store.ts";
import { live, mark, owe } from "./store-people.ts";
import { settle } from "./waitlist.ts";

/** The caller holds the lock `callout:<id>`. */
export async function giveBack(kit: Kit, tx: Tx, id: string): Promise<void> {
  const callout = await byId(tx, id);
  if (callout?.status !== "open" || kit.now() >= callout.starts) return;
  const now = kit.now();
  const { promoted, passed } = settle(callout.capacity, seatsOf(await live(tx, id)));
  for (const [person, free] of passed) await mark(tx, id, person, { passed: free });
  for (const person of promoted) {
    await mark(tx, id, person, { status: "signed_up" });
    await owe(tx, { callout: id, person, kind: "promoted", at: now });
  }
  await tables(tx)
    .updateTable("callouts")
    .set({ card_at: kit.calendar.afterQuiet(now) })
    .where("id", "=", id)
    .execute();
}
