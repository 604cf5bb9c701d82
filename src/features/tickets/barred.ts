/** The cases of a month that a member of staff must not count: named to keep away, their own, or about them by name. */
import type { Db, Kit, Member } from "#bot";
import { accusedPeople } from "./accused.ts";
import { kindNames, kinds } from "./kinds.ts";
import { mentions } from "./mentions.ts";
import { after } from "./period.ts";
import type { TicketTables } from "./store.ts";
import { inUnits } from "./store-read.ts";

/** Case numbers; also of other months where they had to recuse themselves. */
export async function barredCases(
  kit: Kit,
  member: Member,
  units: (string | null)[],
  month: string,
): Promise<string[]> {
  const { calendar, db } = kit;
  const from = calendar.moment(`${month}-01`, "00:00") ?? 0;
  const to = calendar.moment(`${after(month)}-01`, "00:00") ?? 0;
  const tables = db.withTables<TicketTables>();
  const begun = tables.selectFrom("tickets").where("created_at", ">=", from).where("created_at", "<", to);
  const own = await begun.select("no").where("person", "=", member.id).execute();
  const named = mentions(member.name);
  const about = named
    ? await begun
        .select(["no", "text"])
        .where(
          "kind",
          "in",
          kindNames.filter((kind) => kinds[kind].accuses),
        )
        .where(inUnits(units))
        .where(named)
        .execute()
    : [];
  const mine = about.filter((row) => accusedPeople(row.text, [member]).length > 0);
  return [...new Set([...(await barredFrom(db, member.id)), ...[...own, ...mine].map((row) => row.no)])];
}

/** Those from which they were told to keep away. */
export async function barredFrom(db: Db, person: string): Promise<Set<string>> {
  const rows = db.withTables<TicketTables>().selectFrom("ticket_recused").select("ticket").where("person", "=", person);
  return new Set((await rows.execute()).map((row) => row.ticket));
}
