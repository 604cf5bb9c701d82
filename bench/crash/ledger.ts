/** What is kept once all is over, read from the tables as they are. */

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { CoreTables } from "../../src/bot/schema.ts";
import { countRows } from "../../src/bot/shelf.ts";
import type { MemberTables } from "../../src/features/members/store.ts";
import type { TicketTables } from "../../src/features/tickets/store/tables.ts";
import type { VolunteerTables } from "../../src/features/volunteers/store.ts";
import { filesOnDisk } from "../../src/storage/files.ts";
import { openDatabase } from "../../src/storage/open.ts";
import type { Place } from "./place.ts";

type Tables = CoreTables & MemberTables & TicketTables & VolunteerTables;

export type Ledger = Awaited<ReturnType<typeof readLedger>>;

/** Reads everything that the count needs; the bot must have ended. */
export async function readLedger({ dir, url, schema }: Place) {
  const database = openDatabase(dir, url, schema);
  try {
    const db = database.db.withTables<Tables>();
    const addresses = await db.selectFrom("addresses").select(["address", "person"]).execute();
    const photos = await db.selectFrom("ticket_files").select(["ticket", "hash"]).execute();
    const files = filesOnDisk(dir, Number.MAX_SAFE_INTEGER);
    const onDisk = await Promise.all(photos.map(async (one) => ((await files.has(one.hash)) ? [one.hash] : [])));
    return {
      /** Person by address. */
      people: new Map(addresses.map((row) => [row.address, row.person])),
      inbox: await db.selectFrom("inbox").select(["id", "status"]).execute(),
      outbox: await db.selectFrom("outbox").select(["key", "chat", "living", "status", "seq"]).orderBy("seq").execute(),
      tickets: await db.selectFrom("tickets").select(["no", "text", "person", "created_at"]).execute(),
      photos,
      onDisk: new Set(onDisk.flat()),
      /** Photos that were being stored at a kill and are nobody's. */
      halves: (await readdir(join(dir, "files")).catch(() => [])).filter((name) => name.startsWith("part-")).length,
      callouts: await db.selectFrom("callouts").select(["id", "code", "capacity"]).execute(),
      signUps: await db
        .selectFrom("callout_signups")
        .select(["callout", "person", "party", "status", "seq"])
        .orderBy("seq")
        .execute(),
      shelf: {
        parked: await countRows(database, "inbox", "parked"),
        unknown: await countRows(database, "outbox", "unknown"),
      },
    };
  } finally {
    await database.close();
  }
}
