/** The route that Telegram posts updates to. Who does not know the secret learns nothing, not even that a bot is here. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { House } from "#bot";

/** The longest update is a message of 4096 signs that quotes another one: tens of kilobytes. */
const MOST_BYTES = 1024 * 1024;
/** Anybody may knock at a public address; the log is told at most this often. */
const TELL_MS = 60_000;

const shape = z.looseObject({ update_id: z.int() });

/**
 * Registers POST /webhook. `take` resolves when the update is stored; only then is it answered with 200. A throw is
 * answered with 503, and Telegram posts the same update again.
 */
export function webhook(house: House, secret: string, take: (update: Update) => Promise<void>): void {
  let told = Number.NEGATIVE_INFINITY;

  const refused = (status: 400 | 401 | 413, why: string) => {
    if (house.now() - told >= TELL_MS) {
      told = house.now();
      house.log.warn({ adapter: "telegram", why }, "a webhook call was refused");
    }
    return new Response(null, { status });
  };
  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: () => refused(413, "too long") });

  house.routes.post(
    "/webhook",
    async (c, next) => {
      // Before a byte of the body is read.
      if (!same(c.req.header("x-telegram-bot-api-secret-token") ?? "", secret)) return refused(401, "secret");
      return next();
    },
    limit,
    async (c) => {
      const update: unknown = await c.req.json().catch(() => undefined);
      if (!shape.safeParse(update).success) return refused(400, "no update");
      try {
        await take(update as Update);
        return c.body(null, 200);
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        house.log.warn({ adapter: "telegram", error: kind }, "an update was not stored, Telegram posts it again");
        return c.body(null, 503);
      }
    },
  );
}

/** Takes the same time whatever is wrong with it; hashes have equal lengths. */
function same(given: string, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
