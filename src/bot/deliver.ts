/** One delivery: a new message, an edit of a living card, or its recall. */
import { isDeepStrictEqual } from "node:util";
import type { Adapter, Address, Receipt, Reply } from "./contract.ts";
import { DeliveryError } from "./contract.ts";
import type { OutboxRow } from "./outbox-row.ts";
import type { OutboxRows } from "./outbox-rows.ts";

/** Shows `reply` in `chat` and returns what the platform calls it. Throws DeliveryError; anything else means unknown. */
export async function deliver(
  adapter: Adapter,
  rows: OutboxRows,
  chat: Address,
  reply: Reply,
  key: string,
): Promise<Receipt> {
  if (!reply.living) return adapter.send(chat, reply, key);
  const shown = await rows.shownAs(chat, reply.living);
  if (reply.gone) return takeBack(adapter, rows, chat, reply, key, shown);
  const receipt =
    (shown && (await edited(adapter, rows, chat, shown, reply))) ?? (await adapter.send(chat, reply, key));
  if (!isDeepStrictEqual(receipt, shown)) await rows.remember(chat, reply.living, receipt);
  return receipt;
}

/** Would delivering this row again only change a shown message? That shows the same however often it is done. */
export async function editsOnly(
  adapter: Adapter | undefined,
  rows: OutboxRows,
  { chat, living, reply, body }: OutboxRow,
): Promise<boolean> {
  if (living === null || !adapter?.edit || (reply ?? (JSON.parse(body) as Reply)).gone) return false;
  return (await rows.shownAs(chat, living)) !== undefined;
}

/** Undefined when the shown message can no longer be edited: then the reply is said anew. */
async function edited(
  adapter: Adapter,
  rows: OutboxRows,
  chat: Address,
  shown: Receipt,
  reply: Reply,
): Promise<Receipt | undefined> {
  if (!adapter.edit) return undefined;
  try {
    return await adapter.edit(shown, reply);
  } catch (error) {
    if (!(error instanceof DeliveryError && error.outcome === "refused")) throw error;
    // Forgotten first: should saying it anew be cut off, nobody may take it for an edit, which could be repeated.
    if (reply.living) await rows.remember(chat, reply.living, undefined);
    return undefined;
  }
}

/** Takes a shown message back; where the platform cannot, the correction is said instead. */
async function takeBack(
  adapter: Adapter,
  rows: OutboxRows,
  chat: Address,
  reply: Reply,
  key: string,
  shown: Receipt | undefined,
): Promise<Receipt> {
  let receipt: Receipt | undefined;
  if (shown && adapter.recall) {
    try {
      await adapter.recall(shown);
      receipt = shown;
    } catch (error) {
      if (!(error instanceof DeliveryError && error.outcome === "refused")) throw error;
    }
  }
  receipt ??= reply.text ? await adapter.send(chat, reply, key) : { id: key };
  await rows.remember(chat, reply.living ?? "", undefined);
  return receipt;
}
