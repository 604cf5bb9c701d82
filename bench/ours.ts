/** Our own core behind the bench's interface: the real inbox, router, settle and outbox, over memory or over a disk. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Adapter, Database } from "#bot";
import { realClock } from "../src/bot/clock.ts";
import { openCore } from "../src/bot/core.ts";
import { Registry } from "../src/bot/registry.ts";
import { coreMigrations } from "../src/bot/schema.ts";
import { migrate } from "../src/storage/migrate.ts";
import { openSqlite } from "../src/storage/sqlite.ts";
import { bare } from "./bare.ts";
import type { Handler, Peer, Shown } from "./peers/peer.ts";
import { heard } from "./peers/work.ts";

type Talks = { talks: { chat: string; heard: number } };

export async function openOurs(mode: "memory" | "disk" | "disk-single-commit"): Promise<Peer> {
  // Not the system's temporary folder: that may lie in memory, where a commit costs nothing.
  const dir = mode === "memory" ? ":memory:" : await mkdtemp(join(await dataFolder(), "bench-"));
  const database: Database = openSqlite(dir, { commitAlone: mode === "disk-single-commit" });
  let handler: Handler = async () => undefined;
  let shown: Shown = () => {};
  let sent = 0;
  const platform: Adapter = {
    name: "bench",
    traits: {
      buttons: true,
      mentions: true,
      coldDirect: true,
      groupPhotos: true,
      textBytes: 100_000,
      idempotentForMs: 0,
      limits: [],
    },
    async start() {},
    async stop() {},
    async send(to, reply) {
      shown(to.slice("bench:".length), reply.text);
      sent += 1;
      return { id: String(sent) };
    },
    async fetch() {
      throw new Error("nothing to fetch");
    },
  };
  const registry = new Registry();
  const count = database.compile<Talks, { chat: string }>((db, bind) =>
    db
      .insertInto("talks")
      .values({ chat: bind("chat"), heard: 1 })
      .onConflict((conflict) => conflict.column("chat").doUpdateSet((e) => ({ heard: e("talks.heard", "+", 1) }))),
  );
  registry.tables("bench", [{ id: "001", up: ["create table talks (chat text primary key, heard integer not null)"] }]);
  registry.otherwise(async ({ message }) => {
    const text = await handler(message.chat.slice("bench:".length), message.text, message.id.slice("bench:".length));
    return async (tx) => {
      await database.change(tx, count, { chat: message.chat });
      return text === undefined ? undefined : { text };
    };
  });
  await migrate(database, [{ feature: "core", migrations: coreMigrations }, ...registry.features]);
  const core = await openCore({
    database,
    clock: realClock,
    log: { info() {}, warn() {}, error() {} },
    registry,
    adapters: new Map([[platform.name, platform]]),
    watch: false,
    ...bare,
  });
  await core.start();

  return {
    name: mode === "memory" ? "yizhan, memory" : `yizhan, ${mode}`,
    onMessage: (fn) => {
      handler = fn;
    },
    onReply: (fn) => {
      shown = fn;
    },
    handle(event) {
      const { conversation, person, text, id } = heard(event);
      const at = new Date(0).toISOString();
      return core.receive({
        id: `bench:${id}`,
        chat: `bench:${conversation}`,
        from: `bench:${person}`,
        name: "",
        addressed: true,
        text,
        files: [],
        at,
      });
    },
    async settled() {
      // A handler that failed is tried again after a pause of the real clock.
      do {
        await core.idle();
        await new Promise((resolve) => setTimeout(resolve, 5));
      } while (await unanswered(database));
      await core.idle();
    },
    async close() {
      await core.stop(1_000);
      await database.close();
      if (dir !== ":memory:") await rm(dir, { recursive: true, force: true });
    },
  };
}

async function dataFolder(): Promise<string> {
  const folder = join(import.meta.dirname, "../data");
  await mkdir(folder, { recursive: true });
  return folder;
}

async function unanswered(database: Database): Promise<boolean> {
  const rows = await database.db
    .withTables<{ inbox: { id: string; status: string } }>()
    .selectFrom("inbox")
    .select("id")
    .where("status", "=", "new")
    .limit(1)
    .execute();
  return rows.length > 0;
}
