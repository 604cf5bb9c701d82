/** What comes privately by the clock: half an hour before a shift, and what was put off with 稍后. */
import type { Bot, Db, Kit, Reply, Tx } from "#bot";
import { bite } from "./desk.ts";
import { nextFor, readable } from "./reading.ts";
import { type Shelf, shelve } from "./shelf.ts";
import { nextPush } from "./shift.ts";
import { type Item, type Reader, tables } from "./store.ts";
import { approvedItems, itemById } from "./store-items.ts";
import { changeReader, give, givenTo, takeTurn } from "./store-readers.ts";
import type { Words } from "./words.ts";

/** Later than this the shift has begun: nobody is disturbed at work. */
const TOO_LATE_MS = 25 * 60_000;
/** Study records are kept this long (PRODUCT.md P19). */
const KEPT_DAYS = 180;
const DAY = 86_400_000;

export function privatePush(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  bot.job(
    "study.shift",
    (db, after) => next(db, after, "next_at"),
    (due) => run(due.getTime(), "next_at"),
    "last",
  );
  bot.job(
    "study.later",
    (db, after) => next(db, after, "snooze_at"),
    (due) => run(due.getTime(), "snooze_at"),
    "last",
  );
  bot.job("study.retention", nextOld, (due) => forgetBefore(due.getTime()), "last");

  async function run(due: number, why: "next_at" | "snooze_at") {
    const fresh = await shelf.fresh();
    const readers = await tables(kit.db)
      .selectFrom("study_readers")
      .selectAll()
      .where("paused", "=", 0)
      .where(why, "<=", due)
      .execute();
    const all = await approvedItems(kit.db);
    const chosen: { reader: Reader; reply: Reply | undefined; item: Item | undefined }[] = [];
    for (const reader of readers) {
      const member = await kit.members.byId(reader.person);
      const items = member ? await readable(kit, member, fresh, all) : [];
      const item =
        why === "snooze_at"
          ? items.find((one) => one.id === reader.snooze_item)
          : nextFor(kit, items, await givenTo(kit.db, reader.person, items), reader.series);
      chosen.push({ reader, item, reply: member && item ? { ...bite(w, item), to: member.address } : undefined });
    }
    return async (tx: Tx): Promise<Reply[]> => {
      const said: Reply[] = [];
      await shelve(tx, kit, fresh);
      const standing = await stillApproved(
        tx,
        chosen.flatMap(({ item }) => item ?? []),
      );
      for (const { reader, item, reply } of chosen) {
        if (!(await takeTurn(tx, reader, why, after(reader, why)))) continue;
        const late = why === "next_at" && kit.now() - (reader.next_at ?? 0) > TOO_LATE_MS;
        if (late || kit.calendar.isQuiet(kit.now()) || !item || !reply || !standing.has(item.id)) continue;
        await give(tx, reader.person, item, kit.calendar.dateOf(kit.now()));
        await changeReader(tx, reader.person, { last_item: item.id });
        said.push(reply);
      }
      return said;
    };
  }

  /** Those that nobody withdrew or changed between thinking and now. */
  async function stillApproved(tx: Tx, items: readonly Item[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const item of new Map(items.map((one) => [one.id, one])).values()) {
      const now = await itemById(tx, item.id);
      if (now?.status === "approved" && now.hash === item.hash) found.add(item.id);
    }
    return found;
  }

  function after(reader: Reader, why: "next_at" | "snooze_at"): Partial<Reader> {
    if (why === "snooze_at") return { snooze_at: null, snooze_item: "" };
    const shifts: string[] = JSON.parse(reader.shifts);
    return { next_at: nextPush(shifts, Math.max(kit.now(), reader.next_at ?? 0), kit.calendar) ?? null };
  }

  async function forgetBefore(due: number) {
    const day = kit.calendar.dateOf(due - KEPT_DAYS * DAY);
    return async (tx: Tx) => {
      await tables(tx).deleteFrom("study_given").where("day", "<=", day).execute();
      return undefined;
    };
  }

  async function nextOld(db: Db, from: number): Promise<number | undefined> {
    const { day } = await tables(db)
      .selectFrom("study_given")
      .select(({ fn }) => fn.min("day").as("day"))
      .executeTakeFirstOrThrow();
    const start = day ? kit.calendar.moment(day, "03:00") : undefined;
    return start === undefined ? undefined : Math.max(from, start + KEPT_DAYS * DAY);
  }
}

async function next(db: Db, after: number, why: "next_at" | "snooze_at"): Promise<number | undefined> {
  const { at } = await tables(db)
    .selectFrom("study_readers")
    .select(({ fn }) => fn.min(why).as("at"))
    .where("paused", "=", 0)
    .executeTakeFirstOrThrow();
  return at === null ? undefined : Math.max(after, Number(at));
}
