/** The database as a feature sees it. */
import type { Kysely } from "kysely";

/** Kysely without tables: a feature names its own with `db.withTables<T>()`. */
export type Db = Kysely<Record<never, never>>;
/** The same, inside the one transaction that settles a message. Nothing but `tx` inside `tx`. */
export type Tx = Db;
