/** After the day: what the platform showed and what the database holds, against what was said. */
import { hash } from "node:crypto";
import type { Address } from "#bot";
import { outOfOrder } from "./order.ts";
import { overheard } from "./overheard.ts";
import { awaited, type Day, type Said } from "./run.ts";
import type { DayTables } from "./tables.ts";

export interface Findings {
  name: string;
  /** What people said to the bot or to each other, copies not counted. */
  messages: number;
  redelivered: number;
  faults: number;
  lost: number;
  twice: number;
  /** Deliveries of which nobody can know, on the shelf for staff. */
  unknown: number;
  out_of_order: number;
  overheard: number;
  /** What the platform itself never handed over, because no line was open: it counts for nothing. */
  undelivered: number;
  /** Tries that the limits, counted for real, turned away. */
  limited: number;
  /** Each finding that breaks a promise, in words without anybody's. */
  broken: string[];
}

export async function count(day: Day): Promise<Findings> {
  const { house, spoken } = day;
  const said = spoken.flatMap((one) => one.said);
  const lost = [...notHeard(day), ...(await notAnswered(day)), ...(await notShown(day)), ...(await notDone(day))];
  const twice = [...(await shownTwice(day)), ...(await doneTwice(day))];
  const order = await outOfOrder(day);
  const ears = await overheard(day);
  return {
    name: house.town.name,
    messages: said.length,
    redelivered: day.redelivered,
    faults: [...day.faults.values()].reduce((sum, n) => sum + n, 0) + house.book.refused.size,
    lost: lost.length,
    twice: twice.length,
    unknown: (await outbox(day)).filter(({ status }) => status === "unknown").length,
    out_of_order: order.length,
    overheard: ears.length,
    undelivered: said.filter((one) => !one.aside && !house.book.taken.has(one.id)).length,
    limited: house.town.turnedAway(),
    broken: [
      ...lost.map((what) => `lost: ${what}`),
      ...twice.map((what) => `twice: ${what}`),
      ...order.map((what) => `out of order: ${what}`),
      ...ears.map((what) => `overheard: ${what}`),
    ],
  };
}

/** The platform told it on a line that held, or offers it until it is taken: it must have arrived. */
function notHeard({ house, spoken }: Day): string[] {
  const said = spoken.flatMap((one) => one.said);
  return said
    .filter((one) => awaited(house, one) && !house.book.taken.has(one.id))
    .map(({ id }) => `${id} never arrived`);
}

/** What was taken is done, and something was said about it. */
async function notAnswered(day: Day): Promise<string[]> {
  const { house, spoken } = day;
  const db = house.app.database.db.withTables<DayTables>();
  const status = new Map(
    (await db.selectFrom("inbox").select(["id", "status"]).execute()).map((row) => [row.id, row.status]),
  );
  const answered = new Set((await outbox(day)).map(({ key }) => key.slice(0, KEY_SIGNS)));
  return spoken
    .flatMap((one) => one.said)
    .filter((one) => !one.aside && house.book.taken.has(one.id))
    .flatMap(({ id, bare }) => {
      if (bare && !status.has(id)) return [];
      if (status.get(id) !== "done") return [`${id} is ${status.get(id) ?? "not in the inbox"}`];
      return answered.has(keyOf(id)) ? [] : [`${id} got no answer`];
    });
}

/** Every reply was shown or changed something shown, waits for its person, or lies on the shelf. */
async function notShown(day: Day): Promise<string[]> {
  const { tries, changed } = day.house.book;
  const shown = new Set(tries.filter(({ seen }) => seen.length > 0).map(({ key }) => key));
  return (await outbox(day)).flatMap(({ key, status, shown: receipt }) => {
    if (status === "due" || status === "refused") return [`reply ${key} is ${status}`];
    if (status === "sent" && !shown.has(key) && !(receipt && changed.has(receipt)))
      return [`reply ${key} counts as sent and was not shown`];
    return [];
  });
}

