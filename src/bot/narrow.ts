/** Keeps part of the house from taking all ways to the store: who answers somebody shall find one free. */
import type { Database } from "./contract.ts";

/** The same store, with at most `most` units and single statements under way at once; the others wait in line. */
export function narrow(database: Database, most: number): Database {
  let free = most;
  const line: (() => void)[] = [];
  async function through<T>(work: () => T | Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => line.push(go));
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else free += 1;
    }
  }
  return {
    ...database,
    unit: (work) => through(() => database.unit(work)),
    write: (statement, values) => through(() => database.write(statement, values)),
    // Inside a unit the way is there already.
    run: (tx, statement, values) =>
      tx ? database.run(tx, statement, values) : through(() => database.run(tx, statement, values)),
  };
}
