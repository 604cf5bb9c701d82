/**
 * 门牌: where the helped person lives. It stands on no card: only who has a place is given it, in private, from two hours
 * before the start until a day after it; then it is deleted (志愿服务条例 Art. 20, 21; PRODUCT.md P15).
 */
import { type Bot, type Db, type Kit, type Migration, type Reply, type Turn, type Tx, UserError } from "#bot";
import { inGroup, people, privately } from "./desk.ts";
import { meant } from "./meant.ts";
import { span } from "./span.ts";
import { mayRun } from "./staff.ts";
import { byId, type VolunteerTables } from "./store.ts";
import { live, signUpOf } from "./store-people.ts";
import type { Words } from "./words.ts";

const HOUR_MS = 3_600_000;
const BEFORE_MS = 2 * HOUR_MS;
const AFTER_MS = 24 * HOUR_MS;
const LONGEST = 100;

type DoorTables = VolunteerTables & {
  /** `next_at`: when it is given out, then when it is deleted; epoch ms. */
  callout_doors: { callout: string; address: string; told: number; next_at: number };
};
const of = (db: Db) => db.withTables<DoorTables>();

export const doorMigrations: Migration[] = [
  {
    id: "010-doors",
    up: [
      `create table callout_doors (callout text primary key, address text not null, told integer not null,
        next_at bigint not null)`,
      "create index callout_doors_next on callout_doors (next_at)",
    ],
  },
];

export function doors(bot: Bot, kit: Kit, w: Words): void {
  bot.command({ name: "volunteer.door", words: ["门牌 …"], examples: [], about: "" }, async (turn) => {
    const { callout, code, rest } = await meant(kit, turn);
    if (!code) throw new UserError(w.sayCode("门牌"));
    if (!callout) throw new UserError(w.unknownCode(code));
    if (rest !== "" && (await mayRun(kit, turn, callout))) return keep(turn, callout.id, rest.trim());
    const mine = await signUpOf(kit.db, callout.id, turn.by.id);
    const given = mine?.status === "signed_up" || (await mayRun(kit, turn, callout));
    if (!given) return privately(turn, w, { text: w.doorNotYours });
    const row = await of(kit.db)
      .selectFrom("callout_doors")
      .select("address")
      .where("callout", "=", callout.id)
      .executeTakeFirst();
    if (!row || callout.status !== "open") return privately(turn, w, { text: w.doorNone });
    const now = kit.now();
    const opens = callout.starts - BEFORE_MS;
    if (now < opens && !(await mayRun(kit, turn, callout)))
      return privately(turn, w, { text: w.doorLater(span(kit, opens, callout.starts)) });
    if (now > callout.starts + AFTER_MS) return privately(turn, w, { text: w.doorNone });
    return privately(turn, w, { text: w.door(callout.code, row.address) });
  });

  bot.job("volunteers.doors", nextDoor, (due) => pass(due.getTime()));

  async function keep(turn: Turn, id: string, address: string) {
    // Said in the group it would be everybody's already.
    if (inGroup(turn)) throw new UserError(w.doorInPrivate);
    if (address.length > LONGEST) throw new UserError(w.faults.long);
    return async (tx: Tx): Promise<Reply> => {
      await kit.lock(tx, `callout:${id}`);
      const callout = await byId(tx, id);
      if (callout?.status !== "open" || kit.now() > callout.starts + AFTER_MS) throw new UserError(w.doorOver);
      const row = { callout: id, address, told: 0, next_at: callout.starts - BEFORE_MS };
      const kept = of(tx).insertInto("callout_doors").values(row);
      await kept.onConflict((conflict) => conflict.column("callout").doUpdateSet(row)).execute();
      return { text: w.doorKept(callout.code) };
    };
  }

  /** Gives it out once, then deletes it; of a call-out that was called off it goes at once. */
  async function pass(due: number) {
    const rows = await of(kit.db).selectFrom("callout_doors").selectAll().where("next_at", "<=", due).execute();
    const seats = (await Promise.all(rows.map((row) => live(kit.db, row.callout)))).flat();
    const known = await people(
      kit,
      seats.map((seat) => seat.person),
    );
    return async (tx: Tx): Promise<Reply[]> => {
      const said: Reply[] = [];
      await kit.lock(tx, ...rows.map((row) => `callout:${row.callout}`).sort());
      for (const { callout: id, told, address } of rows) {
        const callout = await byId(tx, id);
        const end = (callout?.starts ?? 0) + AFTER_MS;
        if (callout?.status !== "open" || kit.now() >= end) {
          await of(tx).deleteFrom("callout_doors").where("callout", "=", id).execute();
          continue;
        }
        await of(tx).updateTable("callout_doors").set({ told: 1, next_at: end }).where("callout", "=", id).execute();
        if (told === 1) continue;
        for (const seat of await live(tx, id)) {
          const to = known.get(seat.person)?.address;
          if (seat.status === "signed_up" && to) said.push({ to, text: w.door(callout.code, address) });
        }
      }
      return said;
    };
  }
}

async function nextDoor(db: Db): Promise<number | undefined> {
  const row = of(db).selectFrom("callout_doors").select("next_at").orderBy("next_at").limit(1);
  return (await row.executeTakeFirst())?.next_at;
}
