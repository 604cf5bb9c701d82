/** 我的数据, 删除我的数据 and linked addresses, for wishes made and wishes claimed. */
import type { Db, Tx } from "#bot";
import type { Room } from "../room.ts";
import type { TicketTables } from "../store/tables.ts";
import { wishOver } from "./machine.ts";
import { updateWish, type WishRow, wishesOf } from "./store.ts";

/** Everything of one person's: far beyond what one person wishes. */
const ALL = 10_000;

export async function exportWishes(
  { kit, w }: Room,
  db: Db,
  person: string,
): Promise<{ lines: string[]; data: unknown }> {
  const own = await wishesOf(db, person, "person", ALL);
  const given = await wishesOf(db, person, "giver", ALL);
  const day = (row: WishRow) => kit.calendar.dateOf(row.created_at);
  return {
    lines: [
      ...own.map((row) => w.wish.exportWish(row.no, w.wish.state[row.state], day(row), row.text)),
      ...given.map((row) => w.wish.exportGiven(row.pub, w.wish.state[row.state], row.shown)),
    ],
    data: {
      wishes: own.map(({ no, state, text, shown, note, since }) => ({ no, state, text, shown, note, since })),
      given: given.map(({ pub, state, shown }) => ({ no: pub, state, shown })),
    },
  };
}

/** Their words leave with them; what they had promised is free again, and the clock tells the wisher. */
export async function eraseWishes({ kit, w }: Room, tx: Tx, person: string): Promise<string[]> {
  const own = await wishesOf(tx, person, "person", ALL);
  const given = await wishesOf(tx, person, "giver", ALL);
  const now = kit.now();
  const db = tx.withTables<TicketTables>();
  for (const row of own) {
    await kit.lock(tx, `ticket:${row.no}`);
    const over = wishOver(row.state);
    await updateWish(tx, row.no, {
      person: null,
      text: "",
      shown: "",
      alias: "",
      note: "",
      ...(over ? {} : { state: "withdrawn", giver: null }),
      task: "post",
      next_at: now + 1,
    });
    const gone = await db.deleteFrom("ticket_files").where("ticket", "=", row.no).returning("hash").execute();
    for (const { hash } of gone)
      await db
        .insertInto("ticket_waste")
        .values({ hash })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
  for (const row of given) {
    await kit.lock(tx, `ticket:${row.no}`);
    await updateWish(tx, row.no, { giver: null, note: "", ...freed(row, now) });
  }
  return [
    ...(own.length > 0 ? [w.wish.erasedWishes(own.length)] : []),
    ...(given.length > 0 ? [w.wish.erasedGiven(given.length)] : []),
  ];
}

/** What was kept under one house id is another's from now on; nobody grants their own wish. */
export async function mergeWishes({ kit }: Room, tx: Tx, from: string, into: string): Promise<void> {
  for (const row of await wishesOf(tx, from, "person", ALL)) {
    await kit.lock(tx, `ticket:${row.no}`);
    await updateWish(tx, row.no, { person: into, ...(row.giver === into ? ownGiver(row, kit.now()) : {}) });
  }
  for (const row of await wishesOf(tx, from, "giver", ALL)) {
    await kit.lock(tx, `ticket:${row.no}`);
    await updateWish(tx, row.no, row.person === into ? ownGiver(row, kit.now()) : { giver: into });
  }
}

function ownGiver(row: WishRow, now: number): Partial<WishRow> {
  return { giver: null, ...freed(row, now) };
}

/** Claimed and not yet confirmed: it hangs again. What is over stays so. */
function freed(row: WishRow, now: number): Partial<WishRow> {
  if (row.state !== "claimed" && row.state !== "fulfilled") return {};
  return { state: "published", nudged: 0, task: "released", next_at: now + 1 };
}
