/** What lies beside a case's own row, read for many cases in one query a table. */
import type { Db } from "#bot";
import type { AssistTables } from "./assists.ts";
import type { TicketFile, TicketTables } from "./tables.ts";

export interface Beside {
  /** House ids of staff who must not see it, of those who joined; where its card hangs; units that assist. */
  recused: string[];
  joiners: string[];
  holders: string[];
  assists: string[];
  /** The pictures it came with. */
  files: TicketFile[];
}

/** By case number; every one asked for is there. */
export async function besides(db: Db, nos: readonly string[]): Promise<Map<string, Beside>> {
  const found = new Map<string, Beside>(
    nos.map((no) => [no, { recused: [], joiners: [], holders: [], assists: [], files: [] }]),
  );
  if (nos.length === 0) return found;
  const tables = db.withTables<TicketTables & AssistTables>();
  const recused = tables.selectFrom("ticket_recused").selectAll().where("ticket", "in", nos);
  const joins = tables.selectFrom("ticket_joins").select(["ticket", "person"]).where("ticket", "in", nos);
  const cards = tables.selectFrom("ticket_cards").selectAll().where("ticket", "in", nos);
  const assists = tables.selectFrom("ticket_assists").select(["ticket", "unit"]).where("ticket", "in", nos);
  const files = tables.selectFrom("ticket_files").selectAll().where("ticket", "in", nos).where("seq", "=", 1);
  const [recusedRows, joinRows, cardRows, assistRows, fileRows] = await Promise.all([
    recused.execute(),
    joins.execute(),
    cards.execute(),
    assists.orderBy("unit").execute(),
    files.orderBy("ticket").orderBy("n").execute(),
  ]);
  for (const row of recusedRows) found.get(row.ticket)?.recused.push(row.person);
  for (const row of joinRows) found.get(row.ticket)?.joiners.push(row.person);
  for (const row of cardRows) found.get(row.ticket)?.holders.push(row.holder);
  for (const row of assistRows) found.get(row.ticket)?.assists.push(row.unit);
  for (const row of fileRows) found.get(row.ticket)?.files.push(row);
  return found;
}

/** Of one case. */
export async function besideOf(db: Db, no: string): Promise<Beside> {
  return (await besides(db, [no])).get(no) as Beside;
}
