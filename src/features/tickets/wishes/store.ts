/** What is kept of wishes. Words that are passed between wisher and giver are kept nowhere. */
import type { Address, Db, Migration, Tx } from "#bot";
import { inUnits } from "../store/read.ts";
import type { TicketTables } from "../store/tables.ts";
import type { Wish } from "./machine.ts";

export interface WishRow extends Wish {
  /** From the same numbers as cases; what the wisher and the reviewers call it. */
  no: string;
  /** What everybody else calls it: another one where a group has heard whose `no` is. */
  pub: string;
  /** The unit whose secretaries review it; null: the heads of the house. */
  unit: string | null;
  /** The wisher's own words, which nobody but staff reads. */
  text: string;
  /** What the reviewer made public; empty before. */
  shown: string;
  /** The unit in whose groups it hangs. */
  scope: string | null;
  alias: string;
  /** Why it was declined, or how it was fulfilled. */
  note: string;
  /** Epoch ms. */
  created_at: number;
  /** The local date since when it is in its state. */
  since: string;
  /** Work for the clock at once: hang it in its groups, or say as well that its giver has gone. */
  task: "post" | "released" | null;
  next_at: number | null;
}

type WishTables = TicketTables & {
  wishes: WishRow;
  /** The groups in which the public words hang. */
  wish_cards: { wish: string; chat: Address };
};

export const wishMigrations: Migration[] = [
  {
    id: "011-wishes",
    up: [
      `create table wishes (
        no text primary key, pub text not null, state text not null, unit text, person text, giver text, nudged integer not null,
        denied integer not null, text text not null, shown text not null, scope text, alias text not null,
        note text not null, created_at bigint not null, since text not null, task text, next_at bigint)`,
      "create unique index wishes_pub on wishes (pub)",
      "create index wishes_unit on wishes (unit, state, created_at)",
      "create index wishes_state on wishes (state, created_at)",
      "create index wishes_person on wishes (person, created_at)",
      "create index wishes_giver on wishes (giver, created_at)",
      "create index wishes_next on wishes (next_at)",
      "create table wish_cards (wish text not null, chat text not null, primary key (wish, chat))",
    ],
  },
];

const of = (db: Db) => db.withTables<WishTables>();

/** By either of its numbers. */
export async function wishByNo(db: Db, no: string): Promise<WishRow | undefined> {
  const by = (column: "no" | "pub") =>
    of(db).selectFrom("wishes").selectAll().where(column, "=", no).executeTakeFirst();
  return (await by("no")) ?? (await by("pub"));
}

/** Wished or claimed by this person, the newest first. */
export async function wishesOf(db: Db, person: string, as: "person" | "giver", most = 10): Promise<WishRow[]> {
  const rows = of(db).selectFrom("wishes").selectAll().where(as, "=", person);
  return rows.orderBy("created_at", "desc").limit(most).execute();
}

/** Waiting for a review in these units, the oldest first; `null` stands for wishes without a unit. */
export function toReview(db: Db, units: (string | null)[], most = 10): Promise<WishRow[]> {
  if (units.length === 0) return Promise.resolve([]);
  return of(db)
    .selectFrom("wishes")
    .selectAll()
    .where(inUnits(units))
    .where("state", "=", "submitted")
    .orderBy("created_at")
    .limit(most)
    .execute();
}

/** To be claimed, the one that has waited longest first. */
export function published(db: Db, most: number): Promise<WishRow[]> {
  const rows = of(db).selectFrom("wishes").selectAll().where("state", "=", "published");
  return rows.orderBy("created_at").limit(most).execute();
}

export async function nextWish(db: Db): Promise<number | undefined> {
  const row = of(db)
    .selectFrom("wishes")
    .select("next_at")
    .where("next_at", "is not", null)
    .orderBy("next_at")
    .limit(1);
  return (await row.executeTakeFirst())?.next_at ?? undefined;
}

export function wishesDue(db: Db, moment: number, most: number): Promise<WishRow[]> {
  const rows = of(db).selectFrom("wishes").selectAll().where("next_at", "<=", moment);
  return rows.orderBy("next_at").limit(most).execute();
}

export async function insertWish(tx: Tx, row: WishRow): Promise<void> {
  await of(tx).insertInto("wishes").values(row).execute();
}

export async function updateWish(tx: Tx, no: string, change: Partial<WishRow>): Promise<void> {
  await of(tx).updateTable("wishes").set(change).where("no", "=", no).execute();
}

export async function chatsOf(db: Db, no: string): Promise<Address[]> {
  const rows = await of(db).selectFrom("wish_cards").select("chat").where("wish", "=", no).orderBy("chat").execute();
  return rows.map((row) => row.chat);
}

export async function hang(tx: Tx, no: string, chats: Address[]): Promise<void> {
  for (const chat of chats) {
    const row = of(tx).insertInto("wish_cards").values({ wish: no, chat });
    await row.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** The groups in which it hung; it hangs there no longer. */
export async function takenDown(tx: Tx, no: string): Promise<Address[]> {
  const rows = await of(tx).deleteFrom("wish_cards").where("wish", "=", no).returning("chat").execute();
  return rows.map((row) => row.chat).sort();
}
