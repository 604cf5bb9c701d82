/**
 * What the bench asks of everyone it measures. A peer is a framework's own core between an in-memory platform and one
 * handler; its module's `open()` builds a fresh one.
 *
 * Ours lives in `bench/ours.ts`, which exports
 *
 *     export async function openOurs(mode: "memory" | "disk" | "disk-single-commit"): Promise<Peer>
 *
 * - `memory`: the inbox, outbox and all else in memory; `disk`: a fresh directory on a real disk (not a RAM file
 *   system), durable as in production, with group commit; `disk-single-commit`: the same, each unit of work committed
 *   on its own. `close` removes the directory.
 * - `handle` turns the event into an addressed `Message` (`heard` in work.ts takes it apart; its `id` is the message's
 *   or the press's, its `conversation` the chat, its `person` the sender) and resolves when the platform
 *   may be acknowledged, that is when it is stored. `settled` then waits until nothing is left to do, tries after a
 *   failure included; their pauses should be short here, or the clock moved for them.
 * - What the handler returns is said in the same chat through the real outbox; `onReply` hears what the in-memory adapter
 *   shows. The adapter claims no limits, so that the core is measured and not its patience.
 * - Like the peers' sessions it keeps the number of messages of each conversation, by the means the core offers.
 */
import type { WorkEvent } from "./work.ts";

/** The bench's handler: one message or press in, one line of Markdown out. A throw is a handler that fails. */
export type Handler = (conversation: string, text: string, id: string) => Promise<string | undefined>;

/** Something was shown to the people in `conversation`. */
export type Shown = (conversation: string, text: string) => void;

export interface Peer {
  readonly name: string;
  /** Both are set once, before the first event. */
  onMessage(handler: Handler): void;
  onReply(shown: Shown): void;
  /**
   * One delivery by the platform. Resolves: acknowledged, the platform is content. Rejects: the platform will deliver
   * it again.
   */
  handle(event: WorkEvent): Promise<void>;
  /** Only where work goes on after the acknowledgement: resolves when there is nothing left to do. */
  settled?(): Promise<void>;
  close(): Promise<void>;
}

export type Open = () => Promise<Peer>;
