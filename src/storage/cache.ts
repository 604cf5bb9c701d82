/** Tokens, model answers and the like through keyv; never domain data. Memory by default, a shared store by KEYV_URL. */
import Keyv from "keyv";
import type { Cache } from "#bot";

/** One namespace of the cache; each has an instance of its own, so that nobody reads another's keys. */
export function openCache(namespace: string): Cache {
  const keyv = new Keyv<string>({ namespace });
  return {
    get: (key) => keyv.get(key),
    async set(key, value, ttlMs) {
      await keyv.set(key, value, ttlMs);
    },
    async delete(key) {
      await keyv.delete(key);
    },
  };
}
