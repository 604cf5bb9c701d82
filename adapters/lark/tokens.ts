/** The SDK's token cache over the house's, with a memory in front: one look-up in the house per token, not per call. */
import type { Cache as SdkCache } from "@larksuiteoapi/node-sdk";
import type { Cache as House } from "#bot";

type Key = Parameters<SdkCache["get"]>[0];
type Options = Parameters<SdkCache["get"]>[1];

/** What the SDK asks of a cache, and a way to forget a token that the platform has refused. */
export interface TokenCache extends SdkCache {
  /** Forgets this value, unless it has been replaced meanwhile. */
  drop(value: string): Promise<void>;
}

/** `scope` keeps apart what must not be shared: the domain that gave the token. */
export function tokenCache(house: House, scope: string): TokenCache {
  const memory = new Map<string, { value: string; until: number }>();
  const named = (key: Key, options: Options) =>
    `lark:${scope}:${options?.namespace ?? ""}:${typeof key === "string" ? key : key.description}`;
  return {
    async get(key, options) {
      const name = named(key, options);
      const held = memory.get(name);
      if (held && held.until > Date.now()) return held.value; // the SDK counts by the machine's clock, not the bot's
      memory.delete(name);
      const kept = await house.get(name).catch(() => undefined); // a broken cache costs a request, never a message
      return kept === undefined ? undefined : read(kept, (value, until) => memory.set(name, { value, until }));
    },
    async set(key, value, expiresAt, options) {
      const until = expiresAt ?? Date.now() + 60_000;
      if (typeof value !== "string" || until <= Date.now()) return true;
      const name = named(key, options);
      memory.set(name, { value, until });
      await house.set(name, JSON.stringify({ value, until }), until - Date.now()).catch(() => undefined);
      return true;
    },
    async drop(value) {
      for (const [name, held] of memory) {
        if (held.value !== value) continue;
        memory.delete(name);
        const kept = await house.get(name).catch(() => undefined);
        if (kept !== undefined && read(kept) === value) await house.delete(name).catch(() => undefined);
      }
    },
  };
}

function read(kept: string, hold?: (value: string, until: number) => void): string | undefined {
  try {
    const { value, until } = JSON.parse(kept) as { value?: unknown; until?: unknown };
    if (typeof value !== "string" || typeof until !== "number" || until <= Date.now()) return undefined;
    hold?.(value, until);
    return value;
  } catch {
    return undefined;
  }
}
