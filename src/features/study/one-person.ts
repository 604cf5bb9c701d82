/** Two people who turn out to be one: one set of wishes, and no push that was approved by its own author. */
import type { Kit, Member, Tx } from "#bot";
import { type Given, type Reader, tables } from "./store.ts";
import { keepItem, sendsOf, unplan } from "./store-items.ts";

export async function onePerson(kit: Kit, tx: Tx, from: Member, into: Member): Promise<void> {
  const db = tables(tx);
  const readers = db.selectFrom("study_readers").selectAll();
  const theirs = await readers.where("person", "=", from.id).executeTakeFirst();
  const own = await readers.where("person", "=", into.id).executeTakeFirst();
  if (theirs) {
    const { person: _, ...wishes } = own ? oneReader(own, theirs) : theirs;
    await db.deleteFrom("study_readers").where("person", "in", [from.id, into.id]).execute();
    await db
      .insertInto("study_readers")
      .values({ person: into.id, ...wishes })
      .execute();
  }
  const given = await db.deleteFrom("study_given").where("person", "=", from.id).returningAll().execute();
  for (const one of given) await giveOnce(tx, { ...one, person: into.id });
  await db.updateTable("study_items").set({ author: into.id }).where("author", "=", from.id).execute();
  await db.updateTable("study_items").set({ approver: into.id }).where("approver", "=", from.id).execute();
  await reviewAgain(kit, tx, into.id);
}

/** One person's wishes out of two: whoever had paused anywhere is left in peace; the one who stays is followed first. */
export function oneReader(own: Reader, other: Reader): Reader {
  const paused = own.paused || other.paused ? 1 : 0;
  const shift = own.shifts === "[]" ? other : own;
  const later = own.snooze_at === null ? other : own;
  return {
    person: own.person,
    paused,
    shifts: shift.shifts,
    next_at: paused ? null : shift.next_at,
    series: own.series || other.series,
    last_item: own.last_item || other.last_item,
    snooze_item: paused ? "" : later.snooze_item,
    snooze_at: paused ? null : later.snooze_at,
  };
}

/** What both were given counts from the later day. */
async function giveOnce(tx: Tx, given: Given): Promise<void> {
  const had = tables(tx).selectFrom("study_given").select("day").where("person", "=", given.person);
  const before = await had.where("item", "=", given.item).executeTakeFirst();
  if (before && before.day >= given.day) return;
  const { day, wording } = given;
  await tables(tx)
    .insertInto("study_given")
    .values(given)
    .onConflict((conflict) => conflict.columns(["person", "item"]).doUpdateSet({ day, wording }))
    .execute();
}

/**
 * Nobody approves their own words (PRODUCT.md P24). What has gone out stays as it went; what is still to go out is
 * reviewed anew, by somebody else.
 */
async function reviewAgain(kit: Kit, tx: Tx, person: string): Promise<void> {
  const own = tables(tx).selectFrom("study_items").selectAll().where("author", "=", person);
  const rows = await own.where("approver", "=", person).where("status", "=", "approved").execute();
  await kit.lock(tx, ...rows.map((row) => `study:${row.id}`).sort());
  for (const item of rows) {
    if (!(await sendsOf(tx, item.id)).some((send) => send.status === "planned")) continue;
    await keepItem(tx, { ...item, status: "in_review", approver: "", approved_at: null });
    await unplan(tx, item.id);
  }
}
