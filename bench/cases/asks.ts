/** What is asked of the house: each chat command that reads or moves cases, said by somebody who may. */
import type { Kit } from "#bot";
import type { State } from "../../src/features/tickets/lifecycle.ts";
import type { TicketTables } from "../../src/features/tickets/store.ts";
import type { Chance } from "../crash/chance.ts";
import { peopleOf, personId, STAFF_PER_UNIT, staffId, UNITS } from "./made.ts";

export interface Ask {
  name: string;
  /** The next line to say: who, where, what. */
  next(): Promise<{ chat: string; from: string; text: string }>;
}

export function asks(kit: Kit, cases: number, luck: Chance): Ask[] {
  const db = kit.db.withTables<TicketTables>();
  const person = () => personId(luck.integer(peopleOf(cases)));
  const staff = (n: number) => staffId(luck.integer(UNITS), n);
  const alone = (from: string, text: string) => ({ chat: `@${from}`, from, text });
  /** Some case with an owner, in one of these states. */
  const some = async (...states: State[]) => {
    const from = `${10_000_000 + luck.integer(cases)}`;
    const rows = db.selectFrom("tickets").selectAll().where("person", "is not", null).where("state", "in", states);
    const first = rows.orderBy("no").limit(1);
    const row = (await first.where("no", ">=", from).executeTakeFirst()) ?? (await first.executeTakeFirst());
    if (!row) throw new Error("the town has no such case");
    return row;
  };
  const handler = () => 1 + luck.integer(STAFF_PER_UNIT - 1);
  return [
    { name: "查进度", next: async () => alone(person(), "查进度") },
    {
      name: "查进度 NO",
      async next() {
        const row = await some("closed", "in_progress");
        return alone(row.person ?? "", `查进度 ${row.no}`);
      },
    },
    {
      name: "谁看过我的诉求",
      async next() {
        const row = await some("closed");
        return alone(row.person ?? "", `谁看过我的诉求 ${row.no}`);
      },
    },
    { name: "我的待办, handler", next: async () => alone(staff(handler()), "我的待办") },
    { name: "我的待办, secretary", next: async () => alone(staff(0), "我的待办") },
    {
      name: "我的待办, group",
      async next() {
        const unit = luck.integer(UNITS);
        return { chat: `handlers-${unit}`, from: staffId(unit, handler()), text: "我的待办" };
      },
    },
    {
      name: "查看 NO",
      async next() {
        const row = await some("in_progress");
        return alone(row.handler ?? "", `查看 ${row.no}`);
      },
    },
    {
      name: "认领 NO",
      async next() {
        const row = await some("open_for_claim");
        return alone(staffId(Number(row.unit?.slice(5)), handler()), `认领 ${row.no}`);
      },
    },
    {
      name: "答复 NO",
      async next() {
        const row = await some("in_progress");
        return alone(row.handler ?? "", `答复 ${row.no} 已经联系站点核对，周五前退还`);
      },
    },
    { name: "投诉, to the preview", next: async () => alone(person(), "投诉 站长昨天无故扣了我三百块钱，在东门站点") },
    { name: "我的数据", next: async () => alone(person(), "我的数据") },
  ];
}
