/** Kysely queries compiled once and bound many times: the same query on both engines, without building it per message. */
import type { Compilable, Kysely } from "kysely";
import type { Bind, Slot, Statement } from "#bot";

/** Stands in a query for a value that is bound later. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const place: Bind = <T>(name: string) => new Placeholder(name) as T;

/** Compiles `build(db, bind)`; constants in the query stay constants. */
export function compileWith<Tables, V extends object, R>(
  db: Kysely<Tables>,
  build: (db: Kysely<Tables>, place: Bind) => Compilable<R>,
): Statement<V, R> {
  const compiled = build(db, place).compile();
  const slots = compiled.parameters.map(
    (value): Slot => (value instanceof Placeholder ? { name: value.name } : { constant: value }),
  );
  return { sql: compiled.sql, slots };
}

/** The values in the order of the placeholders. */
export function bind<V extends object, R>(statement: Statement<V, R>, values: V): unknown[] {
  const bound = new Array<unknown>(statement.slots.length);
  for (let i = 0; i < bound.length; i++) {
    const slot = statement.slots[i] as Slot;
    bound[i] = "name" in slot ? (values as Record<string, unknown>)[slot.name] : slot.constant;
  }
  return bound;
}
