/** SQLite through node:sqlite: WAL, synchronous=FULL (lost nothing in power-cut trials, STACK.md §2). */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import type { Database, Db } from "#bot";
import { bind, compileWith } from "./compile.ts";
import { GroupCommit } from "./group-commit.ts";
import { holdDirectory } from "./hold.ts";

/** Options of a bench: a commit for each unit, as a yardstick. */
export interface SqliteOptions {
  commitAlone?: boolean;
  /** Beside a running bot: nothing is written, nothing is held. */
  readOnly?: boolean;
}

/** Opens `DATA_DIR/yizhan.db`, or a database in memory for ":memory:". Throws when another process holds the directory. */
export function openSqlite(dir: string, options: SqliteOptions = {}): Database {
  const readOnly = options.readOnly === true;
  const memory = dir === ":memory:";
  if (!memory) mkdirSync(dir, { recursive: true });
  const free = memory || readOnly ? () => {} : holdDirectory(dir);
  const path = memory ? ":memory:" : join(dir, "yizhan.db");
  const writer = new DatabaseSync(path, { readOnly });
  if (!readOnly)
    writer.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
    pragma busy_timeout = 5000; pragma temp_store = memory;`);
  // Erased words are overwritten, not merely forgotten (PRODUCT.md P18); memory is forgotten by itself.
  if (!memory && !readOnly) writer.exec("pragma secure_delete = on");
  const writing = statements(writer);
  const reader = memory ? writer : new DatabaseSync(path, { readOnly: true });
  if (!memory) reader.exec("pragma busy_timeout = 5000");
  const reading = memory ? writing : statements(reader);
  const tx = kysely(writing);
  const db = memory ? tx : kysely(reading);
  const group = new GroupCommit(say(writer), { alone: options.commitAlone === true, free: memory });

  return {
    engine: "sqlite",
    shared: false,
    db,
    unit: (work) => group.add(() => work(tx)),
    write: (statement, values) => group.add(() => change(writing(statement.sql), bind(statement, values))),
    change: (_, statement, values) => change(writing(statement.sql), bind(statement, values)),
    run: (within, statement, values) => all((within ? writing : reading)(statement.sql), bind(statement, values)),
    reads: (work) => work(db),
    compile: (build) => compileWith(tx as never, build),
    lock: async () => {},
    async scrub(what = "all") {
      await group.idle();
      // Erased rows are overwritten where they lay (secure_delete); moving what stays is for giving space back.
      if (what === "all") writer.exec("vacuum");
      writer.exec("pragma wal_checkpoint(truncate)");
    },
    async close() {
      await group.idle();
      if (!memory) reader.close();
      writer.close();
      free();
    },
  };
}

/** A statement is prepared once per SQL text. */
function statements(database: DatabaseSync): (sql: string) => StatementSync {
  const cache = new Map<string, StatementSync>();
  return (sql) => {
    let statement = cache.get(sql);
    if (!statement) {
      if (cache.size > 1000) cache.clear();
      statement = database.prepare(sql);
      cache.set(sql, statement);
    }
    return statement;
  };
}

function all<R>(statement: StatementSync, values: unknown[]): R[] {
  return statement.all(...(values as SQLInputValue[])) as R[];
}

function change(statement: StatementSync, values: unknown[]): number {
  return Number(statement.run(...(values as SQLInputValue[])).changes);
}

/** Kysely's own SQLite dialect over node:sqlite; transactions are the group commit's, never Kysely's. */
function kysely(prepare: (sql: string) => StatementSync): Db {
  return new Kysely<Record<never, never>>({
    dialect: new SqliteDialect({
      database: {
        close() {},
        prepare(sql) {
          const statement = prepare(sql);
          const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
          return {
            reader: statement.columns().length > 0,
            all: (parameters) => statement.all(...values(parameters)),
            run: (parameters) => statement.run(...values(parameters)),
            iterate: (parameters) => statement.iterate(...values(parameters)) as IterableIterator<never>,
          };
        },
      },
    }),
  });
}

function say(database: DatabaseSync) {
  const prepared = (sql: string) => {
    const statement = database.prepare(sql);
    return () => void statement.run();
  };
  const undo = prepared("rollback to unit");
  const release = prepared("release unit");
  return {
    begin: prepared("begin immediate"),
    commit: prepared("commit"),
    rollback: prepared("rollback"),
    savepoint: prepared("savepoint unit"),
    release,
    undo: () => {
      undo();
      release();
    },
  };
}
