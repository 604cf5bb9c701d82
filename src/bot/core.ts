/** The core, put together: what happens between an adapter's `receive` and its `send`. */
import { randomUUID } from "node:crypto";
import { adapterOf } from "./address.ts";
import { Alive } from "./alive.ts";
import { atMost } from "./at-most.ts";
import { Choices } from "./choices.ts";
import type { Clock } from "./clock.ts";
import type { Adapter, Address, Database, Log, Members, Message, Reply } from "./contract.ts";
import { UserError } from "./contract.ts";
import { Dialogs } from "./dialogs.ts";
import { help } from "./help.ts";
import { Inbox } from "./inbox.ts";
import type { InboxRows } from "./inbox-rows.ts";
import { moved } from "./moved.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxRow } from "./outbox-row.ts";
import { prune } from "./prune.ts";
import type { Registry } from "./registry.ts";
import { type Decision, OFFER, Router } from "./router.ts";
import { sequence } from "./sequence.ts";
import { keyOf, type SettleParts, sayAll, settle } from "./settle.ts";
import { parkedWords, shelf } from "./shelf.ts";
import { Ticks } from "./ticks.ts";
import type { zh } from "./words.ts";

export interface CoreParts {
  database: Database;
  clock: Clock;
  log: Log;
  registry: Registry;
  adapters: ReadonlyMap<string, Adapter>;
  members: Members;
  words: typeof zh;
  timeZone: string;
  /** The example sentences of a command. */
  examples(command: string): string[];
  /** Look for work now and then, by the clock; a fake clock is asked to look after each step instead. */
  watch: boolean;
  emergency(text: string): string | undefined;
  likely(text: string, names: string[]): Promise<{ names: string[]; sure: boolean }>;
  greet: SettleParts["greet"];
}

/** How often work is looked for that another process, or a function job, left behind. */
const LOOK_AROUND_MS = 5_000;

/** A running core. */
export interface Core {
  /** Resolves when the message is stored, or known not to be ours. */
  receive(message: Message): Promise<void>;
  /** Takes up what the last run left, then the ticks. Call once every adapter is known. */
  start(): Promise<void>;
  /** Begins the jobs anew from a clock that was just set. */
  resetTicks(): Promise<void>;
  /** Resolves when nothing is being answered or sent and the next tick is planned. */
  idle(): Promise<void>;
  /** See `Ports.meanwhile`. */
  meanwhile(message: Message, reply?: Reply): Promise<string | undefined>;
  /** Takes nothing new and waits for what is at work, at most `ms` of real time. */
  stop(ms: number): Promise<void>;
}