/** Every case whose words all arrived is there; every seat is as its person last said. */
async function notDone(day: Day): Promise<string[]> {
  const { house, spoken } = day;
  const db = house.app.database.db.withTables<DayTables>();
  const texts = (await db.selectFrom("tickets").select("text").execute()).map(({ text }) => text);
  const missing = spoken.flatMap(({ conversation: { makes, lines }, said }) => {
    const whole = makes && said.length === lines.length && inTheirOrder(day, said);
    return whole && !texts.some((text) => text.includes(makes)) ? [`the case of ${said[0]?.id} was not filed`] : [];
  });
  return [...missing, ...(await wrongSeats(day))];
}

/** All arrived, and in the order in which they were said; a platform that offers one again may offer it too late. */
function inTheirOrder({ house }: Day, said: Said[]): boolean {
  const ids = said.flatMap(({ id, also }) => (also ? [id, also] : [id]));
  const at = ids.map((id) => house.book.taken.get(id) ?? Number.NaN);
  return at.every((one, i) => one > (at[i - 1] ?? -1));
}

async function wrongSeats(day: Day): Promise<string[]> {
  const { house, spoken } = day;
  const db = house.app.database.db.withTables<DayTables>();
  const rows = await db
    .selectFrom("callout_signups")
    .innerJoin("callouts", "callouts.id", "callout_signups.callout")
    .innerJoin("addresses", "addresses.person", "callout_signups.person")
    .select(["callouts.code", "addresses.address", "callout_signups.status"])
    .execute();
  const seats = new Map(rows.map((row) => [`${row.code} ${row.address}`, !row.status.startsWith("cancelled")]));
  const wanted = new Map<string, boolean>();
  for (const { conversation, said } of spoken) {
    const { seat, who } = conversation;
    if (!seat || !said.every((one) => house.book.taken.has(one.id))) continue;
    const name = `${seat.code} ${who}`;
    // Who never signed up has nothing to cancel.
    if (seat.taken || wanted.has(name)) wanted.set(name, seat.taken);
  }
  return [...wanted]
    .filter(([name, taken]) => (seats.get(name) ?? false) !== taken)
    .map(([name]) => `the seat ${name}`);
}

/** Of one reply nothing was shown a second time, and nothing was shown that nobody asked for. */
async function shownTwice({ house }: Day): Promise<string[]> {
  const { town, book, people, groups } = house;
  const faults: string[] = [];
  const asked = new Map<Address, Set<string>>();
  const looks = new Map<string, Set<string>>();
  for (const { key, chat, seen } of book.tries) {
    const ids = asked.get(chat) ?? new Set();
    asked.set(chat, ids);
    const mine = looks.get(key) ?? new Set();
    looks.set(key, mine);
    for (const { id, look } of seen) {
      ids.add(id);
      if (mine.has(look)) faults.push(`reply ${key} was shown again in ${chat}`);
      mine.add(look);
    }
  }
  for (const chat of [...Object.values(people).flat(), ...Object.values(groups)])
    for (const { id } of await town.shown(chat))
      if (!asked.get(chat)?.has(id)) faults.push(`${id} in ${chat} belongs to no reply`);
  return faults;
}

/** No case was filed twice. */
async function doneTwice({ house, spoken }: Day): Promise<string[]> {
  const db = house.app.database.db.withTables<DayTables>();
  const texts = (await db.selectFrom("tickets").select("text").execute()).map(({ text }) => text);
  return spoken.flatMap(({ conversation: { makes }, said }) =>
    makes && texts.filter((text) => text.includes(makes)).length > 1 ? [`the case of ${said[0]?.id}`] : [],
  );
}

export const KEY_SIGNS = 24;

/** As the core names the replies to a message (src/bot/settle.ts). */
export function keyOf(id: string): string {
  return hash("sha256", id, "base64url").slice(0, KEY_SIGNS);
}

function outbox({ house }: Day) {
  const rows = house.app.database.db.withTables<DayTables>().selectFrom("outbox");
  return rows.select(["key", "chat", "seq", "status", "shown", "living"]).orderBy("seq").execute();
}
