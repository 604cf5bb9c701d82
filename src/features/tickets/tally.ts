/**
 * How many cases began in a month, and what became of them, by unit, kind and days to the result: added up from an index
 * (store-facts.ts), so that a month of the whole town takes milliseconds. Whoever asks counts no case that they must not
 * learn of, not even as a number (PRODUCT.md P12): those are taken off again, one by one.
 */
import { type ExpressionBuilder, sql } from "kysely";
import { type Kit, type Member, UserError } from "#bot";
import { barredCases } from "./barred.ts";
import { accusingKinds, type Kind } from "./kinds.ts";
import type { FactTables } from "./store-facts.ts";

export interface Tally {
  unit: string | null;
  kind: Kind;
  /** Working days to the result; null: there is none. */
  days: number | null;
  n: number;
  responded: number;
  /** Of which the reporter's word, or its absence, says whether they are solved. */
  solvable: number;
  solved: number;
  /** Of which it is known whether they are in time. */
  timed: number;
  onTime: number;
}

/** Values in one list: far below SQLite's 32,766. */
const CHUNK = 1_000;

/** `units`: by id, null for what no unit has. Throws UserError(`later`) while old cases are still being counted. */
export async function talliesOf(
  kit: Kit,
  member: Member,
  units: (string | null)[],
  month: string,
  later: string,
): Promise<Tally[]> {
  const db = kit.db.withTables<FactTables>();
  if (units.length === 0) return [];
  if (await db.selectFrom("ticket_facts_missing").select("ticket").limit(1).executeTakeFirst())
    throw new UserError(later);
  const places = units.map((unit) => unit ?? "");
  const sums = db.selectFrom("ticket_facts").select((facts) => ["unit", "kind", "days", ...counted(facts, kit)]);
  const here = sums.where("month", "=", month).where("unit", "in", places);
  const all = (await here.groupBy(["unit", "kind", "days"]).execute()).map(asTally(1));
  const nos = await barredCases(kit, member, month);
  for (let at = 0; at < nos.length; at += CHUNK) {
    const some = sums.where("ticket", "in", nos.slice(at, at + CHUNK)).where("kind", "in", accusingKinds());
    const rows = await some.groupBy(["unit", "kind", "days", "month"]).select("month").execute();
    const counts = rows.filter((row) => row.month === month && places.includes(row.unit));
    all.push(...counts.map(asTally(-1)));
  }
  return all;
}

type Row = { unit: string } & Omit<Tally, "unit">;

function counted({ fn, ref }: ExpressionBuilder<FactTables, "ticket_facts">, { calendar, now }: Kit) {
  const today = calendar.dateOf(now());
  const [onTime, due] = [ref("on_time"), ref("due")];
  return [
    fn.countAll<number>().as("n"),
    fn.sum<number>("responded").as("responded"),
    fn.count<number>("solved").as("solvable"),
    sql<number>`coalesce(sum(${ref("solved")}), 0)`.as("solved"),
    sql<number>`sum(case when ${onTime} is not null or ${due} < ${today} then 1 else 0 end)`.as("timed"),
    sql<number>`coalesce(sum(${onTime}), 0)`.as("onTime"),
  ] as const;
}

function asTally(sign: 1 | -1): (row: Row) => Tally {
  const signed = (n: number) => sign * Number(n);
  return ({ unit, kind, days, n, responded, solvable, solved, timed, onTime }) => ({
    unit: unit === "" ? null : unit,
    kind,
    days,
    n: signed(n),
    responded: signed(responded),
    solvable: signed(solvable),
    solved: signed(solved),
    timed: signed(timed),
    onTime: signed(onTime),
  });
}
