/** What the feature keeps. A case's row is its present; `ticket_events` is its past and only grows. */
import type { Migration } from "#bot";
import type { Kind } from "../case/kinds.ts";
import type { Move, State } from "../case/lifecycle.ts";
import type { Hazard } from "../intake/guess.ts";

export type Naming = "named" | "confidential" | "anonymous";
/**
 * Work that the clock does at once: tell of a case that nobody could tell of, show its card again, or say as well that it
 * has lost its handler.
 */
export type Task = "announce" | "refresh" | "released";

export interface Ticket {
  no: string;
  kind: Kind;
  state: State;
  /** The unit responsible; null: only an admin may place it. */
  unit: string | null;
  text: string;
  where_text: string;
  lat: number | null;
  lon: number | null;
  datum: string | null;
  hazard: Hazard | null;
  naming: Naming;
  /** House id of the reporter; null for anonymous cases and erased people (PRODUCT.md P13). */
  person: string | null;
  alias: string;
  salt: string | null;
  code_hash: string | null;
  /** Epoch ms; for anonymous cases the beginning of the day. */
  created_at: number;
  start_date: string;
  due: string;
  provisional: number;
  waiting: string | null;
  since: string;
  ladder: number;
  handler: string | null;
  returned: number;
  designated: number;
  transferred: number;
  extended: number;
  supervised: number;
  reopened: number;
  /** 1: somebody who sits in the handlers' group must not see it, so that it is shown to single people only. */
  sealed: number;
  outcome: "solved" | "unconfirmed" | "declined" | "withdrawn" | "merged" | null;
  merged_into: string | null;
  task: Task | null;
  /** When the clock has something to do, epoch ms. */
  next_at: number | null;
  /** Number of events. */
  seq: number;
}

export type Deed = Move | "submit" | "supplement" | "join" | "soon" | "urge" | "erase" | "decide";

export interface TicketEvent {
  ticket: string;
  seq: number;
  at: number;
  deed: Deed;
  /** Whose deed: the reporter's, staff's, or the clock's. */
  side: "reporter" | "staff" | "clock";
  by_person: string | null;
  text: string;
  unit: string | null;
}

export interface TicketFile {
  ticket: string;
  seq: number;
  n: number;
  hash: string;
  kind: "image" | "video";
}

export interface Access {
  ticket: string;
  at: number;
  n: number;
  /** House id; null once that person was erased. */
  person: string | null;
  unit: string | null;
  role: string;
  what: "group" | "card" | "claim" | "open" | "list" | "cover" | "original";
}

export type TicketTables = {
  tickets: Ticket;
  ticket_events: TicketEvent;
  ticket_files: TicketFile;
  ticket_access: Access;
  /** Reserved case numbers, so that one said in a group stays free for its case. */
  ticket_numbers: { no: string };
  /** Where a card hangs: a group's address or a person's house id. */
  ticket_cards: { ticket: string; holder: string };
  ticket_joins: { ticket: string; person: string; at: number };
  /** Staff who must not see the case. */
  ticket_recused: { ticket: string; person: string };
  /** Files of erased people, to be removed from the disk. */
  ticket_waste: { hash: string };
};

export const migrations: Migration[] = [
  {
    id: "001-tickets",
    up: [
      `create table tickets (
        no text primary key, kind text not null, state text not null, unit text, text text not null,
        where_text text not null, lat real, lon real, datum text, hazard text, naming text not null, person text,
        alias text not null, salt text, code_hash text, created_at bigint not null, start_date text not null,
        due text not null, provisional integer not null, waiting text, since text not null, ladder integer not null,
        handler text, returned integer not null, designated integer not null, transferred integer not null,
        extended integer not null, supervised integer not null, reopened integer not null, sealed integer not null,
        outcome text, merged_into text, task text, next_at bigint, seq integer not null)`,
      "create index tickets_unit on tickets (unit, state, due)",
      "create index tickets_handler on tickets (handler, state, due)",
      "create index tickets_person on tickets (person, created_at)",
      "create index tickets_alike on tickets (unit, kind, created_at)",
      "create index tickets_next on tickets (next_at)",
      `create table ticket_events (
        ticket text not null, seq integer not null, at bigint not null, deed text not null, side text not null,
        by_person text, text text not null, unit text, primary key (ticket, seq))`,
      "create index ticket_events_person on ticket_events (by_person)",
      `create table ticket_files (
        ticket text not null, seq integer not null, n integer not null, hash text not null, kind text not null,
        primary key (ticket, seq, n))`,
      "create index ticket_files_hash on ticket_files (hash)",
      `create table ticket_access (
        ticket text not null, at bigint not null, n integer not null, person text, unit text, role text not null,
        what text not null, primary key (ticket, n))`,
      "create index ticket_access_person on ticket_access (person)",
      "create table ticket_numbers (no text primary key)",
      "create table ticket_cards (ticket text not null, holder text not null, primary key (ticket, holder))",
      "create index ticket_cards_holder on ticket_cards (holder)",
      `create table ticket_joins (
        ticket text not null, person text not null, at bigint not null, primary key (ticket, person))`,
      "create index ticket_joins_person on ticket_joins (person)",
      "create table ticket_recused (ticket text not null, person text not null, primary key (ticket, person))",
      "create index ticket_recused_person on ticket_recused (person)",
      "create table ticket_waste (hash text primary key)",
    ],
  },
];
