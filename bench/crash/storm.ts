/** One engine's run: people talk, the bot is killed and started again, until everything is dealt with. */
import { setTimeout as pause } from "node:timers/promises";
import { type Stage, stages } from "./cast.ts";
import type { Chance } from "./chance.ts";
import { Crowd } from "./crowd.ts";
import { Lives, type LivesParts } from "./lives.ts";
import { type Person, reporters, secretaries, volunteers } from "./people.ts";
import type { Place } from "./place.ts";

export interface StormOptions extends Pick<LivesParts, "kills" | "downMs" | "limitMs" | "tell"> {
  reporters: number;
  casesEach: number;
  signUps: number;
  callOuts: number;
  /** Places in all call-outs together. */
  seats: number;
}

/** What was said and seen, to be compared with what is kept. */
export interface Story {
  crowd: Crowd;
  people: Person[];
  stages: Stage[];
  kills: number;
  /** Kills of a bot that was not ready yet. */
  early: number;
  seconds: number;
}

/** The first start makes the tables: it is killed as well. */
const FIRST_KILLS = 2;
/** Once everybody was acknowledged, only answers are still under way. */
const LAST_KILLS = 2;
/** One in so many kills is followed by another while the bot is starting again. */
const EARLY = 4;
/** Between the moment for a kill and the kill. */
const AFTER_MS = 40;

/** Throws when the bot ends by itself or does not come to an end in time. */
export async function storm(place: Place, options: StormOptions, chance: Chance): Promise<Story> {
  const cast = stages(options.callOuts, options.seats);
  const crowd = new Crowd(chance);
  const lives = new Lives({ ...options, place, stages: cast, crowd, chance });
  try {
    const people = await play(lives, cast, crowd, options, chance);
    return { crowd, people, stages: cast, kills: lives.kills, early: lives.early, seconds: lives.seconds };
  } catch (error) {
    await lives.abandon();
    throw error;
  }
}

async function play(lives: Lives, cast: Stage[], crowd: Crowd, options: StormOptions, chance: Chance) {
  while (lives.kills < Math.min(FIRST_KILLS, options.kills)) await lives.killEarly();
  await lives.ready();
  const hosts = secretaries(cast);
  const codes = await callOut(lives, cast, crowd, hosts);
  const people = [
    ...reporters(chance, options.reporters, options.casesEach),
    ...volunteers(chance, options.signUps, cast, codes),
  ];

  const lines = people.reduce((sum, person) => sum + person.lines.length, 0);
  const before = crowd.acked.size;
  const most = options.kills - LAST_KILLS;
  const plan = Array.from({ length: Math.max(0, most - lives.kills) }, () => before + chance.integer(lines));
  crowd.add(chance.shuffled(people));
  for (const moment of plan.sort((a, b) => a - b)) {
    if (lives.kills >= most) break;
    await lives.until("acknowledged", () => crowd.acked.size >= moment);
    await pause(chance.number(AFTER_MS));
    await lives.kill();
    if (lives.kills < most && chance.once(EARLY)) await lives.killEarly();
    await lives.ready();
  }
  await lives.until("acknowledged", () => crowd.quiet);
  while (lives.kills < options.kills) {
    await lives.someTime();
    await lives.kill();
    await lives.ready();
  }
  await lives.finish();
  return [...hosts, ...people];
}

/** The call-outs' codes, in the order of the stages, once each hangs in its group. */
async function callOut(lives: Lives, cast: Stage[], crowd: Crowd, hosts: Person[]): Promise<string[]> {
  const codeIn = (group: string) =>
    crowd.shown.find(({ to, living }) => to === group && living?.startsWith("callout:"))?.living?.slice(8);
  crowd.add(hosts);
  await lives.until("called out", () => cast.every(({ group }) => codeIn(group)));
  return cast.map(({ group }) => codeIn(group) ?? "");
}
