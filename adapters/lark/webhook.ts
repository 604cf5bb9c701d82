/**
 * The route that Feishu posts events and card callbacks to, when it is told to do so instead of the long connection.
 * The SDK's own takes forgeries and hangs on failures (PLATFORMS.md §1.4). Whoever cannot prove to be Feishu gets an
 * empty 4xx that does not tell what was wrong.
 */
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { House } from "#bot";
import type { Handlers } from "./connection.ts";
import { seen } from "./replay.ts";
import { fresh, type Keys, ours, type Stamp, signed, unsealed } from "./seal.ts";

/** A text of 150 KB, escaped and encrypted, stays below. */
const MOST_BYTES = 1024 * 1024;
/** Feishu counts an answer after 3 s as none; what could not be stored by then is to come again. */
const ANSWER_MS = 2_700;
/** Anybody may knock at a public address; the log is told at most this often. */
const TELL_MS = 60_000;

const challenge = z.object({ type: z.literal("url_verification"), challenge: z.string() });
const envelope = z.object({
  header: z.looseObject({ event_type: z.string() }),
  event: z.record(z.string(), z.unknown()),
});

/** Registers POST /webhook. `hear` gives the handlers of the long connection, undefined while nobody listens. */
export function webhook(house: House, keys: Keys, hear: () => Handlers | undefined): void {
  const requests = seen(house.cache, house.now);
  let told = Number.NEGATIVE_INFINITY;

  function refused(status: 401 | 413, why: string): Response {
    if (house.now() - told >= TELL_MS) {
      told = house.now();
      house.log.warn({ why }, "lark: a webhook call was refused");
    }
    return new Response(null, { status });
  }

  /** What keeps a request out, if anything; what is signed must be signed well. */
  function fault(stamp: Stamp | undefined, raw: Uint8Array, body: Record<string, unknown> | undefined) {
    if (stamp && !signed(stamp, raw, keys)) return "signature";
    if (stamp && !fresh(stamp, house.now())) return "age";
    if (!body) return "encryption";
    return ours(body, keys) ? undefined : "token";
  }

  /** The handler's result, of which a card callback's is an answer in its form; rejects when it was not stored in time. */
  async function handled(body: Record<string, unknown>): Promise<unknown> {
    const handlers = hear();
    if (!handlers) throw new Error("not listening");
    const { data } = envelope.safeParse(body);
    const handler = data && handlers[data.header.event_type];
    if (!handler) return undefined; // nobody waits for it: it is acknowledged, or it would come again
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error("late")), ANSWER_MS);
    try {
      return await Promise.race([handler({ ...data.header, ...data.event }), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: () => refused(413, "too long") });
  house.routes.post("/webhook", limit, async (c) => {
    const raw = new Uint8Array(await c.req.arrayBuffer());
    const header = (name: string) => c.req.header(`x-lark-${name}`);
    const signature = header("signature");
    const [timestamp, nonce] = [header("request-timestamp") ?? "", header("request-nonce") ?? ""];
    const stamp = signature === undefined ? undefined : { signature, timestamp, nonce };
    const body = unsealed(raw, keys);
    const why = fault(stamp, raw, body);
    if (why || !body) return refused(401, why ?? "encryption");
    // The console asks without a signature (openclaw/openclaw #58905); sealed with our key and token it proves enough.
    const asked = challenge.safeParse(body).data;
    if (asked) return c.json({ challenge: asked.challenge });
    if (!stamp) return refused(401, "no signature");
    if (!(await requests.take(stamp.signature))) return refused(401, "replay");
    try {
      const answer = await handled(body);
      await requests.keep(stamp.signature);
      return c.json(answer ?? {});
    } catch {
      requests.release(stamp.signature);
      return c.body(null, 503);
    }
  });
}
