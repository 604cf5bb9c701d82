/** The unit and those above it, by the keys of a few rows: asked for at every word of staff, so not by reading the tree. */
import type { Database } from "#bot";
import type { MemberTables } from "./store.ts";

/** Returns ids; none for a unit that is not there. A ring in the data ends the walk. */
export function climb(database: Database): (unit: string) => Promise<string[]> {
  const upwards = database.compile<MemberTables, { unit: string }, { id: string }>((db, bind) =>
    db
      .withRecursive("up", (walk) =>
        walk
          .selectFrom("units")
          .select(["id", "parent"])
          .where("id", "=", bind<string>("unit"))
          .union(
            walk.selectFrom("up").innerJoin("units", "units.id", "up.parent").select(["units.id", "units.parent"]),
          ),
      )
      .selectFrom("up")
      .select("id"),
  );
  return async (unit) => (await database.run(undefined, upwards, { unit })).map((row) => row.id);
}
