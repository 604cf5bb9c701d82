/**
 * Four things that happen on every real platform. Each is run on a fresh peer, and holds only if every single message
 * came out right.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Handler, Open, Peer } from "./peer.ts";
import { message, mixed, press, type WorkEvent } from "./work.ts";

export interface Verdict {
  key: "S2" | "S3" | "S4" | "S5";
  holds: boolean;
  /** What was counted, for the table. */
  seen: string;
}

/** Longer than any scenario should take; a peer that is not done by then has lost something. */
const PATIENCE_MS = 30_000;

/** A platform's patience: what is refused comes again, at most three times more. */
async function deliver(peer: Peer, event: WorkEvent): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const ok = await peer.handle(event).then(
      () => true,
      () => false,
    );
    if (ok) return;
    await pause(5);
  }
}

interface Seen {
  /** Successful handlings, by the event's id. */
  handled: Map<string, number>;
  replies: number;
}

async function scene(open: Open, handler: Handler, play: (peer: Peer) => Promise<void>): Promise<Seen> {
  const peer = await open();
  const seen: Seen = { handled: new Map(), replies: 0 };
  peer.onMessage(async (conversation, text, id) => {
    const reply = await handler(conversation, text, id);
    seen.handled.set(id, (seen.handled.get(id) ?? 0) + 1);
    return reply;
  });
  peer.onReply(() => {
    seen.replies += 1;
  });
  const late = new AbortController();
  const all = play(peer).then(() => peer.settled?.());
  await Promise.race([all, pause(PATIENCE_MS, undefined, { signal: late.signal })]);
  late.abort();
  await peer.close();
  return seen;
}

const onlyOnce = (seen: Seen, n: number): boolean =>
  seen.handled.size === n && [...seen.handled.values()].every((times) => times === 1) && seen.replies === n;

const total = (seen: Seen): number => [...seen.handled.values()].reduce((sum, times) => sum + times, 0);

/** Feeds `n` numbers to `one`, `wide` at a time. */
async function spread(n: number, wide: number, one: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const feed = async () => {
    while (next < n) await one(next++);
  };
  await Promise.all(Array.from({ length: wide }, feed));
}

/** S2: 2,000 messages, each delivered three times: twice in the same moment, once more when all seems over. */
async function threeTimes(open: Open): Promise<Verdict> {
  const n = 2000;
  const event = (i: number) => message(i, 1000, i % 1000);
  const seen = await scene(
    open,
    async (_c, _t, id) => `已收到 ${id}`,
    async (peer) => {
      await spread(n, 64, async (i) => void (await Promise.all([deliver(peer, event(i)), deliver(peer, event(i))])));
      await peer.settled?.();
      await spread(n, 64, (i) => deliver(peer, event(i)));
    },
  );
  return { key: "S2", holds: onlyOnce(seen, n), seen: `${total(seen)} handled, ${seen.replies} replies of ${n}` };
}

/** S3: one person sends 20 messages at once, and each takes 5–13 ms: all of them, in order, one at a time. */
async function burst(open: Open): Promise<Verdict> {
  const events = Array.from({ length: 20 }, (_, i) => message(i, 1, 7));
  const started: string[] = [];
  let now = 0;
  let most = 0;
  const slow: Handler = async (_conversation, _text, id) => {
    started.push(id);
    most = Math.max(most, ++now);
    await pause(5 + (mixed(started.length) % 9));
    now -= 1;
    return `已收到 ${id}`;
  };
  const seen = await scene(open, slow, async (peer) => void (await Promise.all(events.map((e) => deliver(peer, e)))));
  const sent = events.map((e) => e.message.message_id);
  const inOrder = started.every((id, i) => i === 0 || sent.indexOf(id) > sent.indexOf(started[i - 1] ?? ""));
  return {
    key: "S3",
    holds: onlyOnce(seen, events.length) && inOrder && most === 1,
    seen: `${total(seen)} of ${events.length} handled, ${inOrder ? "in order" : "not in order"}, ${most} at a time`,
  };
}

/**
 * S4: the first try of every message fails. The platform delivers again what was refused, and once more what was
 * acknowledged (the acknowledgement got lost): in the end each is handled with success once, no less and no more.
 */
async function failsOnce(open: Open): Promise<Verdict> {
  const n = 100;
  const failed = new Set<string>();
  const handler: Handler = async (_conversation, _text, id) => {
    if (!failed.has(id)) {
      failed.add(id);
      throw new Error("the handler fails once, on purpose");
    }
    return `已收到 ${id}`;
  };
  const seen = await scene(open, handler, (peer) =>
    spread(n, 8, async (i) => {
      const event = message(i, 1000, i);
      // One delivery, and one redelivery whatever became of it; `deliver` adds the ones that a refusal brings.
      await peer.handle(event).catch(() => {});
      await deliver(peer, event);
    }),
  );
  const never = n - seen.handled.size;
  return { key: "S4", holds: onlyOnce(seen, n), seen: `${total(seen)} of ${n} handled in the end, ${never} never` };
}

/** S5: 100 presses of a button, each delivered three times: handled once. */
async function pressedThreeTimes(open: Open): Promise<Verdict> {
  const n = 100;
  const seen = await scene(
    open,
    async (_c, text) => `${text}：好的`,
    async (peer) => {
      await spread(n, 8, async (i) => {
        const event = press(i, i);
        await Promise.all([deliver(peer, event), deliver(peer, event)]);
        await deliver(peer, event);
      });
    },
  );
  return { key: "S5", holds: onlyOnce(seen, n), seen: `${total(seen)} handled of ${n} presses` };
}

/** All four, one after another. */
export async function correctness(open: Open): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const scenario of [threeTimes, burst, failsOnce, pressedThreeTimes]) verdicts.push(await scenario(open));
  return verdicts;
}
