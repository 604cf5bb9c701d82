/** The composition root: every part, top to bottom. */
import { join } from "node:path";
import { Hono } from "hono";
import type { Adapter, Command, Database, FileRef, Files, House, Kit, Log, Model, Settings } from "#bot";
import { UserError } from "#bot";
import { adapterOf } from "./bot/address.ts";
import { atMost } from "./bot/at-most.ts";
import { type Clock, wait } from "./bot/clock.ts";
import { type Core, openCore } from "./bot/core.ts";
import { loadExamples } from "./bot/examples.ts";
import { forget } from "./bot/forget.ts";
import { leases } from "./bot/lease.ts";
import { Registry } from "./bot/registry.ts";
import { coreMigrations } from "./bot/schema.ts";
import { en, zh } from "./bot/words.ts";
import { calendar } from "./calendar/index.ts";
import type { Config } from "./config.ts";
import { features } from "./features/index.ts";
import { type Directory, directory } from "./features/members/directory.ts";
import { members } from "./features/members/index.ts";
import { noticeOf } from "./features/members/notice.ts";
import { type PolicyDesk, policyDesk } from "./features/policy/index.ts";
import { type CasesDesk, casesDesk, publicRoutes } from "./features/tickets/index.ts";
import { openEmbedder } from "./model/embed.ts";
import { openAiModel } from "./model/index.ts";
import { openReranker } from "./model/rerank.ts";
import { lazily, openCache } from "./storage/cache.ts";
import { filesOnDisk } from "./storage/files.ts";
import { keep } from "./storage/keep.ts";
import { migrate } from "./storage/migrate.ts";
import { openDatabase } from "./storage/open.ts";
import { type Understanding, understanding } from "./understand.ts";

export interface App {
  core: Core;
  database: Database;
  directory: Directory;
  kit: Kit;
  /** What the command line and the console ask of the library. */
  policy: PolicyDesk;
  /** The reviewed file of kinds, clocks and responsibilities. */
  cases: CasesDesk;
  /** Everything that can be said to it. */
  commands: readonly Command[];
  /** Open to everybody, read-only: the hazards that a secretary made public (Open311 GeoReport v2). */
  open311: Hono;
  /** What the house takes free sentences for. */
  understanding: Understanding;
  adapters: ReadonlyMap<string, Adapter>;
  /** Takes up the last run's work, then lets the platforms in. */
  start(): Promise<void>;
  /** Ends within a few seconds, whatever hangs. */
  stop(): Promise<void>;
}

export interface AppOptions {
  clock: Clock;
  log: Log;
  /** A fake clock is asked to look for work after each step, a real one looks by itself. */
  watch: boolean;
  /** Opens the platforms; each gets a house of its own. */
  adapters: (house: (name: string) => House) => Adapter[];
  /** Keeps tests on one PostgreSQL apart. */
  schema?: string;
  /** Only to look things up, beside a bot that may be running: nothing is written and `start` is not called. */
  readOnly?: boolean;
}

/** Intents that are taught, so that nothing else is taken for them, though no command (yet) answers them. */
const COUNTERS = ["none", "policy.ask", "station.near", "points.balance", "member.reportin"];

/** Every adapter and lane has this long to come to an end. */
const STOP_MS = 3_000;

export async function openApp(
  config: Config,
  { clock, log, watch, adapters: open, schema, readOnly = false }: AppOptions,
): Promise<App> {
  const settings: Settings = { ...config, admins: config.admins as Settings["admins"] };
  const database = openDatabase(config.dataDir, config.databaseUrl, schema, readOnly); // the store, held for us alone if it is SQLite
  const files: Files = filesOnDisk(config.dataDir, config.fileMaxBytes);
  const now = () => clock.now();
  const registry = new Registry(); // what the features register
  const examples = loadExamples(join(import.meta.dirname, "../prompts/intents"));
  const notice = noticeOf(settings);
  const people = directory({ database, settings, now, version: notice.version });
  const model: Model | undefined = config.model ? openAiModel(config.model, log, now) : undefined;

  const lease = leases(database, now);
  const adapters = new Map<string, Adapter>(); // the platforms, by name
  const house = (name: string): House => ({
    log,
    files,
    cache: lazily(() => openCache(name, database, config.keyvUrl)),
    routes: new Hono(),
    settings,
    lease,
    now,
    wait: (ms, signal) => wait(clock, ms, signal),
  });
  for (const adapter of open(house)) adapters.set(adapter.name, adapter);

  const fetched = (file: FileRef) => {
    const adapter = adapters.get(adapterOf(file.ref));
    if (!adapter) throw new UserError("这个文件取不到了，请重新发一次。");
    return adapter.fetch(file);
  };

  const kit: Kit = {
    db: database.db,
    model,
    embedder: config.embedding && openEmbedder(config.embedding, log, now),
    reranker: config.rerank && openReranker(config.rerank, log, now),
    members: people,
    calendar: calendar(config.timeZone, now),
    files,
    settings,
    log,
    now,
    lock: (tx, ...names) => database.lock(tx, ...names),
    keep: (file) => keep(file, fetched, files, config.fileMaxBytes),
    say: (words) => words[config.locale],
    examples,
    ports: {},
  };
  kit.ports.rights = () => registry.features.flatMap((one) => (one.rights ? [one.rights] : []));
  kit.ports.forget = forget;
  let scrubbing: Promise<void> = Promise.resolve();
  kit.ports.scrubSoon = (what) => {
    scrubbing = scrubbing.then(() => database.scrub(what)).catch(() => log.warn({}, "the store could not be scrubbed"));
  };

  members(people)(registry, kit); // the features, each on one line of features/index.ts
  for (const feature of features) feature(registry, kit);

  if (!readOnly) await migrate(database, [{ feature: "core", migrations: coreMigrations }, ...registry.features]);
  const policy = policyDesk(kit);
  const cases = casesDesk(kit);
  const understands = understanding(registry, examples, COUNTERS, config.locale, model, (question) =>
    policy.knows(question),
  );
  const core = await openCore({
    database,
    clock,
    log,
    registry,
    adapters,
    members: people,
    words: config.locale === "en" ? en : zh,
    examples,
    timeZone: config.timeZone,
    watch,
    ...understands,
    async greet(tx, addresses) {
      const met = [...(await people.meet(tx, addresses))];
      const agree = [{ label: notice.agree, says: "同意" }];
      return new Map(met.map(([one, { consented }]) => [one, { text: notice.text, buttons: consented ? [] : agree }]));
    },
  });

  kit.ports.meanwhile = (message, reply) => core.meanwhile(message, reply);

  return {
    core,
    database,
    directory: people,
    kit,
    policy,
    cases,
    commands: registry.commands,
    open311: publicRoutes(kit),
    understanding: understands,
    adapters,
    async start() {
      await cases.keep();
      await core.start();
      await Promise.all([...adapters.values()].map((adapter) => adapter.start((message) => core.receive(message))));
    },
    async stop() {
      const stopping = [...adapters.values()].map((adapter) =>
        adapter.stop().catch(() => log.warn({ adapter: adapter.name }, "an adapter did not stop cleanly")),
      );
      await atMost(STOP_MS, Promise.all(stopping));
      await core.stop(1_000);
      await scrubbing;
      await database.close();
    },
  };
}
