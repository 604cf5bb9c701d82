/** One seeded day in one town: said, repeated, broken off, mended, and at its end everything that was said so far. */
import type { Address } from "#bot";
import { type Chance, chance } from "../crash/chance.ts";
import { type DayHouse, openHouse, type Place } from "./house.ts";
import type { DayTables } from "./tables.ts";
import { aside, type Conversation, callOut, greetings, handling, type Line, riderSays, studyItem } from "./talk.ts";
import type { OpenTown, Push } from "./town.ts";

export interface Said extends Push {
  who: Address;
  chat: Address;
  aside: boolean;
  /** The number of the line when it was said. */
  line: number;
}

export interface Spoken {
  conversation: Conversation;
  said: Said[];
}

export interface Day {
  house: DayHouse;
  spoken: Spoken[];
  redelivered: number;
  /** By name. */
  faults: Map<string, number>;
}

const START = Date.parse("2026-11-23T08:00:00+08:00");
const HOUR_MS = 3_600_000;
/** A full day has fourteen hours; of fewer messages it has fewer. */
const LONGEST_MS = 14 * HOUR_MS;
const EACH_MS = 3 * 60_000;
const RIDES = { exam: "2026-11-25 07:00-08:30", snow: "2026-11-27 09:00-10:30" };
/** How seldom, in messages: a fault, a broken line (in bursts), a store that is away, a copy at once, a copy later. */
const ONCE_IN = { fault: 5, outage: 7, away: 40, copy: 6, lateCopy: 8 };
const MOST_AT_ONCE = 6;

/** `messages`: about how many people say after the greetings; the day ends when everything is quiet. */
export async function liveThrough(open: OpenTown, place: Place, seed: number, messages: number): Promise<Day> {
  const luck = chance(seed);
  let trouble = false;
  const house = await openHouse(open, place, START, () => trouble && luck.once(ONCE_IN.away));
  const day: Day = { house, spoken: [], redelivered: 0, faults: new Map() };
  const copies: Push[] = [];
  let count = 0;
  const missing = () =>
    day.spoken.some(({ said }) => said.some((one) => awaited(house, one) && !house.book.taken.has(one.id)));

  async function burst(conversations: Conversation[], calm = false): Promise<void> {
    const open = conversations.map((conversation): Spoken => ({ conversation, said: [] }));
    day.spoken.push(...open);
    if (!calm && luck.once(ONCE_IN.outage)) await strike(day, luck, house.town.outages);
    const rounds = Math.max(...conversations.map(({ lines }) => lines.length));
    for (let round = 0; round < rounds; round++) {
      for (const one of luck.shuffled(open)) {
        const line = one.conversation.lines[round];
        if (!line) continue;
        if (!calm && luck.once(ONCE_IN.fault)) await strike(day, luck, house.town.miseries);
        const said = await speak(house, one.conversation.who, line);
        if (!said) continue;
        one.said.push(said);
        if (calm) continue;
        count++;
        if (!said.told) continue;
        if (luck.once(ONCE_IN.copy)) await repeat(day, said);
        if (luck.once(ONCE_IN.lateCopy)) copies.push(said);
      }
      // Now and then people wait for an answer; as often they do not.
      if (luck.once(2) || conversations.some(({ lines }) => lines[round]?.waits)) await rest();
    }
    await rest();
    for (const late of copies.splice(0, luck.integer(3))) await repeat(day, late);
  }
  async function rest(): Promise<void> {
    await house.town.mend();
    await house.rest(missing);
  }

  try {
    await house.open();
    await live();
    return day;
  } catch (error) {
    await house.stop();
    throw error;
  }

  async function live(): Promise<void> {
    await house.rest(() => false);
    // Before any trouble: who has never written cannot be reached everywhere.
    await burst(greetings(house), true);
    trouble = true;
    const end = START + Math.min(LONGEST_MS, messages * EACH_MS);
    const planned = plan(house, luck, end);
    const pause = (end - house.clock.now()) / Math.max(1, messages / 5);
    while (count < messages) {
      await house.to(house.clock.now() + luck.integer(2 * pause));
      const staff = planned.find((one) => one.at <= house.clock.now());
      if (staff) {
        planned.splice(planned.indexOf(staff), 1);
        for (const one of staff.conversations()) await burst([one]);
        continue;
      }
      await burst(await together(house, luck));
    }
    trouble = false;
    for (const late of copies.splice(0)) await repeat(day, late);
    await rest();
    // Until every push of the day is out and every pause of a platform is over; a delivery is given up after a day.
    await house.to(Math.max(house.clock.now(), end) + HOUR_MS / 2);
    for (let hour = 0; hour < 26 && (await house.waiting()) > 0; hour++) await house.to(house.clock.now() + HOUR_MS);
    await rest();
  }
}

function plan(house: DayHouse, luck: Chance, end: number) {
  const at = (share: number) => START + (end - START) * share;
  // "2026-11-23 12:10", as a secretary says it; Beijing is eight hours ahead, all year round.
  const push = new Date(at(0.6) + 8 * HOUR_MS).toISOString().slice(0, 16).replace("T", " ");
  return [
    { at: at(0.05), conversations: () => studyItem(house, `冬季骑行${luck.integer(100)}`, push) },
    { at: at(0.1), conversations: () => [callOut(house, "高考送考", RIDES.exam)] },
    { at: at(0.4), conversations: () => [callOut(house, "清扫积雪", RIDES.snow)] },
  ];
}

/** What a few people do at the same time: riders mostly, a handler now and then. */
async function together(house: DayHouse, luck: Chance): Promise<Conversation[]> {
  const db = house.app.database.db.withTables<DayTables>();
  const codes = (await db.selectFrom("callouts").select("code").execute()).map(({ code }) => code);
  const cases = await db.selectFrom("tickets").select("no").where("state", "=", "open_for_claim").execute();
  const some = Array.from({ length: 1 + luck.integer(MOST_AT_ONCE) }, () => riderSays(house, luck, codes));
  const open = cases[luck.integer(Math.max(1, cases.length))];
  if (open && luck.once(2)) some.push(handling(house, luck, open.no));
  // Whom the bot has asked something in the group is heard there next, and that is as it should be.
  const asked = await db.selectFrom("dialogs").select("person").where("chat", "=", house.groups.riders).execute();
  const free = house.people.riders.filter((rider) => !asked.some(({ person }) => person === rider));
  if (free.length > 0 && luck.once(2)) some.push(aside(house, free, luck));
  // One thing at a time for each person: whose dialog is open is not interrupted by themselves.
  return some.filter((one, i) => some.findIndex((other) => other.who === one.who) === i);
}

async function speak(house: DayHouse, who: Address, { words, group, aside, photo, press }: Line) {
  const chat = group ?? who;
  const line = house.town.line();
  const how = { mention: Boolean(group) && !aside, ...(photo && { photo }) };
  const push = await (press ? house.town.press(who, chat, press) : house.town.say(who, chat, words, how));
  return push && { ...push, who, chat, aside: aside === true, line };
}

async function repeat(day: Day, push: Push): Promise<void> {
  day.redelivered++;
  await push.again();
}

async function strike(day: Day, luck: Chance, all: Day["house"]["town"]["miseries"]): Promise<void> {
  const one = all[luck.integer(all.length)];
  if (!one) return;
  day.faults.set(one.name, (day.faults.get(one.name) ?? 0) + 1);
  await one.strike();
}

/** The bot must come to know of it: it was told, and either the line held or the platform offers it again. */
export function awaited({ town }: DayHouse, one: Said): boolean {
  return one.told && !one.aside && (town.offerAgain !== undefined || one.line === town.line());
}
