/** The database as a feature and the core see it. */
import type { Compilable, Kysely } from "kysely";

/** Kysely without tables: a feature names its own with `db.withTables<T>()`. */
export type Db = Kysely<Record<never, never>>;
/** The same, inside the one transaction that settles a message. Nothing but `tx` inside `tx`. */
export type Tx = Db;

/** A query compiled once: the SQL, and for each placeholder the name of its value or the constant itself. */
export interface Statement<Values, Row> {
  readonly sql: string;
  readonly slots: readonly Slot[];
  /** Only for the compiler: what it takes and what it gives. */
  readonly types?: { values: Values; row: Row };
}
export type Slot = { name: string } | { constant: unknown };

/** Names a value inside a query that is being compiled. */
export type Bind = <T>(name: string) => T;

/**
 * `all`: everything. `log`: only what shows which rows were written together, where that lies beside the database (cheap).
 */
export type Scrub = "all" | "log";

/** One store, either engine. */
export interface Database {
  readonly engine: "sqlite" | "postgres";
  /** Other processes may work on the same rows. */
  readonly shared: boolean;
  /** For reading: sees only what is committed (in a database in memory also what is about to be). */
  readonly db: Db;
  /**
   * One unit of work: all of it is kept, or none. Resolves after it is durable. Units queued in the same moment
   * share one commit on SQLite. `work` may run more than once (a deadlock on PostgreSQL): effects go through `tx` only.
   */
  unit<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement that is a unit by itself: the short way for hot paths. Resolves to the number of changed rows. */
  write<V extends object>(statement: Statement<V, unknown>, values: V): Promise<number>;
  /** The same inside `tx`. */
  change<V extends object>(tx: Tx, statement: Statement<V, unknown>, values: V): number | Promise<number>;
  /** Runs a compiled query: inside `tx`, or for reading when `tx` is undefined. */
  run<V extends object, R>(tx: Tx | undefined, statement: Statement<V, R>, values: V): R[] | Promise<R[]>;
  /** For questions that do not wait for one another: on PostgreSQL they go out together, over one connection. */
  reads<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Compiles a Kysely query once. `bind("name")` stands where a value will be bound. */
  compile<Tables, V extends object, R = unknown>(
    build: (db: Kysely<Tables>, bind: Bind) => Compilable<R>,
  ): Statement<V, R>;
  /** Holds names until the end of the transaction. */
  lock(tx: Tx, ...names: string[]): Promise<void>;
  /** Gives back what erased rows took on disk, so that nothing of them is left there. */
  scrub(what?: Scrub): Promise<void>;
  close(): Promise<void>;
}