/** Puts the core together over migrated tables. */
export async function openCore(parts: CoreParts): Promise<Core> {
  const { database, clock, log, registry, adapters, members, words } = parts;
  const me = randomUUID();
  const now = () => clock.now();
  const seq = await sequence(database, now);
  const alive = new Alive({ database, clock, me, watch: parts.watch });
  const dialogs = new Dialogs(database);
  await dialogs.load();
  const choices = new Choices(database);
  const outbox = new Outbox({ database, clock, log, me, adapters });
  const numberedAdapters = new Set(
    [...adapters.values()].filter((adapter) => !adapter.traits.buttons).map((adapter) => adapter.name),
  );
  const choice = async (message: Message) =>
    numberedAdapters.has(adapterOf(message.chat))
      ? choices.meaning(message.chat, message.from, message.text, now())
      : undefined;

  /** The open dialog that these words may answer. An offer asks for its own words: talk to others is none of them. */
  const asked = async (message: Message) => {
    const open = await dialogs.find(message.chat, message.from, now());
    return open && (open.dialog !== OFFER || open.offers.includes(message.text.trim())) ? open : undefined;
  };

  help(registry, words, parts.examples("help"));
  prune(registry, now);
  shelf(registry, { database, words, queue: (row) => inbox.queue(row) });
  const router = new Router({
    ...parts,
    dialogs,
    now,
    choice,
    aboutOf: async (message) => (message.replyTo ? outbox.rows.livingOf(message.chat, message.replyTo) : undefined),
  });
  const inbox: Inbox = new Inbox({
    database,
    clock,
    log,
    me,
    seq,
    awaited: async (message) =>
      Boolean(
        (await asked(message)) ??
          (await choice(message)) ??
          // A reply to one of the bot's cards is addressed to it, even if the adapter has forgotten that it was the bot's.
          (message.replyTo && (await outbox.rows.livingOf(message.chat, message.replyTo))),
      ),
    answer,
    park,
  });
  const settling: SettleParts = {
    database,
    adapters,
    dialogs,
    choices,
    members,
    words,
    inbox: inbox.rows,
    outbox,
    greet: parts.greet,
    now,
    seq,
  };
  const ticks = new Ticks({
    database,
    clock,
    log,
    timeZone: parts.timeZone,
    jobs: registry.jobs,
    receive: (message) => inbox.receive(message),
  });

  /** Thinks, then settles; what a UserError says is settled in its place, and leaves an open dialog open. */
  async function answer(message: Message): Promise<void> {
    if (message.event === "moved") await moved(database, message.chat, message.text);
    let decision: Decision | undefined;
    let rows: OutboxRow[];
    try {
      decision = await router.route(message);
      rows = await settle(settling, message, decision);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const by = decision?.by ?? (await members.of(message.from));
      const first = message.chat === message.from && !by.met;
      const urgent = parts.emergency(message.text);
      rows = await settle(settling, message, {
        by,
        heard: false,
        answer: { text: error.message },
        ...(urgent ? { urgent } : {}),
        ...(first ? { first } : {}),
      });
    }
    outbox.queue(rows);
  }

  async function park(message: Message, rows: InboxRows, tries: number, error: string): Promise<void> {
    const staff = await members.staff("admin").catch(() => []);
    const queued = await database.unit(async (tx) => {
      await rows.park(tx, message.id, tries, error);
      const said = parkedWords(words, message, String(await rows.seqOf(tx, message.id)));
      const replies: Reply[] = message.from.startsWith("clock:") ? [] : [{ text: said.person }];
      for (const one of staff) replies.push({ to: one.address, text: said.staff, buttons: said.buttons });
      return sayAll(settling, tx, { ...message, id: `${message.id} parked` }, replies, []);
    });
    outbox.queue(queued);
  }

  async function meanwhile(message: Message, reply?: Reply): Promise<string | undefined> {
    if (!adapters.get(adapterOf(message.chat))?.edit) return undefined;
    const id: Address = `${message.id} meanwhile`;
    const living = `asked ${message.id}`;
    if (await outbox.rows.has(keyOf(id, ""))) return living;
    if (!reply) return undefined;
    const claimed: Address[] = [];
    const said = database.unit((tx) => sayAll(settling, tx, { ...message, id }, [{ ...reply, living }], claimed));
    outbox.queue(
      await said.catch((error) => {
        for (const chat of claimed) outbox.unclaim(chat);
        throw error;
      }),
    );
    return living;
  }

  let around: (() => void) | undefined;
  let stopped = false;
  function lookAround(): void {
    around = clock.at(clock.now() + LOOK_AROUND_MS, () => {
      const shared = database.shared ? outbox.resume().then(() => inbox.resume()) : undefined;
      Promise.all([shared, ticks.plan()])
        .catch(() => log.warn({}, "looking around failed"))
        .finally(() => !stopped && lookAround());
    });
  }

  return {
    receive: (message) => inbox.receive(message),
    async start() {
      await alive.start();
      // What waits to be said comes before what is yet to be answered: new words must not overtake old ones.
      await outbox.resume();
      await inbox.resume();
      await ticks.start();
      if (parts.watch) lookAround();
    },
    resetTicks: () => ticks.reset(),
    meanwhile,
    async idle() {
      await ticks.idle();
      await inbox.idle();
      await outbox.idle();
      // What was just sent may have woken a lane again.
      await inbox.idle();
      await ticks.plan();
    },
    async stop(ms) {
      stopped = true;
      around?.();
      ticks.stop();
      inbox.stop();
      outbox.stop();
      await atMost(ms, Promise.all([inbox.idle(), outbox.idle()]));
      await alive.stop();
    },
  };
}
