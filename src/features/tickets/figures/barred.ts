/** The cases of a month that a member of staff must not count: named to keep away, their own, or about them by name. */
import type { Db, Kit, Member } from "#bot";
import { accusingKinds } from "../case/kinds.ts";
import { accusedPeople } from "../intake/accused.ts";
import type { TicketTables } from "../store/tables.ts";
import { mentions } from "./mentions.ts";
import { after } from "./period.ts";

/** Case numbers; also of other months where they had to recuse themselves. */
export async function barredCases(kit: Kit, member: Member, month: string): Promise<string[]> {
  const { calendar, db } = kit;
  const from = calendar.moment(`${month}-01`, "00:00") ?? 0;
  const to = calendar.moment(`${after(month)}-01`, "00:00") ?? 0;
  const tables = db.withTables<TicketTables>();
  const begun = tables.selectFrom("tickets").where("created_at", ">=", from).where("created_at", "<", to);
  const own = await begun.select("no").where("person", "=", member.id).execute();
  const about = await naming(kit, member, from, to);
  return [...new Set([...(await barredFrom(db, member.id)), ...own.map((row) => row.no), ...about])];
}

/** What one member's name was found in so far: looked for in a month's texts once, then only in what came since. */
interface Looked {
  until: number;
  nos: Set<string>;
}

const looked = new WeakMap<Kit, Map<string, Looked>>();
const MOST_LOOKED = 500;
/** A case's moment is older than its commit, at most by this: of an anonymous one only the date is kept. */
const LATE_MS = 2 * 24 * 3600_000;

/**
 * Accusing cases begun from `from` to before `to` whose words name the member, of all units: a case may change hands. Once
 * named in, always kept from.
 */
async function naming(kit: Kit, member: Member, from: number, to: number): Promise<string[]> {
  const named = mentions(member.name);
  if (!named) return [];
  const known = looked.get(kit) ?? new Map<string, Looked>();
  looked.set(kit, known);
  const key = `${from} ${member.name}`;
  const now = kit.now();
  const before = known.get(key);
  const since = before && before.until <= now ? before : { until: from, nos: new Set<string>() };
  const rows = await kit.db
    .withTables<TicketTables>()
    .selectFrom("tickets")
    .select(["no", "text"])
    .where("created_at", ">=", Math.max(from, since.until - LATE_MS))
    .where("created_at", "<", to)
    .where("kind", "in", accusingKinds())
    .where(named)
    .execute();
  const found = rows.filter((row) => accusedPeople(row.text, [member]).length > 0).map((row) => row.no);
  const nos = new Set([...since.nos, ...found]);
  if (known.size >= MOST_LOOKED) known.clear();
  known.set(key, { until: now, nos });
  return [...nos];
}

/** Those from which they were told to keep away. */
export async function barredFrom(db: Db, person: string): Promise<Set<string>> {
  const rows = db.withTables<TicketTables>().selectFrom("ticket_recused").select("ticket").where("person", "=", person);
  return new Set((await rows.execute()).map((row) => row.ticket));
}
