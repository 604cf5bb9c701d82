/** PostgreSQL through pg: for when users outgrow one machine. Several processes may share it. */
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { Database, Statement, Tx } from "#bot";
import { bind, compileWith } from "./compile.ts";

/** bigint and count(*) fit a double for epoch milliseconds and for any count we keep; numeric comes from sum(bigint). */
const INT8 = 20;
const NUMERIC = 1700;

/** Deadlock and serialisation failures heal by running the unit again. */
const AGAIN = new Set(["40001", "40P01"]);

/** Opens the database at `url`; `schema` keeps tests apart. */
export function openPostgres(url: string, schema?: string): Database {
  const types = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as "text"),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // What does not wait for one another goes out together: a question to a database elsewhere is a way, not work.
    pipeline: true,
    types: types as never,
    ...(schema ? { options: `-c search_path=${schema}` } : {}),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const db = new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });

  async function unit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let round = 1; ; round++) {
      try {
        return await db.transaction().execute((tx) => work(tx as Transaction<Record<never, never>>));
      } catch (error) {
        if (round >= 5 || !AGAIN.has((error as { code?: string }).code ?? "")) throw error;
      }
    }
  }

  const execute = <V extends object, R>(tx: Tx | undefined, statement: Statement<V, R>, values: V) => {
    const query = { sql: statement.sql, parameters: bind(statement, values), query: { kind: "RawNode" } };
    return (tx ?? db).executeQuery<R>(query as never);
  };
  const change = async <V extends object>(tx: Tx | undefined, statement: Statement<V, unknown>, values: V) =>
    Number((await execute(tx, statement, values)).numAffectedRows ?? 0);

  return {
    engine: "postgres",
    shared: true,
    db,
    unit,
    write: (statement, values) => change(undefined, statement, values),
    change,
    run: async (tx, statement, values) => (await execute(tx, statement, values)).rows,
    reads: (work) => db.connection().execute((one) => work(one)),
    compile: (build) => compileWith(db as never, build),
    async lock(tx, ...names) {
      if (names.length === 0) return;
      // One round trip; the rows come, and are locked, in order.
      const all = sql`select name from unnest(${[...names].sort()}::text[]) with ordinality as n (name, at) order by at`;
      await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from (${all}) as names`.execute(tx);
    },
    // Dead rows are left to autovacuum; this brings it forward for the few tables that hold words.
    async scrub(what = "all") {
      if (what === "all") await sql`vacuum`.execute(db);
    },
    close: () => db.destroy(),
  };
}
