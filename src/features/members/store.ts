/** Who is who, in tables. */
import type { Migration } from "#bot";

export type MemberTables = {
  people: {
    id: string;
    name: string;
    /** 1: the person chose this name; the platform's no longer replaces it. */
    own_name: number;
    role: string;
    unit: string | null;
    consent: string | null;
    consent_at: number | null;
    /** Version of the notice last shown in a direct chat. */
    noticed: string | null;
    created_at: number;
  };
  addresses: { address: string; person: string; met_at: number | null; used_at: number };
  units: { id: string; name: string; parent: string | null };
  bound_chats: { chat: string; unit: string; purpose: string; bound_by: string; bound_at: number };
  /** What is still to be cleared out of the data directory after an erasure. */
  erasures: { address: string; asked_at: number; due_at: number };
  /** Files made for 我的数据, taken away within a day. */
  export_files: { hash: string; person: string; until: number };
};

export const migrations: Migration[] = [
  {
    id: "001-members",
    up: [
      `create table people (id text primary key, name text not null, own_name integer not null, role text not null,
        unit text, consent text, consent_at bigint, noticed text, created_at bigint not null)`,
      "create index people_unit on people (unit)",
      `create table addresses (address text primary key, person text not null, met_at bigint, used_at bigint not null)`,
      "create index addresses_person on addresses (person)",
      "create table units (id text primary key, name text not null unique, parent text)",
      `create table bound_chats (chat text primary key, unit text not null, purpose text not null,
        bound_by text not null, bound_at bigint not null)`,
      "create table erasures (address text primary key, asked_at bigint not null, due_at bigint not null)",
      "create table export_files (hash text not null, person text not null, until bigint not null, primary key (hash, person))",
    ],
  },
];
