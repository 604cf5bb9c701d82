/** Telegram on the loopback: a Bot API server with people and groups in it, and rudeness on demand. */
import { type Faults, faults } from "../wire/faults.ts";
import { loopback } from "../wire/loopback.ts";
import { type Actors, actors } from "./actors.ts";
import { type Hooks, hookDesk } from "./hooks.ts";
import { type Counter, counter, type Limits } from "./limits.ts";
import type { Platform } from "./methods.ts";
import { type Sent, type SentLog, sentLog } from "./sent.ts";
import type { User } from "./types.ts";
import { type Updates, updateQueue } from "./updates.ts";
import { serve } from "./wire.ts";
import type { World } from "./world.ts";

export interface Options {
  port?: number;
  /** The bot's, without @. */
  username?: string;
  token?: string;
  /** Privacy mode; off, so that the bot hears every word of its groups. Telegram's own default is on. */
  privacy?: boolean;
  /** Enforced by counting; by default 30/s in all and 20/min in a group. */
  limits?: Limits;
  /** Epoch ms, for dates and limits. */
  now?: () => number;
}

export interface TelegramEmulator extends Actors {
  /** TELEGRAM_API_ROOT */
  readonly root: string;
  /** TELEGRAM_BOT_TOKEN */
  readonly token: string;
  readonly bot: User;
  /** Everything the bot did that worked, in order: sends, edits, deletions, answers to presses. */
  readonly sent: readonly Sent[];
  /** The first of `sent`, before or after now, that fits. Rejects after `ms` (5 s) with what was sent instead. */
  waitFor: SentLog["waitFor"];
  /** By method name, or "file" for downloads; `rude` has Telegram's own answers. */
  readonly faults: Faults;
  readonly counts: Counter;
  readonly updates: Updates;
  /** Deliveries to the bot's webhook, once it has set one, and forged ones. */
  readonly hooks: Hooks;
  /** How often a method was called, worked or not. */
  calls(method: string): number;
  /** The listener goes away (connection refused) and comes back on the same port. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the emulator on 127.0.0.1. */
export async function telegramEmulator(options: Options = {}): Promise<TelegramEmulator> {
  const { token = "777:TEST-TOKEN", username = "xiaoyi_bot", privacy = false, now = Date.now } = options;
  const world = newWorld({ id: 777, is_bot: true, first_name: "小驿", username }, privacy, now);
  const counts = counter(options.limits ?? { perSecond: 30, groupPerMinute: 20 }, now);
  const updates = updateQueue();
  const hooks = hookDesk(updates, now);
  updates.changed = () => void hooks.pump();
  const platform: Platform = { world, updates, hooks, counter: counts, turning: new Set() };
  const log = sentLog(now);
  const rudeness = faults();
  const asked = new Map<string, number>();
  const count = (method: string) => void asked.set(method, (asked.get(method) ?? 0) + 1);
  const served = { platform, token, faults: rudeness, done: log.done, asked: count };
  const server = await loopback((request, response) => serve(served, request, response), options.port);
  return {
    ...actors(platform),
    root: server.url,
    token,
    bot: world.bot,
    sent: log.list,
    waitFor: log.waitFor,
    faults: rudeness,
    counts,
    updates,
    hooks,
    calls: (method) => asked.get(method) ?? 0,
    refuse: server.refuse,
    accept: server.accept,
    async close() {
      hooks.stop();
      updates.stop();
      await server.close();
    },
  };
}

function newWorld(bot: User, privacy: boolean, now: () => number): World {
  let last = 0;
  return {
    bot,
    privacy,
    users: new Map(),
    chats: new Map(),
    left: new Set(),
    topics: new Set(),
    started: new Set(),
    blocked: new Set(),
    moved: new Map(),
    messages: new Map(),
    files: new Map(),
    now,
    number: () => ++last,
  };
}
