/** What the features registered: the bot as they see it. */
import type { Hono } from "hono";
import type { ZodType } from "zod";
import type { Answer, Bot, Command, Due, Message, Migration, Missed, Next, Rights, Role, Turn } from "./contract.ts";
import { wordOf } from "./match.ts";

export type Handler = (turn: Turn) => Promise<Answer>;
export type Registered = Command & { answer: Handler };
export interface Dialog {
  hear(turn: Turn, state: unknown): Promise<Answer>;
}
export interface Job {
  name: string;
  when: string | Due;
  run: (due: Date) => Promise<Answer>;
  missed: Missed;
}

export class Registry implements Bot {
  readonly features: { feature: string; migrations: Migration[]; rights?: Rights }[] = [];
  readonly commands: Registered[] = [];
  readonly dialogs = new Map<string, Dialog>();
  readonly events: { kind: NonNullable<Message["event"]>; answer: Handler }[] = [];
  readonly jobs: Job[] = [];
  readonly pages: { role: Role; routes: Hono }[] = [];
  fallback: Handler | undefined;

  tables(feature: string, migrations: Migration[], rights?: Rights): void {
    this.features.push({ feature, migrations, ...(rights ? { rights } : {}) });
  }

  command(command: Command, answer: Handler): void {
    if (this.commands.some((other) => other.name === command.name))
      throw new Error(`two commands are called ${command.name}`);
    const taken = this.commands.flatMap((other) => other.words.map((word) => [wordOf(word), other.name] as const));
    for (const word of command.words) {
      const other = taken.find(([theirs]) => theirs === wordOf(word));
      if (other) throw new Error(`"${wordOf(word)}" is said by both ${other[1]} and ${command.name}`);
    }
    this.commands.push({ ...command, answer });
  }

  dialog<S>(
    name: string,
    shape: ZodType<S>,
    answer: (turn: Turn, state: S, again: (state: S) => Next) => Promise<Answer>,
  ): (state: S) => Next {
    if (this.dialogs.has(name)) throw new Error(`two dialogs are called ${name}`);
    const again = (state: S): Next => ({ dialog: name, state });
    this.dialogs.set(name, { hear: (turn, state) => answer(turn, shape.parse(state), again) });
    return again;
  }

  event(kind: NonNullable<Message["event"]>, answer: Handler): void {
    this.events.push({ kind, answer });
  }

  job(name: string, when: string | Due, run: (due: Date) => Promise<Answer>, missed: Missed = "last"): void {
    if (this.jobs.some((other) => other.name === name)) throw new Error(`two jobs are called ${name}`);
    this.jobs.push({ name, when, run, missed });
  }

  routes(role: Role, routes: Hono): void {
    this.pages.push({ role, routes });
  }

  otherwise(answer: Handler): void {
    if (this.fallback) throw new Error("only one feature may answer what nobody else does");
    this.fallback = answer;
  }
}

/** A command's plain name, as buttons and help show it: its first word. */
export function nameOf(command: Command): string {
  return wordOf(command.words[0] ?? command.name);
}
