/** A message on its way, as the outbox handles it. */
import type { Reply } from "./contract.ts";
import type { OutboxStatus, OutboxTable } from "./schema.ts";

export type OutboxRow = Pick<
  OutboxTable,
  "key" | "adapter" | "chat" | "direct" | "push" | "body" | "living" | "due_at" | "tries" | "first_at"
> & {
  /** What `body` holds, while the row is still in the memory of the process that wrote it. */
  reply?: Reply;
  /** Written as being sent already: it needs no mark of its own. */
  begun?: boolean;
};

/** A row as it is first written. */
export type WrittenRow = OutboxRow & {
  seq: number;
  status: OutboxStatus;
  claimed_until: number;
  now: number;
  begun: boolean;
};
