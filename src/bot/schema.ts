/** The core's own tables: the inbox, the outbox (which is the ledger of deliveries), and what stands between two messages. */
import type { Migration } from "./contract.ts";

/** `new`: to be answered; `parked`: failed too often, waits for staff. `done` rows keep the id for redelivery, not the words. */
export type InboxTable = {
  id: string;
  lane: string;
  /** Order of arrival; grows within a lane. */
  seq: number;
  body: string;
  status: "new" | "done" | "parked";
  tries: number;
  next_at: number;
  received_at: number;
  claimed_by: string | null;
  claimed_until: number;
  error: string | null;
};

/**
 * `due` with `claimed_until` > 0 is being sent (the state "sending": not a value of its own, because leaving and entering
 * an index costs more than the rest of the step).
 * `held`: private words to somebody the platform lets us write to only after they wrote first.
 * `superseded`: a later edit of the same living card made it pointless.
 */
export type OutboxStatus = "held" | "due" | "sent" | "refused" | "unknown" | "superseded";

export type OutboxTable = {
  key: string;
  seq: number;
  adapter: string;
  chat: string;
  /** 1: the chat is one person's. */
  direct: number;
  /** 1: said on time, or one of many said at once; goes after answers. */
  push: number;
  body: string;
  living: string | null;
  status: OutboxStatus;
  due_at: number;
  tries: number;
  /** Epoch ms of the first try, 0 before it: the platform's promise of idempotence runs from there. */
  first_at: number;
  changed_at: number;
  claimed_by: string | null;
  claimed_until: number;
  /** The platform's id of the shown message. */
  shown: string | null;
  error: string | null;
};

export type CoreTables = {
  inbox: InboxTable;
  outbox: OutboxTable;
  dialogs: {
    chat: string;
    person: string;
    dialog: string;
    state: string;
    offers: string;
    until: number;
    under: string | null;
  };
  living: { chat: string; name: string; receipt: string };
  choices: { chat: string; person: string; says: string; until: number };
  /** Until when a platform asked to be left alone. */
  buckets: { name: string; free_at: number };
  /** The journal of src/bot/sends.ts; `ended_at` in the future: under way. */
  sends: { id: string; adapter: string; chat: string; push: number; ended_at: number };
  jobs: { name: string; last: number };
  leases: { name: string; holder: string; until: number };
  marks: { name: string; value: string };
};

export const coreMigrations: Migration[] = [
  {
    id: "001-core",
    up: [
      `create table inbox (id text primary key, lane text not null, seq bigint not null, body text not null,
        status text not null, tries integer not null, next_at bigint not null, received_at bigint not null,
        claimed_by text, claimed_until bigint not null, error text)`,
      `create index inbox_open on inbox (lane, seq) where status = 'new'`,
      `create index inbox_parked on inbox (received_at) where status = 'parked'`,
      `create table outbox (key text primary key, seq bigint not null, adapter text not null, chat text not null,
        direct integer not null, body text not null, living text, status text not null, due_at bigint not null, tries integer not null,
        first_at bigint not null, changed_at bigint not null, claimed_by text, claimed_until bigint not null,
        shown text, error text)`,
      `create index outbox_open on outbox (chat, seq) where status in ('due', 'held')`,
      `create index outbox_unknown on outbox (changed_at) where status = 'unknown'`,
      `create index outbox_living on outbox (chat, shown) where living is not null`,
      `create table dialogs (chat text not null, person text not null, dialog text not null, state text not null,
        offers text not null, until bigint not null, under text, primary key (chat, person))`,
      `create table living (chat text not null, name text not null, receipt text not null, primary key (chat, name))`,
      `create table choices (chat text not null, person text not null, says text not null, until bigint not null,
        primary key (chat, person))`,
      `create table buckets (name text primary key, free_at double precision not null)`,
      `create table jobs (name text primary key, last bigint not null)`,
      `create table leases (name text primary key, holder text not null, until bigint not null)`,
      `create table cache (name text primary key, value text not null, until bigint not null)`,
      `create table marks (name text primary key, value text not null)`,
    ],
  },
  {
    id: "002-pace",
    up: [
      `alter table outbox add column push integer not null default 0`,
      `create table sends (id text primary key, adapter text not null, chat text not null, push integer not null,
        ended_at bigint not null)`,
      `create index sends_adapter on sends (adapter, ended_at)`,
      `create index sends_chat on sends (chat, ended_at)`,
      // What the buckets held was another way of counting.
      `delete from buckets`,
    ],
  },
];
