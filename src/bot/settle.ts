/** One transaction: what the feature writes, what is said, what is awaited, and "done" are kept together or not at all. */
import { hash } from "node:crypto";
import { adapterOf } from "./address.ts";
import { type Choices, numbered } from "./choices.ts";
import type { Adapter, Address, Behind, Database, Members, Message, Reply, Says, Tx } from "./contract.ts";
import type { Dialogs } from "./dialogs.ts";
import { AlreadyDone } from "./inbox.ts";
import type { InboxRows } from "./inbox-rows.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxRow, WrittenRow } from "./outbox-row.ts";
import { CLAIM_MS } from "./pauses.ts";
import type { Decision } from "./router.ts";
import type { OutboxStatus } from "./schema.ts";
import type { zh } from "./words.ts";

export interface SettleParts {
  database: Database;
  adapters: ReadonlyMap<string, Adapter>;
  dialogs: Dialogs;
  choices: Choices;
  members: Members;
  words: typeof zh;
  inbox: InboxRows;
  outbox: Outbox;
  /** The notice, for those of these addresses that have not been shown it, which they now count as shown. */
  greet(tx: Tx, addresses: readonly Address[]): Promise<Map<Address, Reply>>;
  now(): number;
  seq(): number;
}

/** The narrowest platform carries 64 bytes with a button; the house leaves room for an adapter's own mark. */
const MOST_SAYS_BYTES = 48;

/** So many replies at once are a push: whoever asked for one of a few is answered first. */
const FEW_REPLIES = 10;

/** What an adapter makes of the link that leads from a group to the direct chat. */
const FOLLOWED = /^(继续|开始)(\s|$)/;

/** Returns the rows that may be sent once this has returned. Throws AlreadyDone when another process was first. */
export async function settle(parts: SettleParts, message: Message, decision: Decision): Promise<OutboxRow[]> {
  const claimed: Address[] = [];
  const settled = parts.database.unit(async (tx) => {
    // The unit may be run again: what an earlier run claimed is free.
    for (const chat of claimed.splice(0)) parts.outbox.unclaim(chat);
    const rows: OutboxRow[] = [];
    let warned = false;
    if (decision.first) {
      // Whoever is in danger reads the number before anything else, the notice included.
      const notice = [...(await parts.greet(tx, [message.chat])).values()];
      warned = notice.length > 0 && decision.urgent !== undefined;
      rows.push(
        ...(await sayAll(parts, tx, message, warned ? inFront(notice, decision.urgent) : notice, claimed, "notice")),
      );
      const kept = await parts.outbox.rows.release(tx, message.chat, parts.now(), parts.seq);
      rows.push(...kept);
      // Who follows the link from a group finds there what was kept back for them: that is the answer.
      if (kept.length > 0 && FOLLOWED.test(message.text)) {
        if (!(await parts.inbox.finish(tx, message.id))) throw new AlreadyDone();
        return rows;
      }
    }
    const said = typeof decision.answer === "function" ? await decision.answer(tx) : decision.answer;
    const replies = warned ? listed(said) : inFront(listed(said), decision.urgent);
    const goesOn = replies.some((reply) => reply.next && (reply.to ?? message.chat) === message.chat);
    if (decision.left) await parts.dialogs.drop(tx, message.chat, message.from);
    else if (decision.heard && !goesOn) await parts.dialogs.close(tx, message.chat, message.from);
    rows.push(...(await sayAll(parts, tx, message, replies, claimed, "", decision.heard)));
    if (!(await parts.inbox.finish(tx, message.id))) throw new AlreadyDone();
    return rows;
  });
  return settled.catch((error) => {
    for (const chat of claimed) parts.outbox.unclaim(chat);
    throw error;
  });
}

/** Writes replies to the outbox, the notice before the first private words to somebody; returns the rows to be sent. */
export async function sayAll(
  parts: SettleParts,
  tx: Tx,
  message: Message,
  replies: Reply[],
  claimed: Address[],
  part = "",
  heard = false,
): Promise<OutboxRow[]> {
  const rows: WrittenRow[] = [];
  const push = message.from.startsWith("clock:") || replies.length > FEW_REPLIES;
  const elsewhere = new Set(replies.flatMap(({ to }) => (to === undefined || to === message.chat ? [] : [to])));
  // Where the bot may write first, its own first words are a first contact too.
  const cold = [...elsewhere].filter((address) => traitsOf(parts, address)?.coldDirect);
  const notices = cold.length > 0 ? await parts.greet(tx, cold) : new Map<Address, Reply>();
  const behind = elsewhere.size > 0 ? await parts.members.behind(tx, [...elsewhere]) : new Map<Address, Behind>();
  let i = 0;
  const add = async (reply: Reply) => {
    const row = await say(parts, tx, message, reply, `${part}${i || ""}`, claimed, heard, push, behind);
    i += 1;
    if (row) rows.push(row);
  };
  for (const reply of replies) {
    const notice = reply.to && notices.get(reply.to);
    if (notice && reply.to && notices.delete(reply.to)) await add({ ...notice, to: reply.to });
    await add(reply);
  }
  await parts.outbox.rows.insert(tx, rows);
  return rows.filter(({ status }) => status !== "held");
}

