/** How much of the model a person, a chat and the house may take; and how fast one person may ask at all. */
import type { AskReport, Kit, Turn, Tx } from "#bot";
import { costOf } from "./metrics.ts";
import { spend, spentOn } from "./spent-store.ts";

const MINUTE_MS = 60_000;
/** Nobody types so many questions in a minute: beyond it one line is said, and the rest of the minute is let pass. */
const FLOOD = 120;
/** People remembered at once; the oldest are forgotten first. */
const MOST = 10_000;

export type Over = "minute" | "person" | "group" | "money";

export interface Budget {
  /** Counts a question. `fast`: without the model; `flood` is said once a minute; `silent`: that was said already. */
  pace(person: string): "ok" | "fast" | "flood" | "silent";
  /** What is used up for today, if anything. */
  over(turn: Turn, day: string): Promise<Over | undefined>;
  /** Books what a question took. */
  book(tx: Tx, turn: Turn, day: string, report: AskReport): Promise<void>;
}

export function budget(kit: Kit): Budget {
  const limits = kit.settings.answers;
  /** Of this process alone: it protects this process. */
  const asked = new Map<string, number[]>();
  return {
    pace(person) {
      const now = kit.now();
      const lately = (asked.get(person) ?? []).filter((at) => now - at < MINUTE_MS);
      asked.delete(person);
      asked.set(person, [...lately, now].slice(-FLOOD - 2));
      const [oldest] = asked.keys();
      if (asked.size > MOST && oldest !== undefined) asked.delete(oldest);
      if (lately.length > FLOOD) return "silent";
      if (lately.length === FLOOD) return "flood";
      return limits && lately.length >= limits.personMinute ? "fast" : "ok";
    },
    async over(turn, day) {
      if (!limits) return undefined;
      const { person, chat } = scopesOf(turn);
      const spent = await spentOn(kit.db, day, [person, chat, "all"]);
      if ((spent.get(person)?.asked ?? 0) >= limits.personDay) return "person";
      if (inGroup(turn) && (spent.get(chat)?.asked ?? 0) >= limits.groupDay) return "group";
      const all = spent.get("all");
      const yuan = costOf({ read: all?.read ?? 0, written: all?.written ?? 0 }, limits);
      return limits.dayYuan > 0 && yuan >= limits.dayYuan ? "money" : undefined;
    },
    async book(tx, turn, day, { tokens }) {
      const { person, chat } = scopesOf(turn);
      // In a steady order: two who book at once must not wait for each other.
      const scopes = ["all", ...(inGroup(turn) ? [chat] : []), person];
      for (const scope of scopes) await spend(tx, { day, scope, asked: 1, ...tokens });
    },
  };
}

function scopesOf(turn: Turn): { person: string; chat: string } {
  return { person: `person ${turn.by.id}`, chat: `chat ${turn.message.chat}` };
}

function inGroup({ message }: Turn): boolean {
  return message.chat !== message.from;
}
