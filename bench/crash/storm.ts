/** One engine's run: people talk, the bot is killed and started again, until everything is dealt with. */
import { setTimeout as pause } from "node:timers/promises";
import { type Stage, stages } from "./cast.ts";
import type { Chance } from "./chance.ts";
import { Crowd } from "./crowd.ts";
import { Life } from "./life.ts";
import { type Person, reporters, secretaries, volunteers } from "./people.ts";
import type { Place } from "./place.ts";
import type { Up } from "./wire.ts";

export interface StormOptions {
  reporters: number;
  casesEach: number;
  signUps: number;
  callOuts: number;
  /** Places in all call-outs together. */
  seats: number;
  kills: number;
  /** Every other time the bot comes back as if it had been down for this long: its clock has gone on. Else at once. */
  downMs: number;
  /** Everything must be dealt with by then. */
  limitMs: number;
  /** Hears now and then how far it is. */
  tell?(words: string): void;
}

/** What was said and seen, to be compared with what is kept. */
export interface Story {
  crowd: Crowd;
  people: Person[];
  /** In the order of `codes`. */
  stages: Stage[];
  codes: string[];
  kills: number;
  /** Kills of a bot that was not ready yet. */
  early: number;
  seconds: number;
}

type Left = { inbox: number; outbox: number };

/** The first start makes the tables: it is killed as well. */
const FIRST_KILLS = 2;
/** Once everybody was acknowledged, only answers are still under way. */
const LAST_KILLS = 2;
/** One in so many kills is followed by another while the bot is starting again. */
const EARLY = 4;
/** Between the moment for a kill and the kill. */
const AFTER_MS = 40;
const LOOK_MS = 20;
/** The bot is asked this often how much is left, until it says twice that nothing is. */
const LEFT_MS = 200;
const TWICE = 2;

export async function storm(place: Place, options: StormOptions, chance: Chance): Promise<Story> {
  const started = performance.now();
  const cast = stages(options.callOuts, options.seats);
  const crowd = new Crowd(chance);
  let left: Left | undefined;
  let aheadMs = 0;
  let kills = 0;
  let early = 0;
  /** How long a start takes here, at most. */
  let startMs = 500;

  const hear = (line: Up) => {
    if ("left" in line) left = line.left;
    else crowd.hear(line);
  };
  const begin = () => {
    if (kills > 0 && (options.kills - kills) % 2 === 0) aheadMs += options.downMs;
    return new Life({ place, stages: cast, aheadMs, paced: kills % 4 >= 2 }, hear);
  };
  let life = begin();
  const until = async (what: string, check: () => boolean): Promise<void> => {
    while (!check()) {
      if (life.fault) throw life.fault;
      if (performance.now() - started > options.limitMs)
        throw new Error(`not ${what} after ${options.limitMs / 1000} s and ${kills} kills: ${JSON.stringify(left)}`);
      await pause(LOOK_MS);
    }
  };
  const kill = async () => {
    crowd.disconnect();
    await life.kill();
    kills += 1;
    options.tell?.(`kill ${kills} of ${options.kills}, ${crowd.acked.size} acknowledged, ${crowd.shown.length} shown`);
    life = begin();
  };
  /** Kills it `n` times before it is ready, or as it takes up what was left. */
  const killEarly = async (n: number) => {
    for (let i = 0; i < n; i++) {
      await pause(chance.number(startMs * 1.2));
      await kill();
      early += 1;
    }
  };
  const ready = async () => {
    const from = performance.now();
    let there = false;
    void life.ready.then(() => {
      there = true;
    });
    await until("started", () => there);
    startMs = Math.max(startMs, performance.now() - from);
    crowd.connect(life);
  };

  await killEarly(Math.min(FIRST_KILLS, options.kills));
  await ready();
  const hosts = secretaries(cast);
  crowd.add(hosts);
  const card = (group: string) => crowd.shown.find((one) => one.to === group && one.living?.startsWith("callout:"));
  await until("called out", () => cast.every(({ group }) => card(group)));
  const codes = cast.map(({ group }) => card(group)?.living?.slice("callout:".length) ?? "");

  const people = [
    ...reporters(chance, options.reporters, options.casesEach),
    ...volunteers(chance, options.signUps, cast, codes),
  ];
  const lines = people.reduce((sum, person) => sum + person.lines.length, 0);
  const before = crowd.acked.size;
  const moments = Math.max(0, options.kills - kills - LAST_KILLS);
  const plan = Array.from({ length: moments }, () => before + chance.integer(lines)).sort((a, b) => a - b);
  crowd.add(chance.shuffled(people));
  for (const moment of plan) {
    if (kills >= options.kills - LAST_KILLS) break;
    await until("acknowledged", () => crowd.acked.size >= moment);
    await pause(chance.number(AFTER_MS));
    await kill();
    if (chance.once(EARLY)) await killEarly(1);
    await ready();
  }
  await until("acknowledged", () => crowd.quiet);
  while (kills < options.kills) {
    await pause(chance.number(startMs));
    await kill();
    await ready();
  }

  for (let done = 0; done < TWICE; ) {
    left = undefined;
    life.tell({ left: true });
    await until("done", () => left !== undefined);
    const { inbox, outbox }: Left = left ?? { inbox: -1, outbox: -1 };
    options.tell?.(`${inbox} to be answered and ${outbox} to be sent`);
    done = inbox + outbox === 0 ? done + 1 : 0;
    await pause(LEFT_MS);
  }
  await life.end();
  if (life.fault) throw life.fault;
  const seconds = (performance.now() - started) / 1000;
  return { crowd, people: [...hosts, ...people], stages: cast, codes, kills, early, seconds };
}