function traitsOf(parts: SettleParts, address: Address) {
  return parts.adapters.get(adapterOf(address))?.traits;
}

/**
 * One reply as a row for the outbox; opens its dialog. Where nothing else waits for its chat it is written as being sent at
 * once (and the chat added to `claimed`), which saves a commit of its own.
 */
async function say(
  parts: SettleParts,
  tx: Tx,
  message: Message,
  reply: Reply,
  part: string,
  claimed: Address[],
  heard: boolean,
  push: boolean,
  known: ReadonlyMap<Address, Behind>,
): Promise<WrittenRow | undefined> {
  const chat = reply.to ?? message.chat;
  if (chat.startsWith("clock:")) throw new Error("what is said on time needs an address");
  for (const button of reply.buttons ?? []) {
    if (Buffer.byteLength(button.says) > MOST_SAYS_BYTES) throw new Error("a button says more than 48 bytes");
  }
  const person = chat === message.chat ? message.from : chat;
  const now = parts.now();
  if (reply.next) {
    const offers = (reply.buttons ?? []).map((button) => button.says);
    const how = chat !== message.chat ? "interrupts" : heard ? "continues" : "replaces";
    await parts.dialogs.open(tx, { chat, person }, reply.next, offers, now, how);
  }
  if (reply.text === "" && !reply.files?.length && !reply.buttons?.length && !reply.gone) return undefined;
  const adapter = adapterOf(chat);
  const traits = traitsOf(parts, chat);
  if (traits && !traits.buttons) {
    const asked = person.startsWith("clock:") ? "" : person;
    if (reply.buttons?.length) await parts.choices.offer(tx, chat, reply.living ? "" : asked, reply, now);
    // A question that is answered freely: a bare number is its answer now, no longer an older choice.
    else if (reply.next) await parts.choices.drop(tx, chat, person);
  }
  const behind = known.get(chat);
  const direct = behind === undefined ? message.chat === message.from : behind !== "group";
  // Private words wait where the platform lets the bot write only to those who wrote first.
  const status: OutboxStatus = behind === "unmet" && traits && !traits.coldDirect ? "held" : "due";
  const begun = status === "due" && traits?.limits.length === 0 && parts.outbox.claim(chat);
  if (begun) claimed.push(chat);
  const topic = chat === message.chat ? message.topic : undefined;
  const visible = shown(parts, topic === undefined ? reply : { ...reply, topic }, traits?.buttons ?? true);
  return {
    key: keyOf(message.id, part),
    adapter,
    chat,
    direct: direct ? 1 : 0,
    push: push ? 1 : 0,
    body: JSON.stringify(visible),
    reply: visible,
    living: reply.living ?? null,
    status,
    due_at: now,
    tries: 0,
    first_at: begun ? now : 0,
    claimed_until: begun ? now + CLAIM_MS : 0,
    seq: parts.seq(),
    now,
    begun,
  };
}

/** What the adapter needs of a reply: neither the address nor the dialog. */
function shown(parts: SettleParts, reply: Reply, buttons: boolean): Reply {
  const { to: _, next: __, ...rest } = reply;
  return buttons ? rest : numbered(rest, parts.words.choose);
}

/** The same at every try, different for every reply: The narrowest platform takes 50 characters. */
export function keyOf(id: string, part: string): string {
  return `${hash("sha256", id, "base64url").slice(0, 24)}${part && `-${part}`}`;
}

function listed(said: Says): Reply[] {
  if (!said) return [];
  return Array.isArray(said) ? said : [said];
}

/** The number to call comes first in the very next words said here. */
function inFront(replies: Reply[], urgent: string | undefined): Reply[] {
  if (!urgent) return replies;
  const first = replies.findIndex((reply) => reply.to === undefined);
  if (first < 0) return [{ text: urgent }, ...replies];
  return replies.map((reply, i) =>
    i === first ? { ...reply, text: [urgent, reply.text].filter(Boolean).join("\n\n") } : reply,
  );
}
