/** Numbers that only grow: the order of arrival in the inbox and of saying in the outbox. */
import type { Database } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

/**
 * A counter that starts above everything stored. Within one process the order is exact; between processes that share a
 * database it follows their clocks, which is all that two sockets can promise anyway.
 */
export async function sequence(database: Database, now: () => number): Promise<() => number> {
  const core = database.db.withTables<CoreTables>();
  const inbox = await core
    .selectFrom("inbox")
    .select((e) => e.fn.max("seq").as("top"))
    .executeTakeFirst();
  const outbox = await core
    .selectFrom("outbox")
    .select((e) => e.fn.max("seq").as("top"))
    .executeTakeFirst();
  let last = Math.max(Number(inbox?.top ?? 0), Number(outbox?.top ?? 0));
  return () => {
    // A thousandth of a millisecond a step keeps epoch times within what a double holds exactly until the year 2255.
    last = Math.max(last + 1, now() * 1000);
    return last;
  };
}
