/** Tokens, model answers and the like; never domain data. Memory for one process, else a store that processes share. */
import Keyv from "keyv";
import type { Cache, Database } from "#bot";

type Tables = { cache: { name: string; value: string; until: number } };

/** Where several processes run, a token without an end would outlive its use. */
const LONGEST_MS = 30 * 24 * 3600_000;

/**
 * One namespace of the cache. `url`: KEYV_URL, a Redis that needs the optional package `@keyv/redis`. Without it the
 * cache lies in memory, or in the database where processes share one.
 */
export async function openCache(namespace: string, database: Database, url?: string): Promise<Cache> {
  if (url?.startsWith("redis")) return overKeyv(new Keyv<string>({ store: await redis(url), namespace }));
  return database.shared ? overDatabase(namespace, database) : overKeyv(new Keyv<string>({ namespace }));
}

/** The cache as it will be: opened at its first use. */
export function lazily(open: () => Promise<Cache>): Cache {
  let cache: Promise<Cache> | undefined;
  const opened = () => {
    cache ??= open();
    return cache;
  };
  return {
    get: async (key) => (await opened()).get(key),
    set: async (key, value, ttlMs) => (await opened()).set(key, value, ttlMs),
    delete: async (key) => (await opened()).delete(key),
  };
}

function overKeyv(keyv: Keyv<string>): Cache {
  return {
    get: (key) => keyv.get(key),
    async set(key, value, ttlMs) {
      // keyv takes 0 and less for "without end".
      if (ttlMs !== undefined && ttlMs <= 0) await keyv.delete(key);
      else await keyv.set(key, value, ttlMs);
    },
    async delete(key) {
      await keyv.delete(key);
    },
  };
}

function overDatabase(namespace: string, database: Database): Cache {
  const nameOf = (key: string) => `${namespace}:${key}`;
  return {
    async get(key) {
      const rows = database.db.withTables<Tables>().selectFrom("cache").select(["value", "until"]);
      const row = await rows.where("name", "=", nameOf(key)).executeTakeFirst();
      return row && row.until > Date.now() ? row.value : undefined;
    },
    async set(key, value, ttlMs = LONGEST_MS) {
      const row = { name: nameOf(key), value, until: Date.now() + ttlMs };
      await database.unit(async (tx) => {
        const all = tx.withTables<Tables>();
        await all.deleteFrom("cache").where("until", "<", Date.now()).execute();
        await all
          .insertInto("cache")
          .values(row)
          .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
          .execute();
      });
    },
    async delete(key) {
      await database.unit(async (tx) => {
        await tx.withTables<Tables>().deleteFrom("cache").where("name", "=", nameOf(key)).execute();
      });
    },
  };
}

/** The package is not part of a plain install: few need it. */
async function redis(url: string) {
  const name = "@keyv/redis";
  try {
    const { default: KeyvRedis } = await import(name);
    return new KeyvRedis(url);
  } catch {
    throw new Error(
      "KEYV_URL: 请先运行 npm install @keyv/redis，或去掉 KEYV_URL / run npm install @keyv/redis first, or unset KEYV_URL",
    );
  }
}
