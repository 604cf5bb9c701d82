/** Words that were not for the bot, looked for wherever it could have left them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "./run.ts";
import type { DayTables } from "./tables.ts";
import { ASIDE } from "./talk.ts";

/** Where such a word was found: a table, a file, the log; and such a message in the inbox, whatever is left of it. */
export async function overheard({ house, spoken }: Day): Promise<string[]> {
  const { db } = house.app.database;
  const asides = spoken.flatMap(({ said }) => said.filter((one) => one.aside).map(({ id }) => id));
  const inbox = await db.withTables<DayTables>().selectFrom("inbox").select("id").execute();
  const stored = new Set<string>(inbox.map(({ id }) => id));
  const found = asides.filter((id) => stored.has(id)).map((id) => `${id} in the inbox`);
  for (const { name, schema } of await db.introspection.getTables()) {
    const table = house.schema ? db.withSchema(house.schema) : db;
    if (house.schema && schema !== house.schema) continue;
    const rows = await table
      .selectFrom(name as never)
      .selectAll()
      .execute();
    if (JSON.stringify(rows).includes(ASIDE)) found.push(`in the table ${name}`);
  }
  const files = readdirSync(house.dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const { parentPath, name } of files)
    if (readFileSync(join(parentPath, name)).includes(ASIDE)) found.push(`in the file ${name}`);
  if (house.lines.some((line) => line.includes(ASIDE))) found.push("in the log");
  return found;
}
