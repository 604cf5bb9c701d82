/** What was asked and not answered, or answered to no use: kept for five weeks, without who asked. */
import { hash, randomUUID } from "node:crypto";
import type { Db, Member, Migration, Tx } from "#bot";

export interface Gap {
  id: string;
  /** "2026-11-23" */
  day: string;
  /** Names and numbers taken out. */
  question: string;
  kind: "unanswered" | "useless";
  /** The unit of the group; null: asked directly by somebody without one. */
  unit: string | null;
  /**
   * Nobody's id: a mark that only the person's own export or erasure can find again, by working it out anew for every
   * row. Who the others are cannot be read from it without knowing already whom to ask for.
   */
  whose: string;
}

type Tables = { policy_gaps: Gap };
const tables = (db: Db) => db.withTables<Tables>();

export const gapMigration: Migration = {
  id: "004-gaps",
  up: [
    `create table policy_gaps (id text primary key, day text not null, question text not null, kind text not null,
      unit text, whose text not null)`,
    "create index policy_gaps_day on policy_gaps (day)",
  ],
};

/** Longer questions say no more of what is missing. */
const LONGEST = 120;

export async function keepGap(tx: Tx, by: Member, gap: Omit<Gap, "id" | "whose">): Promise<void> {
  const id = randomUUID();
  const row = { ...gap, id, question: gap.question.slice(0, LONGEST), whose: markOf(id, by.id) };
  await tables(tx).insertInto("policy_gaps").values(row).execute();
}

/** From this day on, oldest first. */
export async function gapsSince(db: Db, day: string): Promise<Gap[]> {
  return tables(db)
    .selectFrom("policy_gaps")
    .selectAll()
    .where("day", ">=", day)
    .orderBy("day")
    .orderBy("id")
    .execute();
}

export async function dropGapsBefore(tx: Tx, day: string): Promise<void> {
  await tables(tx).deleteFrom("policy_gaps").where("day", "<", day).execute();
}

/** A person's own rows. Few enough are ever there to look at each. */
export async function gapsOf(db: Db, person: string): Promise<Gap[]> {
  const rows = await tables(db).selectFrom("policy_gaps").selectAll().execute();
  return rows.filter((row) => row.whose === markOf(row.id, person));
}

export async function dropGaps(tx: Tx, rows: readonly Gap[]): Promise<void> {
  for (const { id } of rows) await tables(tx).deleteFrom("policy_gaps").where("id", "=", id).execute();
}

/** Two people turned out to be one. */
export async function handGaps(tx: Tx, from: string, into: string): Promise<void> {
  for (const { id } of await gapsOf(tx, from))
    await tables(tx)
      .updateTable("policy_gaps")
      .set({ whose: markOf(id, into) })
      .where("id", "=", id)
      .execute();
}

function markOf(id: string, person: string): string {
  return hash("sha256", `${id} ${person}`).slice(0, 16);
}
