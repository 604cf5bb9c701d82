/** What the office itself did, noted in a sentence: 会议记录, 督导记录, 走访记录 (PRODUCT.md §1.2 #22). */
import { randomUUID } from "node:crypto";
import { type Answer, type Db, type Turn, type Tx, UserError } from "#bot";
import { after } from "../figures/period.ts";
import type { Activity, BackTables, Logged } from "../figures/store-back.ts";
import { decent, inGroup, type Room, today } from "../room.ts";

/** The commands: the same whatever language the bot speaks. */
export const activityWords: Record<Activity, string> = {
  meeting: "会议记录",
  supervision: "督导记录",
  visit: "走访记录",
};
const DATE = /^(\d{4}-\d{2}-\d{2})[\s　]+/;

/** 走访记录 [2026-11-20] 到三个站点，听了五条意见。Only in private: a note may speak of whoever was visited. */
export async function logActivity(room: Room, turn: Turn, activity: Activity): Promise<Answer> {
  const { kit, w } = room;
  const { report } = w.back;
  if (inGroup(turn)) throw new UserError(report.private);
  const said = decent(room, turn.rest);
  const named = DATE.exec(said.normalize("NFKC"))?.[1];
  const text = named === undefined ? said : said.slice(named.length).trim();
  const day = today(kit);
  const date = named ?? day;
  if (text === "") throw new UserError(report.say(activityWords[activity]));
  if (kit.calendar.moment(date, "00:00") === undefined || date > day) throw new UserError(report.noDate);
  const unit = turn.by.unit?.id ?? "";
  const row: Logged = { id: randomUUID(), activity, unit, date, text, by_person: turn.by.id };
  return async (tx) => {
    await addActivity(tx, row);
    return { text: report.logged(w.back.activity[activity], date) };
  };
}

async function addActivity(tx: Tx, row: Logged): Promise<void> {
  await tx.withTables<BackTables>().insertInto("ticket_activities").values(row).execute();
}

/** How often each was noted in a month. */
export async function activitiesIn(db: Db, units: string[], month: string): Promise<Map<Activity, number>> {
  if (units.length === 0) return new Map();
  const rows = await db
    .withTables<BackTables>()
    .selectFrom("ticket_activities")
    .select(["activity", (count) => count.fn.countAll<number>().as("n")])
    .where("unit", "in", units)
    .where("date", ">=", `${month}-01`)
    .where("date", "<", `${after(month)}-01`)
    .groupBy("activity")
    .execute();
  return new Map(rows.map((row) => [row.activity, Number(row.n)]));
}
