/** What is asked of the house, and the cases it is asked about. */
import type { Kit } from "#bot";
import type { App } from "../../src/app.ts";
import type { Kind } from "../../src/features/tickets/case/kinds.ts";
import type { State } from "../../src/features/tickets/case/lifecycle.ts";
import type { Ticket, TicketTables } from "../../src/features/tickets/store/tables.ts";
import type { Said } from "../../src/script.ts";
import type { Chance } from "../crash/chance.ts";
import { numberOf } from "./made.ts";
import { peopleOf, personId, staffId, UNITS } from "./people.ts";

export interface Line {
  chat: string;
  from: string;
  text: string;
}

export interface Ask {
  name: string;
  /** The next line to say: who, where, what. What leads up to it was said already. */
  next(): Promise<Line>;
}

export interface Asking {
  kit: Kit;
  cases: number;
  luck: Chance;
  /** Says a line that is not measured; returns what was said. */
  say(line: Line): Promise<readonly Said[]>;
  /** Some case of somebody, of this kind, put into this state; with `taken`, by a handler of its unit. */
  put(kind: Kind, state: State, taken?: boolean): Promise<Ticket & { person: string; unit: string; handler: string }>;
  person(): string;
  /** Number `n` of some unit's staff; 0 is its secretary. */
  staff(n: number): string;
}

export const alone = (from: string, text: string): Line => ({ chat: `@${from}`, from, text });

/** The secretary of a unit by its id. */
export const chiefOf = (unit: string) => staffId(Number(unit.slice(5)), 0);

export function asking({ kit, database }: App, cases: number, luck: Chance, say: Asking["say"]): Asking {
  const db = kit.db.withTables<TicketTables>();
  const used = new Set<string>();
  return {
    kit,
    cases,
    luck,
    say,
    async put(kind, state, taken = true) {
      for (;;) {
        const no = numberOf(luck.integer(cases));
        const row = await db.selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirst();
        if (!row || used.has(no) || row.kind !== kind || row.person === null || row.unit === null) continue;
        used.add(no);
        const handler = staffId(Number(row.unit.slice(5)), 1);
        const clean = { text: "东门站点楼道电梯坏了", supervised: 0, reopened: 0, merged_into: null, waiting: null };
        const change = { ...clean, state, handler: taken ? handler : null, outcome: null, next_at: null };
        await database.unit(async (tx) => {
          await tx.withTables<TicketTables>().updateTable("tickets").set(change).where("no", "=", no).execute();
        });
        return { ...row, ...change, person: row.person, unit: row.unit, handler };
      }
    },
    person: () => personId(luck.integer(peopleOf(cases))),
    staff: (n) => staffId(luck.integer(UNITS), n),
  };
}
