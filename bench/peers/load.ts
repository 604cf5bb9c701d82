/** How much work a message costs: the same messages one after another, and with many in flight. */
import type { Open, Peer } from "./peer.ts";
import { message } from "./work.ts";

export interface Phase {
  /** Answered messages. */
  answered: number;
  /** CPU (user + system, all threads of the process) per answered message, in microseconds. */
  cpuUs: number;
  /** Answered messages a second by the wall clock. */
  perSecond: number;
}

export interface Load {
  name: string;
  sequential: Phase | undefined;
  inFlight: Phase;
  /** Resident memory at the end, in MiB. */
  rssMb: number;
}

export interface LoadOptions {
  /** Messages a phase. */
  n: number;
  /** How many may be unanswered at once in the second phase. */
  inFlight: number;
  /** Leave the first phase out: on a disk one message after another only measures the disk. */
  skipSequential?: boolean;
  /** A phase is fed no longer than so many milliseconds; what was answered by then counts. */
  maxMs: number;
}

const ID = /om_[0-9a-z]+/;

/**
 * Runs both phases on one fresh peer. A message counts as answered when its delivery has resolved and, where the peer
 * goes on working after the acknowledgement (`settled`), its reply has been shown: nobody may hide work behind an
 * early acknowledgement.
 */
export async function load(open: Open, options: LoadOptions): Promise<Load> {
  const peer = await open();
  const waiting = new Map<string, () => void>();
  peer.onMessage(async (_conversation, _text, id) => `已收到 **${id}**`);
  peer.onReply((_conversation, text) => {
    const id = ID.exec(text)?.[0];
    if (id === undefined) return;
    waiting.get(id)?.();
    waiting.delete(id);
  });
  const deliver = async (n: number): Promise<void> => {
    const event = message(n);
    if (peer.settled === undefined) return peer.handle(event);
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.set(event.message.message_id, resolve);
    await peer.handle(event);
    await promise;
  };
  // Numbers no two phases share: 36⁶ is far away, and a repeated one would be a redelivery.
  const warmUp = Math.min(2000, Math.ceil(options.n / 4));
  await phase(peer, deliver, 10_000_000, { ...options, maxMs: options.maxMs / 5, n: warmUp });
  const sequential = options.skipSequential ? undefined : await phase(peer, deliver, 0, { ...options, inFlight: 1 });
  const inFlight = await phase(peer, deliver, options.n, options);
  const rssMb = process.memoryUsage.rss() / 2 ** 20;
  await peer.close();
  return { name: peer.name, sequential, inFlight, rssMb };
}

async function phase(
  peer: Peer,
  deliver: (n: number) => Promise<void>,
  first: number,
  { n, inFlight, maxMs }: LoadOptions,
): Promise<Phase> {
  let next = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const feed = async () => {
    while (next < n && performance.now() - start < maxMs) await deliver(first + next++);
  };
  await Promise.all(Array.from({ length: inFlight }, feed));
  await peer.settled?.();
  const ms = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { answered: next, cpuUs: (used.user + used.system) / next, perSecond: (next / ms) * 1000 };
}
