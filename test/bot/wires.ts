/**
 * Outboxes over one database and a platform whose wire takes time both ways, on a fake clock. Nothing here waits for
 * luck: time moves on only when the database is quiet.
 */
import type { TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Adapter, Address, Database, Traits } from "#bot";
import { Alive } from "../../src/bot/alive.ts";
import { FakeClock } from "../../src/bot/clock.ts";
import { Outbox } from "../../src/bot/outbox.ts";
import type { OutboxRow } from "../../src/bot/outbox-row.ts";
import { coreMigrations } from "../../src/bot/schema.ts";
import { quiet } from "../../src/log.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { freshPlace } from "../database.ts";

export interface Arrival {
  chat: string;
  key: string;
  /** When the call went out, when it arrived, and when its answer was back; 0 until then. */
  begun: number;
  at: number;
  ended: number;
}

export interface Wires {
  clock: FakeClock;
  database: Database;
  /** As the platform sees them. */
  arrivals: Arrival[];
  /** One more process over the same database; on SQLite only after the last one was killed. */
  outbox(): Promise<Outbox>;
  /** `kill -9`: its calls never come back, though they may have arrived. */
  kill(outbox: Outbox): Promise<void>;
  /** Keeps one message for each of these chats and hands them to the outbox. */
  say(outbox: Outbox, chats: string[], push: boolean): Promise<void>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** What the ledger says, by status. */
  statuses(): Promise<Record<string, number>>;
}

/** `delay`: the ms out and back of the next call. `answer` may throw what the platform says at its arrival. */
export async function openWires(
  t: TestContext,
  traits: Pick<Traits, "limits" | "idempotentForMs">,
  delay: () => [out: number, back: number],
  answer: (arrival: Arrival) => void = () => {},
): Promise<Wires> {
  const place = await freshPlace(t);
  const clock = new FakeClock(1_000_000);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  await migrate(database, [{ feature: "core", migrations: coreMigrations }]);
  const arrivals: Arrival[] = [];
  const dead = new Set<Outbox>();
  const at = (time: number) => new Promise<void>((done) => clock.at(time, done));
  let working = 0;
  const busy = async <T>(work: Promise<T>): Promise<T> => {
    working += 1;
    return work.finally(() => {
      working -= 1;
    });
  };
  const watched: Database = {
    ...database,
    unit: (work) => busy(database.unit(work)),
    write: (statement, values) => busy(database.write(statement, values)),
    run(tx, statement, values) {
      const rows = database.run(tx, statement, values);
      return rows instanceof Promise ? busy(rows) : rows;
    },
  };
  async function settled(): Promise<void> {
    for (let calm = 0; calm < 4; calm += 1) {
      await turn();
      if (working > 0) calm = -1;
    }
  }
  let [said, processes] = [0, 0];
  const living = new Map<Outbox, Alive>();

  return {
    clock,
    database,
    arrivals,
    async outbox() {
      const send: Adapter["send"] = async (chat, _, key) => {
        const [out, back] = delay();
        const begun = clock.now();
        await at(begun + out);
        const arrival = { chat, key, begun, at: clock.now(), ended: 0 };
        arrivals.push(arrival);
        let refused: unknown;
        try {
          answer(arrival);
        } catch (error) {
          refused = error;
        }
        await at(clock.now() + back);
        arrival.ended = clock.now();
        if (dead.has(outbox)) await new Promise(() => {});
        if (refused) throw refused;
        return { id: key };
      };
      const adapter = { name: "test", traits: { coldDirect: true, buttons: true, ...traits }, send } as Adapter;
      const parts = { database: watched, clock, log: quiet, adapters: new Map([["test", adapter]]) };
      const me = `process ${++processes}`;
      const alive = new Alive({ database, clock, me, watch: false });
      await alive.start();
      const outbox: Outbox = new Outbox({ ...parts, me });
      living.set(outbox, alive);
      await outbox.resume();
      return outbox;
    },
    async kill(outbox) {
      await settled();
      outbox.stop();
      // Its word that it lives is not renewed.
      await living.get(outbox)?.stop();
      dead.add(outbox);
    },
    async say(outbox, chats, push) {
      const rows = chats.map((chat): OutboxRow => {
        said += 1;
        const fixed = { adapter: "test", direct: 0, body: '{"text":"x"}', living: null, tries: 0, first_at: 0 };
        return { ...fixed, key: `k${said}`, chat: `test:${chat}` as Address, push: push ? 1 : 0, due_at: 0 };
      });
      await watched.unit(async (tx) => {
        const fresh = { status: "due", claimed_until: 0, now: clock.now(), begun: false } as const;
        await outbox.rows.insert(
          tx,
          rows.map((row) => ({ ...row, ...fresh, seq: Number(row.key.slice(1)) })),
        );
      });
      outbox.queue(rows);
    },
    pass: (ms) => clock.advance(clock.now() + ms, settled),
    async statuses() {
      const rows = await database.db
        .withTables<{ outbox: { status: string } }>()
        .selectFrom("outbox")
        .select(["status", (e) => e.fn.countAll<number>().as("n")])
        .groupBy("status")
        .execute();
      return Object.fromEntries(rows.map(({ status, n }) => [status, Number(n)]));
    },
  };
}

/** The most that any window of `ms` holds. */
export function busiest(times: number[], ms: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [i, at] of sorted.entries()) {
    while ((sorted[from] as number) <= at - ms) from += 1;
    most = Math.max(most, i - from + 1);
  }
  return most;
}
