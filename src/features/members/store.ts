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
  addresses: {
    address: string;
    person: string;
    met_at: number | null;
    used_at: number;
    /** When it joined the person whose it now is; null for the one address that keeps everything if they part. */
    linked_at: number | null;
  };
  units: { id: string; name: string; parent: string | null };
  bound_chats: { chat: string; unit: string; purpose: string; bound_by: string; bound_at: number };
  /** What is still to be cleared out of the data directory after an erasure. */
  erasures: { address: string; asked_at: number; due_at: number };
  /** Files made for 我的数据, taken away within a day. */
  export_files: { hash: string; person: string; until: number };
  link_codes: LinkCode;
  /** Wrong codes that a person said, until they are forgotten. */
  link_tries: { person: string; tries: number; until: number };
  /** House ids that are another's now; kept for some minutes, to gather what was being written under them. */
  joined_people: { old: string; person: string; due_at: number };
};

/** A one-time code of 绑定账号. */
export interface LinkCode {
  /** SHA-256 of the code, which itself is not kept. */
  hash: string;
  /** Who asked for it, and where. */
  person: string;
  address: string;
  /** On the buttons of its questions. */
  tag: string;
  until: number;
  /** The address that said it. */
  asker: string | null;
  /** 1: confirmed there; the other side is asked too. */
  agreed: number;
  used: number;
}

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
  {
    id: "002-links",
    up: [
      "alter table addresses add column linked_at bigint",
      `create table link_codes (hash text primary key, person text not null, address text not null, tag text not null,
        until bigint not null, asker text, agreed integer not null, used integer not null)`,
      "create index link_codes_person on link_codes (person)",
      "create table link_tries (person text primary key, tries integer not null, until bigint not null)",
      "create table joined_people (old text primary key, person text not null, due_at bigint not null)",
    ],
  },
  { id: "003-roles", up: ["create index people_role on people (role, unit)"] },
  {
    id: "004-staff",
    up: [
      // Staff are few among many: an index of them alone, so that no planner takes everybody for the shorter way.
      "create index people_staff on people (role, unit) where role <> 'member'",
      "drop index people_role",
      "create index people_name on people (name)",
    ],
  },
];
