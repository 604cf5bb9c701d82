/** Which units assist with a case (协办). The lead stands in the case's own row; figures count it alone. */
import type { Db, Migration, Tx } from "#bot";
import { OPEN } from "../case/moves.ts";
import type { Ticket, TicketTables } from "./tables.ts";

export interface Assist {
  ticket: string;
  unit: string;
  /** 1 while the case goes on, so that a unit's list is found without its past. */
  live: number;
}

export type AssistTables = TicketTables & { ticket_assists: Assist };

export const assistMigrations: Migration[] = [
  {
    id: "010-assisting-units",
    up: [
      `create table ticket_assists (
        ticket text not null, unit text not null, live integer not null, primary key (ticket, unit))`,
      "create index ticket_assists_unit on ticket_assists (unit, live)",
    ],
  },
];

const of = (db: Db) => db.withTables<AssistTables>();

/** The assisting units of a case, by id. */
export async function assistsOf(db: Db, no: string): Promise<string[]> {
  const rows = await of(db)
    .selectFrom("ticket_assists")
    .select("unit")
    .where("ticket", "=", no)
    .orderBy("unit")
    .execute();
  return rows.map((row) => row.unit);
}

/** Cases that go on and with which these units assist, the most urgent first. */
export async function assistedBy(db: Db, units: string[], most = 20): Promise<Ticket[]> {
  if (units.length === 0) return [];
  return of(db)
    .selectFrom("tickets")
    .selectAll()
    .where("no", "in", (inner) =>
      inner.selectFrom("ticket_assists").select("ticket").where("unit", "in", units).where("live", "=", 1),
    )
    .where("state", "in", OPEN)
    .orderBy("due")
    .limit(most)
    .execute();
}

/** Writes down who assists from now on. The caller holds the case's lock. */
export async function setAssists(tx: Tx, no: string, before: readonly string[], now: readonly string[]): Promise<void> {
  const gone = before.filter((unit) => !now.includes(unit));
  if (gone.length > 0)
    await of(tx).deleteFrom("ticket_assists").where("ticket", "=", no).where("unit", "in", gone).execute();
  const rows = now.filter((unit) => !before.includes(unit)).map((unit) => ({ ticket: no, unit, live: 1 }));
  if (rows.length > 0) await of(tx).insertInto("ticket_assists").values(rows).execute();
}

/** The case is over, or goes on again. */
export async function setLive(tx: Tx, no: string, live: boolean): Promise<void> {
  await of(tx)
    .updateTable("ticket_assists")
    .set({ live: live ? 1 : 0 })
    .where("ticket", "=", no)
    .execute();
}
